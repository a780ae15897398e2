package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.PlainText;
import io.tidegate.config.SinkUri;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an update would change: values of both sides by their path, secrets masked. Whether a secret changes cannot be told,
 * since the server does not say the one it has; so each that is given counts as changed.
 */
final class UpdateDiff {
    private static final String MASK = "******";
    private static final String ANEW = " (given anew)";

    private final Map<String, String> before = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();

    private UpdateDiff() {}

    /**
     * Compares.
     *
     * @param detail the changefeed as the server shows it
     * @param changes the body of the request
     */
    static UpdateDiff of(JsonNode detail, ObjectNode changes) {
        UpdateDiff diff = new UpdateDiff();
        JsonNode uri = changes.path("sink_uri");
        if (uri.isTextual()) {
            diff.before.put("sink_uri", detail.path("sink_uri").asText());
            String shown = SinkUri.mask(uri.textValue());
            diff.after.put("sink_uri", shown.equals(uri.textValue()) ? shown : shown + ANEW);
        }
        if (changes.has("target_ts")) {
            diff.before.put("target_ts", detail.path("target_ts").asText("0"));
            diff.after.put("target_ts", changes.path("target_ts").asText());
        }
        JsonNode name = changes.path("tidegate").path("name");
        if (name.isTextual()) {
            diff.before.put("name", detail.path("tidegate").path("name").asText());
            diff.after.put("name", name.textValue());
        }
        return diff;
    }

    /**
     * Compares the configurations as well.
     *
     * @param present as the server shows it
     * @param sent as it will be sent, with secrets
     * @param shown the same as the server will show it
     */
    UpdateDiff config(JsonNode present, JsonNode sent, JsonNode shown) {
        flatten("config", present, null, before);
        flatten("config", shown, sent, after);
        return this;
    }

    boolean isEmpty() {
        return before.equals(after);
    }

    /** Lines {@code - path: value} for what goes and {@code + path: value} for what comes. */
    void print(PrintWriter out) {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            String old = before.get(path);
            String young = after.get(path);
            if (old != null && !old.equals(young)) {
                out.println(PlainText.of("- " + path + ": " + old));
            }
            if (young != null && !young.equals(old)) {
                out.println(PlainText.of("+ " + path + ": " + young));
            }
        }
        out.flush();
    }

    /** Values by path; lists of plain values stay whole. */
    private static void flatten(String path, JsonNode node, @Nullable JsonNode sent, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            path + "." + field.getKey(),
                            field.getValue(),
                            sent == null ? null : sent.get(field.getKey()),
                            into));
        } else if (node.isArray() && node.path(0).isObject()) {
            for (int index = 0; index < node.size(); index++) {
                flatten(path + "[" + index + "]", node.get(index), sent == null ? null : sent.get(index), into);
            }
        } else {
            String value = node.isTextual() ? node.textValue() : node.toString();
            boolean anew =
                    value.contains(MASK) && sent != null && !sent.asText().contains(MASK);
            into.put(path, anew ? value + ANEW : value);
        }
    }
}
