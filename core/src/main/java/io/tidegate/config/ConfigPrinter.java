package io.tidegate.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints settings in the shape of TiCDC's {@code replica_config}, in the order of the catalogue. Like there, what is empty by
 * default is left out, except in event filters.
 */
final class ConfigPrinter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KAFKA = "sink.kafka-config.";
    private static final String CLIENT = "tidegate.kafka.";
    private static final String LIST = "[].";

    private final boolean secretsShown;
    private final boolean defaultsShown;

    private ConfigPrinter(boolean secretsShown, boolean defaultsShown) {
        this.secretsShown = secretsShown;
        this.defaultsShown = defaultsShown;
    }

    /** With defaults and without secrets. */
    static ObjectNode full(SettingValues values, Map<String, List<SettingValues>> tables) {
        return new ConfigPrinter(false, true).print(values, tables);
    }

    /** Without defaults and with secrets. */
    static ObjectNode written(SettingValues values, Map<String, List<SettingValues>> tables) {
        return new ConfigPrinter(true, false).print(values, tables);
    }

    /** Values with those of the sink URI in their place, except what belongs to the connection to Kafka. */
    static SettingValues overridden(SettingValues values, SinkUri uri) {
        SettingValues overriding = new SettingValues();
        for (Setting setting : uri.values().settings()) {
            Value value = uri.values().value(setting);
            String path = setting.file();
            if (value != null && path != null && !path.startsWith(KAFKA)) {
                overriding.put(setting, value);
            }
        }
        return overriding.over(values);
    }

    private ObjectNode print(SettingValues values, Map<String, List<SettingValues>> tables) {
        ObjectNode root = JSON.objectNode();
        for (Setting setting : SettingCatalogue.all().settings()) {
            String path = setting.file();
            if (path == null) {
                continue;
            }
            int list = path.indexOf(LIST);
            if (list >= 0) {
                entries(root, path.substring(0, list), tables);
            } else {
                value(root, Spelling.JSON.of(path), setting, values);
            }
        }
        return root;
    }

    /** Prints a list of tables when its first setting is met. */
    private void entries(ObjectNode root, String list, Map<String, List<SettingValues>> tables) {
        List<SettingValues> entries = tables.getOrDefault(list, List.of());
        String path = Spelling.JSON.of(list);
        if (entries.isEmpty() || section(root, path).has(lastKey(path))) {
            return;
        }
        ArrayNode printed = section(root, path).putArray(lastKey(path));
        for (SettingValues entry : entries) {
            ObjectNode object = printed.addObject();
            for (Setting setting : SettingCatalogue.all().settings()) {
                if (setting.name().startsWith(list + LIST)) {
                    String name = Spelling.JSON.of(setting.name());
                    value(object, name.substring(name.indexOf(LIST) + LIST.length()), setting, entry);
                }
            }
        }
    }

    private void value(ObjectNode root, String path, Setting setting, SettingValues values) {
        Value value = shown(setting, values);
        if (value != null) {
            Value printed = secretsShown ? value : KeptSecrets.masked(setting, value);
            section(root, path).set(lastKey(path), node(setting, printed));
        }
    }

    /** TiCDC has durations of Kafka as text and all others as nanoseconds. */
    static JsonNode node(Setting setting, Value value) {
        return value instanceof Value.Span && setting.name().startsWith(KAFKA)
                ? JSON.textNode(value.toString())
                : setting.type().node(value);
    }

    private @Nullable Value shown(Setting setting, SettingValues values) {
        if (values.has(setting)) {
            return values.value(setting);
        }
        boolean inEventFilter = setting.name().startsWith(FilterSettings.EVENT_FILTERS);
        boolean otherwiseElsewhere =
                setting.name().startsWith(KAFKA) || setting.name().startsWith(CLIENT);
        boolean inOtherList = setting.name().contains(LIST) && !inEventFilter;
        Value fallback = setting.fallback();
        if (!defaultsShown || otherwiseElsewhere || inOtherList || fallback == null) {
            return null;
        }
        return inEventFilter || !isEmpty(fallback) ? fallback : null;
    }

    private static boolean isEmpty(Value value) {
        return value.equals(new Value.Text("")) || value.equals(new Value.Texts(List.of()));
    }

    /** The object that holds the last key of a path, made on the way. */
    private static ObjectNode section(ObjectNode root, String path) {
        ObjectNode section = root;
        String above =
                path.substring(0, Math.max(0, path.length() - lastKey(path).length() - 1));
        if (!above.isEmpty()) {
            for (String name : above.split("\\.")) {
                section = section.withObjectProperty(name);
            }
        }
        return section;
    }

    /** Names of the Kafka client have dots of their own. */
    private static String lastKey(String path) {
        return path.startsWith(CLIENT) ? path.substring(CLIENT.length()) : path.substring(path.lastIndexOf('.') + 1);
    }
}
