package io.tidegate.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a TiDB says of itself in the greeting of the MySQL protocol and in {@code VERSION()}: behind the version of MySQL that
 * it resembles, its own, such as {@code 8.0.11-TiDB-v7.5.1}; TiDB Cloud Serverless adds its name, as in {@code
 * 8.0.11-TiDB-v7.5.2-serverless}. Builds from source may have no version at all ({@code 5.7.25-TiDB-None}).
 *
 * @param text as the server says it
 * @param major of TiDB's own version, -1 if it has none
 * @param minor of the same
 */
public record TidbVersion(String text, int major, int minor) {
    private static final Pattern TIDB = Pattern.compile("-TiDB-(?:v?(\\d{1,4})\\.(\\d{1,4}))?");
    private static final int FIRST_MAJOR = 6;
    private static final int FIRST_MINOR = 4;

    /** Whether its changes can be read. */
    public enum Verdict {
        /** Only SQL can be spoken with it: there is no PD that would tell where changes are. */
        SERVERLESS,
        /** Older than 6.4. */
        TOO_OLD,
        /** 6.4 or later, or of no version that could be judged. */
        READABLE
    }

    /** Reads a version text; empty if the server is no TiDB. */
    public static Optional<TidbVersion> of(String versionText) {
        Matcher tidb = TIDB.matcher(versionText);
        if (!tidb.find()) {
            return Optional.empty();
        }
        return Optional.of(
                tidb.group(1) == null
                        ? new TidbVersion(versionText, -1, -1)
                        : new TidbVersion(
                                versionText, Integer.parseInt(tidb.group(1)), Integer.parseInt(tidb.group(2))));
    }

    public Verdict verdict() {
        if (text.toLowerCase(Locale.ROOT).contains("serverless")) {
            return Verdict.SERVERLESS;
        }
        boolean old = major >= 0 && (major < FIRST_MAJOR || (major == FIRST_MAJOR && minor < FIRST_MINOR));
        return old ? Verdict.TOO_OLD : Verdict.READABLE;
    }
}
