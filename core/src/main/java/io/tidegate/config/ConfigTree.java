package io.tidegate.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks the tables of a configuration file, or the objects of its JSON form, and finds the setting of each key. */
final class ConfigTree {
    private final SettingNames names;
    private final KeptSecrets secrets;
    private final SettingValues values = new SettingValues();
    private final Map<String, List<SettingValues>> tables = new LinkedHashMap<>();
    private final List<ConfigWarning> warnings = new ArrayList<>();

    private ConfigTree(SettingNames names, KeptSecrets secrets) {
        this.names = names;
        this.secrets = secrets;
    }

    /**
     * Reads a tree.
     *
     * @param names as its keys are spelled
     * @param secrets what a masked secret stands for
     * @throws TidegateException CONFIG_UNKNOWN_KEY, CONFIG_INVALID_VALUE or the code of the setting
     */
    static ConfigTree read(JsonNode root, SettingNames names, KeptSecrets secrets) {
        ConfigTree tree = new ConfigTree(names, secrets);
        tree.table(root, "", "", tree.values);
        secrets.requireSameReceivers(tree.values);
        return tree;
    }

    Spelling spelling() {
        return names.spelling();
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
            Setting setting = names.byPath(path);
            if (child.isNull()) {
                requireKnown(section, entry.getKey(), place);
            } else if (setting != null) {
                value(setting, place, child, into);
            } else if (names.isSection(path)) {
                require(child.isObject(), place, "a table");
                table(child, path, place, into);
            } else if (names.list(path) != null) {
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
        tables.put(Objects.requireNonNull(names.list(path)), entries);
    }

    private void value(Setting setting, String place, JsonNode node, SettingValues into) {
        switch (setting.standing()) {
            case OTHER_VERSION ->
                warnings.add(new ConfigWarning(place, "only " + setting.remark() + " know it; it has no effect"));
            case FIXED ->
                throw new TidegateException(
                                ErrorCode.CONFIG_INVALID_VALUE, place + " cannot be set: " + setting.remark())
                        .withRemedy("Remove the key.")
                        .withField(place);
            case SUPPORTED, IGNORED, UNAVAILABLE -> {
                @Nullable Value value = setting.fromNode(place, node);
                if (value != null) {
                    into.put(setting, secrets.restored(setting, place, value));
                }
            }
        }
    }

    /** JSON's null is no value. */
    private void requireKnown(String section, String name, String place) {
        String path = join(section, name);
        if (names.byPath(path) == null && !names.isSection(path) && names.list(path) == null) {
            throw unknown(section, name, place);
        }
    }

    private TidegateException unknown(String section, String name, String place) {
        String suggestion = names.nearestPath(section, name)
                .map(nearest -> ", did you mean " + nearest + "?")
                .orElse("");
        return new TidegateException(ErrorCode.CONFIG_UNKNOWN_KEY, "unknown key " + place + suggestion)
                .withField(place);
    }

    private static void require(boolean holds, String place, String what) {
        if (!holds) {
            throw new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, place + " is not " + what).withField(place);
        }
    }

    private static String join(String section, String name) {
        return section.isEmpty() ? name : section + "." + name;
    }
}
