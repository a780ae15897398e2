package io.tidegate.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;

/** Writes JSON. */
final class Answers {
    private Answers() {}

    static void send(Context context, JsonNode json) {
        context.contentType("application/json").result(json.toString());
    }

    /** {@code {"items": […]}} */
    static <T> ObjectNode items(List<T> things, Function<T, ObjectNode> shape) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        things.forEach(thing -> items.add(shape.apply(thing)));
        return answer;
    }
}
