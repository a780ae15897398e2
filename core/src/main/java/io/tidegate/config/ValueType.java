package io.tidegate.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a setting takes: how it is read from the text of a URI parameter and from a TOML value, and which values are
 * allowed. Reading fails with an {@link IllegalArgumentException} whose message tells what was found; a value that can be
 * read but is not allowed is told by {@link #allows}, because most settings have an error of their own for it.
 */
sealed interface ValueType {
    /** A URI parameter's value. Lists cannot be given there. */
    Value fromText(String text);

    /** A TOML value. */
    Value fromNode(JsonNode node);

    /** A value of this type as JSON; durations in nanoseconds. */
    default JsonNode node(Value value) {
        return value.node();
    }

    /** Says in JSON Schema what a JSON value of this type looks like. */
    void describe(ObjectNode schema);

    /** Whether a value of this type is in range. */
    default boolean allows(Value value) {
        return true;
    }

    /** The type as the documentation names it. */
    String shown();

    /** True or false, in the spellings of Go's {@code strconv.ParseBool}. */
    record FlagType() implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "boolean");
        }

        @Override
        public Value fromText(String text) {
            return switch (text) {
                case "1", "t", "T", "TRUE", "true", "True" -> new Value.Flag(true);
                case "0", "f", "F", "FALSE", "false", "False" -> new Value.Flag(false);
                default -> throw new IllegalArgumentException("\"" + text + "\" is not true or false");
            };
        }

        @Override
        public Value fromNode(JsonNode node) {
            if (!node.isBoolean()) {
                throw new IllegalArgumentException(node + " is not true or false");
            }
            return new Value.Flag(node.booleanValue());
        }

        @Override
        public String shown() {
            return "boolean";
        }
    }

    /** A whole number from {@code min} to {@code max}. */
    record WholeType(long min, long max) implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "integer");
            if (min != Long.MIN_VALUE) {
                schema.put("minimum", min);
            }
            if (max != Long.MAX_VALUE) {
                schema.put("maximum", max);
            }
        }

        @Override
        public Value fromText(String text) {
            try {
                return new Value.Whole(Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("\"" + text + "\" is not a whole number", e);
            }
        }

        @Override
        public Value fromNode(JsonNode node) {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw new IllegalArgumentException(node + " is not a whole number");
            }
            return new Value.Whole(node.longValue());
        }

        @Override
        public boolean allows(Value value) {
            return value instanceof Value.Whole whole && whole.number() >= min && whole.number() <= max;
        }

        @Override
        public String shown() {
            if (min == Long.MIN_VALUE) {
                return "integer";
            }
            return max == Long.MAX_VALUE || max == Integer.MAX_VALUE
                    ? "integer, " + min + " or more"
                    : "integer, " + min + " to " + max;
        }
    }

    /** Whatever stands there; for settings that are refused anyway. */
    record AnyType() implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            // JSON Schema has no word for it
        }

        @Override
        public Value fromText(String text) {
            return new Value.Text(text);
        }

        @Override
        public Value fromNode(JsonNode node) {
            return new Value.Text(node.asText());
        }

        @Override
        public String shown() {
            return "";
        }
    }

    /** Text that a test accepts. */
    record TextType(Predicate<String> test, String shown) implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "string");
        }

        @Override
        public Value fromText(String text) {
            return new Value.Text(text);
        }

        @Override
        public Value fromNode(JsonNode node) {
            return new Value.Text(text(node));
        }

        @Override
        public boolean allows(Value value) {
            return value instanceof Value.Text text && test.test(text.text());
        }
    }

    /** One of some names; case and surrounding space do not matter, the value is in lower case. */
    record ChoiceType(List<String> names) implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.put("type", "string").putArray("enum");
            names.forEach(choices::add);
        }

        @Override
        public Value fromText(String text) {
            return new Value.Text(text.strip().toLowerCase(Locale.ROOT));
        }

        @Override
        public Value fromNode(JsonNode node) {
            return fromText(text(node));
        }

        @Override
        public boolean allows(Value value) {
            return value instanceof Value.Text text && names.contains(text.text());
        }

        @Override
        public String shown() {
            return "`" + String.join("`, `", names) + "`";
        }
    }

    /** A duration as Go writes it, or a whole number of nanoseconds; {@code min} or longer. */
    record SpanType(Duration min, String shown) implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.putArray("type").add("integer").add("string");
        }

        @Override
        public Value fromText(String text) {
            return new Value.Span(GoDuration.parse(text));
        }

        @Override
        public Value fromNode(JsonNode node) {
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return new Value.Span(Duration.ofNanos(node.longValue()));
            }
            return fromText(text(node));
        }

        @Override
        public boolean allows(Value value) {
            return value instanceof Value.Span span && span.duration().compareTo(min) >= 0;
        }
    }

    /** A list of texts. */
    record TextsType() implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "array").putObject("items").put("type", "string");
        }

        @Override
        public Value fromText(String text) {
            throw new IllegalArgumentException("a list can only be given in the configuration file");
        }

        @Override
        public Value fromNode(JsonNode node) {
            return new Value.Texts(elements(node).stream().map(ValueType::text).toList());
        }

        @Override
        public String shown() {
            return "list of text";
        }
    }

    /** A list of some of these names; case and surrounding space do not matter, the values are in lower case. */
    record ChoicesType(List<String> names) implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            ArrayNode choices = schema.put("type", "array")
                    .putObject("items")
                    .put("type", "string")
                    .putArray("enum");
            names.forEach(choices::add);
        }

        @Override
        public Value fromText(String text) {
            throw new IllegalArgumentException("a list can only be given in the configuration file");
        }

        @Override
        public Value fromNode(JsonNode node) {
            return new Value.Texts(elements(node).stream()
                    .map(ValueType::text)
                    .map(text -> text.strip().toLowerCase(Locale.ROOT))
                    .toList());
        }

        @Override
        public boolean allows(Value value) {
            return value instanceof Value.Texts texts && names.containsAll(texts.texts());
        }

        @Override
        public String shown() {
            return "list of `" + String.join("`, `", names) + "`";
        }
    }

    /** A list of whole numbers, kept as text because they may need 64 bits without a sign. */
    record WholesType() implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "array").putObject("items").put("type", "integer");
        }

        @Override
        public Value fromText(String text) {
            throw new IllegalArgumentException("a list can only be given in the configuration file");
        }

        @Override
        public Value fromNode(JsonNode node) {
            List<String> numbers = new ArrayList<>();
            for (JsonNode element : elements(node)) {
                if (!element.isIntegralNumber()) {
                    throw new IllegalArgumentException(element + " is not a whole number");
                }
                numbers.add(element.asText());
            }
            return new Value.Texts(numbers);
        }

        @Override
        public JsonNode node(Value value) {
            ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
            if (value instanceof Value.Texts texts) {
                texts.texts().forEach(text -> numbers.add(new BigInteger(text)));
            }
            return numbers;
        }

        @Override
        public String shown() {
            return "list of integers";
        }
    }

    /** A number with or without a fraction, kept as text because nobody calculates with it. */
    record NumberType() implements ValueType {
        @Override
        public void describe(ObjectNode schema) {
            schema.put("type", "number");
        }

        @Override
        public Value fromText(String text) {
            throw new IllegalArgumentException("this can only be given in the configuration file");
        }

        @Override
        public Value fromNode(JsonNode node) {
            if (!node.isNumber()) {
                throw new IllegalArgumentException(node + " is not a number");
            }
            return new Value.Text(node.asText());
        }

        @Override
        public JsonNode node(Value value) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(value.toString()));
        }

        @Override
        public String shown() {
            return "number";
        }
    }

    /** True or false. */
    static ValueType flag() {
        return new FlagType();
    }

    /** Whatever stands there. */
    static ValueType any() {
        return new AnyType();
    }

    /** Any whole number of 64 bits. */
    static ValueType whole() {
        return new WholeType(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A whole number in a range, both ends included. */
    static ValueType whole(long min, long max) {
        return new WholeType(min, max);
    }

    /** Any text. */
    static ValueType text() {
        return new TextType(text -> true, "text");
    }

    /** Text of a pattern. */
    static ValueType text(String pattern, String shown) {
        return new TextType(Pattern.compile(pattern).asMatchPredicate(), shown);
    }

    /** One of these names. */
    static ValueType choice(String... names) {
        return new ChoiceType(List.of(names));
    }

    /** Any duration. */
    static ValueType span() {
        return new SpanType(Duration.ofNanos(Long.MIN_VALUE), "duration");
    }

    /** A duration that is not shorter than this. */
    static ValueType span(Duration min, String shown) {
        return new SpanType(min, shown);
    }

    /** A list of texts. */
    static ValueType texts() {
        return new TextsType();
    }

    /** Some of these names. */
    static ValueType choices(String... names) {
        return new ChoicesType(List.of(names));
    }

    /** A list of whole numbers. */
    static ValueType wholes() {
        return new WholesType();
    }

    /** A number that may have a fraction. */
    static ValueType number() {
        return new NumberType();
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(node + " is not text in quotes");
        }
        return node.textValue();
    }

    private static List<JsonNode> elements(JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(node + " is not a list in brackets");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }
}
