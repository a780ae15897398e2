package io.tidegate.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.NearestName;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A table of the server's configuration file. Once everything known was asked for, {@link #closed} refuses the rest. */
final class SettingTable {
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new TreeSet<>();

    SettingTable(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    String text(String key, String fallback) {
        JsonNode value = node(key);
        return value.isMissingNode() ? fallback : text(key, value);
    }

    String required(String key) {
        JsonNode value = node(key);
        if (value.isMissingNode()) {
            throw invalid(key, "is missing");
        }
        return text(key, value);
    }

    boolean flag(String key, boolean fallback) {
        JsonNode value = node(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(key, "is neither true nor false");
        }
        return value.asBoolean(fallback);
    }

    int whole(String key, int fallback, int least, int most) {
        JsonNode value = node(key);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            throw invalid(key, "is not a whole number from " + least + " to " + most);
        }
        return value.asInt();
    }

    List<String> texts(String key) {
        JsonNode value = node(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw invalid(key, "is not a list of texts");
        }
        List<String> texts = new ArrayList<>();
        value.forEach(entry -> texts.add(text(key, entry)));
        return texts;
    }

    Optional<SettingTable> child(String key) {
        JsonNode value = node(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw invalid(key, "is not a table");
        }
        return Optional.of(new SettingTable(place(key), value));
    }

    /** All entries, whatever their keys. */
    Map<String, String> everything() {
        Map<String, String> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), text(entry.getKey(), entry.getValue())));
        return entries;
    }

    /**
     * The result of reading the table, if it had nothing else.
     *
     * @throws TidegateException CONFIG_UNKNOWN_KEY
     */
    <T> T closed(T result) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                String nearest = NearestName.of(entry.getKey(), List.copyOf(known))
                        .map(name -> ", did you mean " + place(name) + "?")
                        .orElse(", there are " + String.join(", ", known));
                throw new TidegateException(
                        ErrorCode.CONFIG_UNKNOWN_KEY, "unknown key " + place(entry.getKey()) + nearest);
            }
        }
        return result;
    }

    private JsonNode node(String key) {
        known.add(key);
        return node.path(key);
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw invalid(key, "is not a text");
        }
        return value.asText();
    }

    private String place(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private TidegateException invalid(String key, String what) {
        return new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, place(key) + " " + what);
    }
}
