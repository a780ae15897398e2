package io.tidegate.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;

/** A value of a setting after its text or TOML form was understood. */
sealed interface Value {
    /** The value as JSON. */
    JsonNode node();

    /** Yes or no. */
    record Flag(boolean on) implements Value {
        @Override
        public JsonNode node() {
            return BooleanNode.valueOf(on);
        }

        @Override
        public String toString() {
            return Boolean.toString(on);
        }
    }

    /** A whole number. */
    record Whole(long number) implements Value {
        @Override
        public JsonNode node() {
            return LongNode.valueOf(number);
        }

        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /** Text, also names out of a fixed set and numbers that nobody calculates with. */
    record Text(String text) implements Value {
        @Override
        public JsonNode node() {
            return TextNode.valueOf(text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A list of texts. */
    record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public JsonNode node() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            texts.forEach(array::add);
            return array;
        }

        @Override
        public String toString() {
            return texts.toString();
        }
    }

    /** A length of time. */
    record Span(Duration duration) implements Value {
        @Override
        public JsonNode node() {
            return LongNode.valueOf(duration.toNanos());
        }

        @Override
        public String toString() {
            return GoDuration.format(duration);
        }
    }
}
