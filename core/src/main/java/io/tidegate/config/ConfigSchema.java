package io.tidegate.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Describes the JSON form of a configuration in JSON Schema: each setting of the catalogue at its place. */
final class ConfigSchema {
    private static final String PROPERTIES = "properties";

    private ConfigSchema() {}

    static ObjectNode of(SettingCatalogue catalogue) {
        ObjectNode root = object(JsonNodeFactory.instance.objectNode());
        for (Setting setting : catalogue.settings()) {
            if (setting.file() != null && setting.standing() != Setting.Standing.FIXED) {
                place(root, Spelling.JSON.of(setting.name()), setting);
            }
        }
        return root;
    }

    /** Names of the Kafka client have dots of their own. */
    private static void place(ObjectNode root, String path, Setting setting) {
        ObjectNode section = root;
        String rest = path;
        while (rest.indexOf('.') >= 0) {
            String name = rest.substring(0, rest.indexOf('.'));
            section = section(section, name);
            rest = rest.substring(name.length() + 1);
            if (path.equals("tidegate.kafka." + rest)) {
                break;
            }
        }
        section.withObjectProperty(PROPERTIES).set(rest, leaf(setting));
    }

    /** The schema of the objects of a section, or of the entries of a list. */
    private static ObjectNode section(ObjectNode above, String name) {
        ObjectNode properties = above.withObjectProperty(PROPERTIES);
        if (!name.endsWith("[]")) {
            return object(properties.withObjectProperty(name));
        }
        ObjectNode list = properties.withObjectProperty(name.substring(0, name.length() - 2));
        return object(list.put("type", "array").withObjectProperty("items"));
    }

    private static ObjectNode object(ObjectNode schema) {
        return schema.put("type", "object").put("additionalProperties", false);
    }

    private static ObjectNode leaf(Setting setting) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (setting.standing() == Setting.Standing.OTHER_VERSION) {
            return schema.put("deprecated", true)
                    .put("description", "Only " + setting.remark() + " know it; it has no effect.");
        }
        setting.type().describe(schema);
        schema.put("description", description(setting));
        Value fallback = setting.fallback();
        if (fallback != null) {
            schema.set("default", ConfigPrinter.node(setting, fallback));
        }
        return switch (setting.sensitivity()) {
            case OPEN -> schema;
            case SECRET -> schema.put("format", "password");
            case URI_WITH_LOGIN -> schema.put("format", "uri");
        };
    }

    private static String description(Setting setting) {
        return switch (setting.standing()) {
            case IGNORED -> setting.description() + " It has no effect: " + setting.remark() + ".";
            case UNAVAILABLE -> setting.description() + " Only the default is available.";
            case SUPPORTED, FIXED, OTHER_VERSION -> setting.description();
        };
    }
}
