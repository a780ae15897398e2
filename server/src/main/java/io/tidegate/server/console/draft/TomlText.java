package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A configuration as people write TOML: values first, then a section for each table. For texts, numbers, flags and lists. */
final class TomlText {
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    private final StringBuilder text = new StringBuilder();

    private TomlText() {}

    static String of(ObjectNode root) {
        TomlText toml = new TomlText();
        toml.table("", "", root);
        return toml.text.toString().stripLeading();
    }

    /**
     * @param path of the table
     * @param header of the table, empty for the root
     */
    private void table(String path, String header, ObjectNode table) {
        List<String> lines = new ArrayList<>();
        table.properties().forEach(field -> {
            if (!isTable(field.getValue())) {
                lines.add(key(field.getKey()) + " = " + value(field.getValue()));
            }
        });
        if (!lines.isEmpty()) {
            text.append('\n');
            if (!header.isEmpty()) {
                text.append(header).append('\n');
            }
            lines.forEach(line -> text.append(line).append('\n'));
        }
        table.properties().forEach(field -> {
            String inner = path.isEmpty() ? key(field.getKey()) : path + "." + key(field.getKey());
            if (field.getValue() instanceof ObjectNode section) {
                table(inner, "[" + inner + "]", section);
            } else if (field.getValue() instanceof ArrayNode array && isTable(array)) {
                array.forEach(entry -> table(inner, "[[" + inner + "]]", (ObjectNode) entry));
            }
        });
    }

    private static boolean isTable(JsonNode node) {
        return node.isObject()
                || (node.isArray() && !node.isEmpty() && node.get(0).isObject());
    }

    private static String value(JsonNode node) {
        if (node instanceof ArrayNode array) {
            return array.valueStream().map(TomlText::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return node.isTextual() ? quoted(node.textValue()) : node.asText();
    }

    private static String key(String name) {
        return BARE_KEY.matcher(name).matches() ? name : quoted(name);
    }

    private static String quoted(String value) {
        return value.chars().mapToObj(TomlText::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"', '\\' -> "\\" + (char) character;
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(character) ? "\\u%04x".formatted(character) : String.valueOf((char) character);
        };
    }
}
