package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts settings that are carried along under those that a draft says itself, which count. */
final class ConfigMerge {
    private ConfigMerge() {}

    static void addMissing(ObjectNode into, ObjectNode carried) {
        carried.properties().forEach(field -> {
            JsonNode present = into.get(field.getKey());
            if (present instanceof ObjectNode section && field.getValue() instanceof ObjectNode more) {
                addMissing(section, more);
            } else if (present == null) {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }
}
