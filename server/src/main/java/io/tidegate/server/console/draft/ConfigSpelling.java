package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** Turns the names of a configuration file into those of {@code replica_config} and back. */
final class ConfigSpelling {
    private ConfigSpelling() {}

    static ObjectNode json(ObjectNode file) {
        return object(file, name -> name.replace('-', '_'));
    }

    static ObjectNode file(ObjectNode json) {
        return object(json, name -> name.replace('_', '-'));
    }

    private static ObjectNode object(ObjectNode from, UnaryOperator<String> name) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        from.properties().forEach(field -> to.set(name.apply(field.getKey()), node(field.getValue(), name)));
        return to;
    }

    private static JsonNode node(JsonNode from, UnaryOperator<String> name) {
        if (from instanceof ObjectNode object) {
            return object(object, name);
        }
        if (from instanceof ArrayNode array) {
            ArrayNode to = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> to.add(node(element, name)));
            return to;
        }
        return from;
    }
}
