package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Settings that name a file. */
final class FilePaths {
    private FilePaths() {}

    /**
     * The path a setting names, null if it is not given. Nobody looks yet whether a file is there.
     *
     * @throws TidegateException KAFKA_INVALID_CONFIG for a text that cannot be a path
     */
    static @Nullable Path orNull(SettingValues values, Setting setting) {
        String text = values.textOrNull(setting);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, setting.name() + " is not a path", e);
        }
    }
}
