package io.tidegate.server.api;

import io.tidegate.model.Tso;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as TiCDC's API writes them, in the zone of the server. Our own fields have times as {@link Instant} prints them.
 *
 * @param zone of the server
 */
record ApiTime(ZoneId zone) {
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

    /** {@code 2026-08-20 08:17:08.679}: the physical part of a commit-ts. */
    String spaced(long ts) {
        return spaced(Instant.ofEpochMilli(Tso.millis(ts)));
    }

    String spaced(Instant time) {
        return SPACED.format(time.atZone(zone));
    }

    /** {@code 2026-08-20T08:17:08.679218+08:00}. */
    String rfc3339(Instant time) {
        return RFC_3339.format(time.atZone(zone));
    }
}
