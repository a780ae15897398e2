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
 * @param targetTs it finishes behind this commit-ts; 0 for never
 */
public record CarriedSettings(Map<String, String> parameters, ObjectNode config, long targetTs) {
    public static final CarriedSettings NONE = new CarriedSettings(Map.of(), JsonNodeFactory.instance.objectNode(), 0);

    public CarriedSettings {
        parameters = Map.copyOf(parameters);
        config = config.deepCopy();
    }

    /** The configuration with its secrets replaced by {@code ******}. */
    ObjectNode maskedConfig() {
        return masked(config, ChangefeedConfig.ofJson(config).json());
    }

    /** What is written, but for what is masked where it is shown. */
    private static ObjectNode masked(ObjectNode written, ObjectNode shown) {
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        written.properties().forEach(field -> {
            JsonNode value = shown.path(field.getKey());
            if (field.getValue() instanceof ObjectNode section && value instanceof ObjectNode shownSection) {
                masked.set(field.getKey(), masked(section, shownSection));
            } else {
                boolean isSecret = value.isTextual() && value.textValue().contains(DraftExport.MASK);
                masked.set(field.getKey(), isSecret ? value : field.getValue());
            }
        });
        return masked;
    }

    @Override
    public String toString() {
        return "carried settings";
    }
}
