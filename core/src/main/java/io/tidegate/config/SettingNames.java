package io.tidegate.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The paths of all settings in one spelling: which exist, which of them are sections, and what a wrong one may mean. */
final class SettingNames {
    private final Spelling spelling;
    private final Map<String, Setting> byPath = new HashMap<>();
    private final List<String> paths;
    private final Set<String> sections = new LinkedHashSet<>();
    private final Map<String, String> lists = new HashMap<>();

    SettingNames(Spelling spelling, List<Setting> settings) {
        this.spelling = spelling;
        for (Setting setting : settings) {
            String path = setting.file();
            if (path != null) {
                byPath.put(spelling.of(path), setting);
                int list = path.indexOf("[]");
                if (list >= 0) {
                    lists.put(spelling.of(path.substring(0, list)), path.substring(0, list));
                }
            }
        }
        this.paths = settings.stream()
                .map(Setting::file)
                .flatMap(Stream::ofNullable)
                .map(spelling::of)
                .toList();
        for (String path : paths) {
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                sections.add(path.substring(0, dot));
            }
        }
    }

    Spelling spelling() {
        return spelling;
    }

    @Nullable
    Setting byPath(String path) {
        return byPath.get(path);
    }

    /** Whether the path is that of a table. */
    boolean isSection(String path) {
        return sections.contains(path);
    }

    /** The path in the file of a list of tables, without brackets; null if there is no such list. */
    @Nullable
    String list(String path) {
        return lists.get(path);
    }

    /**
     * Tells what an unknown key probably is.
     *
     * @param section the path of the table it is in, empty at the top
     */
    Optional<String> nearestPath(String section, String name) {
        String prefix = section.isEmpty() ? "" : section + ".";
        List<String> below = Stream.concat(paths.stream(), sections.stream())
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replace("[]", ""))
                .toList();
        return elsewhere(name).or(() -> NearestName.of(name, below).map(nearest -> prefix.replace("[]", "") + nearest));
    }

    /** The path of a key with exactly this name in another section, if there is just one. */
    Optional<String> elsewhere(String name) {
        List<String> found =
                paths.stream().filter(path -> path.endsWith("." + name)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
