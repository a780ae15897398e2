package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.config.FormatConfig;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.config.SimpleConfig;
import io.tidegate.encode.large.ClaimCheckDirectory;
import io.tidegate.error.TidegateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether large messages can be put where a changefeed with claim checks is told to put them. */
final class ClaimCheckChecks {
    private static final String CODE = "L001";

    private ClaimCheckChecks() {}

    /** One check for a format with claim checks, none for others. */
    static List<Check> of(FormatConfig format) {
        ClaimCheckStorage storage = storage(format);
        if (storage == null) {
            return List.of();
        }
        String subject = storage.uri();
        try {
            return List.of(Check.pass(
                    CODE,
                    subject,
                    ClaimCheckDirectory.requireWritable(storage)
                            ? "can be written"
                            : "is missing and can be made; consumers must be able to read it"));
        } catch (TidegateException e) {
            return List.of(Check.fail(CODE, subject, e.detail(), e.remedy()));
        }
    }

    private static @Nullable ClaimCheckStorage storage(FormatConfig format) {
        if (format instanceof CanalJsonConfig canalJson) {
            return canalJson.large().storage();
        }
        if (format instanceof OpenProtocolConfig openProtocol) {
            return openProtocol.large().storage();
        }
        return format instanceof SimpleConfig simple ? simple.large().storage() : null;
    }
}
