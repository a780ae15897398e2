package io.tidegate.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<String, Setting> byParameter = new HashMap<>();
    private final SettingNames file;
    private final SettingNames json;

    private SettingCatalogue(List<Setting> settings) {
        this.settings = settings;
        this.file = new SettingNames(Spelling.FILE, settings);
        this.json = new SettingNames(Spelling.JSON, settings);
        for (Setting setting : settings) {
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

    /** As the configuration file names them. */
    SettingNames file() {
        return file;
    }

    /** As {@code replica_config} of the API names them. */
    SettingNames json() {
        return json;
    }

    @Nullable
    Setting byParameter(String name) {
        return byParameter.get(name);
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
}
