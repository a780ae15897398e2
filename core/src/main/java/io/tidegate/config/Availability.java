package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;

/** Judges settings that TiCDC has and Tidegate does not heed: refuses what would be missed, warns of the rest. */
final class Availability {
    private Availability() {}

    /** @throws TidegateException CONFIG_NOT_AVAILABLE or the code of the setting */
    static void check(SettingValues values, List<ConfigWarning> warnings) {
        for (Setting setting : values.settings()) {
            if (values.differsFromDefault(setting)) {
                check(setting, warnings);
            }
        }
    }

    private static void check(Setting setting, List<ConfigWarning> warnings) {
        switch (setting.standing()) {
            case UNAVAILABLE -> throw notAvailable(key(setting));
            case IGNORED -> warnings.add(new ConfigWarning(setting.name(), "it has no effect: " + setting.remark()));
            case SUPPORTED, FIXED, OTHER_VERSION -> {}
        }
    }

    /** A list of tables is named by itself when it is its matcher that shows it is there. */
    private static String key(Setting setting) {
        return setting.name().replace("[].matcher", "").replace("[]", "");
    }

    /** The error for something that TiCDC knows and Tidegate has not yet. */
    static TidegateException notAvailable(String what) {
        return new TidegateException(ErrorCode.CONFIG_NOT_AVAILABLE, what + " is not available yet");
    }
}
