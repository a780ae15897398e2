package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.function.Function;

/** Judges settings that TiCDC has and Tidegate does not heed: refuses what would be missed, warns of the rest. */
final class Availability {
    private Availability() {}

    /**
     * Judges what was written.
     *
     * @param protocol the message format that was chosen
     * @param key the name of a setting as its user wrote it
     * @throws TidegateException CONFIG_NOT_AVAILABLE
     */
    static void check(
            SettingValues values, SinkProtocol protocol, Function<Setting, String> key, List<ConfigWarning> warnings) {
        for (Setting setting : values.settings()) {
            if (values.differsFromDefault(setting)) {
                if (setting.concerns(protocol)) {
                    check(setting, key.apply(setting), warnings);
                } else {
                    warnings.add(new ConfigWarning(key.apply(setting), "it has no effect: " + setting.formatsShown()));
                }
            }
        }
    }

    private static void check(Setting setting, String key, List<ConfigWarning> warnings) {
        switch (setting.standing()) {
            case UNAVAILABLE -> throw notAvailable(key);
            case IGNORED -> warnings.add(new ConfigWarning(key, "it has no effect: " + setting.remark()));
            case SUPPORTED, FIXED, OTHER_VERSION -> {}
        }
    }

    /** The error for something that TiCDC knows and Tidegate has not yet. */
    static TidegateException notAvailable(String what) {
        return new TidegateException(ErrorCode.CONFIG_NOT_AVAILABLE, what + " is not available yet");
    }
}
