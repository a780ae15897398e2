package io.tidegate.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.math.BigInteger;
import java.util.Collection;
import java.util.function.Function;

/** Writes answers of the API. */
public final class Answers {
    private Answers() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Answers with JSON that nobody may keep: it was true at that moment and for whoever asked. */
    public static void send(Context context, JsonNode json) {
        context.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(json.toString());
    }

    /** Answers {@code {}}, as TiCDC does when there is nothing to say. */
    public static void sendNothing(Context context) {
        send(context, object());
    }

    /** {@code {"items": […]}}. */
    public static <T> ObjectNode items(Collection<T> things, Function<T, ? extends JsonNode> shape) {
        ObjectNode answer = object();
        answer.set("items", array(things, shape));
        return answer;
    }

    /** {@code {"total": n, "items": […]}}, TiCDC's lists. */
    public static <T> ObjectNode list(Collection<T> things, Function<T, ? extends JsonNode> shape) {
        ObjectNode answer = object().put("total", things.size());
        answer.set("items", array(things, shape));
        return answer;
    }

    public static <T> ArrayNode array(Collection<T> things, Function<T, ? extends JsonNode> shape) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        things.forEach(thing -> array.add(shape.apply(thing)));
        return array;
    }

    /** A commit-ts as TiCDC writes it: a number without sign, beyond what JavaScript can hold. */
    public static BigInteger number(long ts) {
        return new BigInteger(Long.toUnsignedString(ts));
    }
}
