package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What masked secrets stand for in a configuration that was made from what we show: the values they had. A mask that stands
 * for nothing is refused, so that {@code ******} never becomes a password; and so is one whose secret would then be told to
 * somebody else.
 */
final class KeptSecrets {
    private static final String MASK = UriMask.HIDDEN;

    private final @Nullable SettingValues previous;
    private boolean keepsClientSecret;

    /** @param previous null when there is nothing that a mask could stand for */
    KeptSecrets(@Nullable SettingValues previous) {
        this.previous = previous;
    }

    /** A value as it may be shown. */
    static Value masked(Setting setting, Value value) {
        return switch (setting.sensitivity()) {
            case OPEN -> value;
            case SECRET -> new Value.Text(MASK);
            case URI_WITH_LOGIN -> new Value.Text(UriMask.mask(value.toString(), Set.of()));
        };
    }

    /** @throws TidegateException CONFIG_INVALID_VALUE for a mask that stands for nothing */
    Value restored(Setting setting, String place, Value value) {
        boolean hidden =
                switch (setting.sensitivity()) {
                    case OPEN -> false;
                    case SECRET -> value.toString().equals(MASK);
                    case URI_WITH_LOGIN -> value.toString().contains(MASK);
                };
        if (!hidden) {
            return value;
        }
        Value kept = previous == null ? null : previous.value(setting);
        if (kept == null || !masked(setting, kept).equals(value)) {
            throw standsForNothing(place, "there is no such secret here");
        }
        keepsClientSecret |= setting == SaslSettings.OAUTH_CLIENT_SECRET;
        return kept;
    }

    /** @throws TidegateException CONFIG_INVALID_VALUE when a kept secret would go to another server */
    void requireSameReceivers(SettingValues values) {
        Setting receiver = SaslSettings.OAUTH_TOKEN_URL;
        if (keepsClientSecret && previous != null && !values.text(receiver).equals(previous.text(receiver))) {
            throw standsForNothing(
                    Spelling.JSON.of(SaslSettings.OAUTH_CLIENT_SECRET.name()), "the token URL is another one");
        }
    }

    private static TidegateException standsForNothing(String place, String because) {
        return new TidegateException(
                        ErrorCode.CONFIG_INVALID_VALUE, place + ": " + MASK + " stands for no secret, " + because)
                .withRemedy("Write the secret itself.")
                .withField(place);
    }
}
