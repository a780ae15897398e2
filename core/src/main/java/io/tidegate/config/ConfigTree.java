package io.tidegate.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks the tables of a configuration file and finds the setting of each key. */
final class ConfigTree {
    private final SettingCatalogue catalogue = SettingCatalogue.all();
    private final SettingValues values = new SettingValues();
    private final Map<String, List<SettingValues>> tables = new LinkedHashMap<>();
    private final List<ConfigWarning> warnings = new ArrayList<>();

    private ConfigTree() {}

    /** @throws TidegateException CONFIG_UNKNOWN_KEY, CONFIG_INVALID_VALUE or the code of the setting */
    static ConfigTree read(JsonNode root) {
        ConfigTree tree = new ConfigTree();
        tree.table(root, "", "", tree.values);
        return tree;
    }

    SettingValues values() {
        return values;
    }

    Map<String, List<SettingValues>> tables() {
        return tables;
    }

    List<ConfigWarning> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Reads a table.
     *
     * @param section its path in the catalogue
     * @param where its path as written, with the indexes of lists
     * @param into takes the values
     */
    private void table(JsonNode node, String section, String where, SettingValues into) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String path = join(section, entry.getKey());
            String place = join(where, entry.getKey());
            JsonNode child = entry.getValue();
            Setting setting = catalogue.byPath(path);
            if (setting != null) {
                value(setting, place, child, into);
            } else if (catalogue.isSection(path)) {
                require(child.isObject(), place, "a table");
                table(child, path, place, into);
            } else if (catalogue.isSection(path + "[]")) {
                list(child, path, place);
            } else {
                throw unknown(section, entry.getKey(), place);
            }
        }
    }

    private void list(JsonNode node, String path, String place) {
        require(node.isArray(), place, "a list of tables");
        List<SettingValues> entries = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            String entryPlace = place + "[" + index + "]";
            require(node.get(index).isObject(), entryPlace, "a table");
            SettingValues entry = new SettingValues();
            table(node.get(index), path + "[]", entryPlace, entry);
            entries.add(entry);
        }
        tables.put(path, entries);
    }

    private void value(Setting setting, String place, JsonNode node, SettingValues into) {
        switch (setting.standing()) {
            case OTHER_VERSION ->
                warnings.add(new ConfigWarning(place, "only " + setting.remark() + " know it; it has no effect"));
            case FIXED ->
                throw new TidegateException(
                                ErrorCode.CONFIG_INVALID_VALUE, place + " cannot be set: " + setting.remark())
                        .withRemedy("Remove the key.");
            case SUPPORTED, IGNORED, UNAVAILABLE -> {
                @Nullable Value value = setting.fromNode(place, node);
                if (value != null) {
                    into.put(setting, value);
                }
            }
        }
    }

    private TidegateException unknown(String section, String name, String place) {
        String suggestion = catalogue
                .nearestPath(section, name)
                .map(nearest -> ", did you mean " + nearest + "?")
                .orElse("");
        return new TidegateException(ErrorCode.CONFIG_UNKNOWN_KEY, "unknown key " + place + suggestion);
    }

    private static void require(boolean holds, String place, String what) {
        if (!holds) {
            throw new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, place + " is not " + what);
        }
    }

    private static String join(String section, String name) {
        return section.isEmpty() ? name : section + "." + name;
    }
}
