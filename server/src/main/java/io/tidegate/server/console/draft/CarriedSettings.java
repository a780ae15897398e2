package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ChangefeedConfig;
import java.util.Map;

/**
 * Settings that no page shows: whoever edits or duplicates a changefeed keeps them. May hold secrets.
 *
 * @param parameters of the sink URI
 * @param config in the shape of {@code replica_config}; never changed
 */
public record CarriedSettings(Map<String, String> parameters, ObjectNode config) {
    public static final CarriedSettings NONE = new CarriedSettings(Map.of(), JsonNodeFactory.instance.objectNode());

    public CarriedSettings {
        parameters = Map.copyOf(parameters);
        config = config.deepCopy();
    }

    /** A configuration in the shape of {@code replica_config} with its secrets replaced by {@code ******}. */
    static ObjectNode masked(ObjectNode config) {
        ObjectNode shown = ChangefeedConfig.ofJson(config).json();
        return keptNames(config, shown);
    }

    /** Of what is shown with all defaults, what is written. */
    private static ObjectNode keptNames(ObjectNode written, ObjectNode shown) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        written.properties().forEach(field -> {
            JsonNode value = shown.get(field.getKey());
            if (field.getValue() instanceof ObjectNode section && value instanceof ObjectNode shownSection) {
                kept.set(field.getKey(), keptNames(section, shownSection));
            } else if (value != null) {
                kept.set(field.getKey(), value);
            }
        });
        return kept;
    }

    @Override
    public String toString() {
        return "carried settings";
    }
}
