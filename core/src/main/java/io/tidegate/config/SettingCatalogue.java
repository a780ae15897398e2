package io.tidegate.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All settings that exist, found by where they are written, and the nearest one to a name that does not exist. */
final class SettingCatalogue {
    private static final SettingCatalogue ALL = new SettingCatalogue(Stream.of(
                    FeedSettings.ALL,
                    FilterSettings.ALL,
                    SinkSettings.ALL,
                    KafkaSettings.ALL,
                    SaslSettings.ALL,
                    CodecSettings.ALL,
                    AvroSettings.ALL,
                    SimpleSettings.ALL,
                    DebeziumSettings.ALL,
                    ForeignSinkSettings.ALL,
                    MessageSettings.ALL,
                    DeadLetterSettings.ALL,
                    DeliverySettings.ALL,
                    ClientSettings.ALL)
            .flatMap(List::stream)
            .toList());

    private final List<Setting> settings;
    private final Map<String, Setting> byPath = new HashMap<>();
    private final Map<String, Setting> byParameter = new HashMap<>();
    private final Set<String> sections = new LinkedHashSet<>();

    private SettingCatalogue(List<Setting> settings) {
        this.settings = settings;
        for (Setting setting : settings) {
            String path = setting.file();
            if (path != null) {
                byPath.put(path, setting);
                for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                    sections.add(path.substring(0, dot));
                }
            }
            String parameter = setting.parameter();
            if (parameter != null) {
                byParameter.put(parameter, setting);
            }
        }
    }

    /** The settings of this version of Tidegate. */
    static SettingCatalogue all() {
        return ALL;
    }

    /** In the order of the documentation. */
    List<Setting> settings() {
        return settings;
    }

    @Nullable
    Setting byPath(String path) {
        return byPath.get(path);
    }

    @Nullable
    Setting byParameter(String name) {
        return byParameter.get(name);
    }

    /** Whether the path is that of a table; {@code []} at its end asks for a list of tables. */
    boolean isSection(String path) {
        return sections.contains(path);
    }

    /**
     * Tells what an unknown key of the file probably is.
     *
     * @param section the path of the table it is in, empty at the top
     */
    Optional<String> nearestPath(String section, String name) {
        String prefix = section.isEmpty() ? "" : section + ".";
        List<String> below = Stream.concat(paths(), sections.stream())
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replace("[]", ""))
                .toList();
        return elsewhere(name).or(() -> NearestName.of(name, below).map(nearest -> prefix.replace("[]", "") + nearest));
    }

    /** Tells what an unknown parameter of the sink URI probably is. */
    Optional<String> nearestParameter(String name) {
        return NearestName.of(
                name,
                settings.stream()
                        .map(Setting::parameter)
                        .flatMap(Stream::ofNullable)
                        .toList());
    }

    /** The path of a key with exactly this name in another section, if there is just one. */
    Optional<String> elsewhere(String name) {
        List<String> paths = paths().filter(path -> path.endsWith("." + name)).toList();
        return paths.size() == 1 ? Optional.of(paths.get(0)) : Optional.empty();
    }

    private Stream<String> paths() {
        return settings.stream().map(Setting::file).flatMap(Stream::ofNullable);
    }
}
