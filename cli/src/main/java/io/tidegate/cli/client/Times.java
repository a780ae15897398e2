package io.tidegate.cli.client;

import io.tidegate.model.Tso;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and lengths of time for people, in their zone. */
public final class Times {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final Duration LONG = Duration.ofHours(1);

    private Times() {}

    /** For example {@code 2026-05-01 08:00:00 +02:00}. */
    public static String of(Instant time, ZoneId zone) {
        return SHOWN.format(time.atZone(zone));
    }

    /** The time of a commit-ts; empty for 0, which stands for none. */
    public static String ofTso(long tso, ZoneId zone) {
        return tso == 0 ? "" : of(Instant.ofEpochMilli(Tso.millis(tso)), zone);
    }

    /** How far a commit-ts is behind a time; empty for 0, which stands for none. */
    public static String behind(long tso, Instant now) {
        return tso == 0 ? "" : seconds(Math.max(0, now.toEpochMilli() - Tso.millis(tso)));
    }

    /** Seconds with one digit behind the point, such as {@code 1.3 s}; whole ones when it is long. */
    public static String seconds(long millis) {
        return millis >= LONG.toMillis() ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
