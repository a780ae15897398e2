package io.tidegate.cli;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.StartPoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** What {@code --start} and {@code --until} may say. */
final class StartOption {
    static final String FORMS = "now|snapshot|binlog:FILE:POS|gtid:SET|tso:N|time:ISO";

    private StartOption() {}

    /** A start point. A time without an offset is in the zone given. */
    static StartPoint parse(String text, ZoneId zone) {
        if (text.equals("now")) {
            return new StartPoint.Now();
        }
        if (text.equals("snapshot")) {
            throw new TidegateException(ErrorCode.START_NOT_AVAILABLE, "initial data cannot be read yet");
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        if (rest.isEmpty()) {
            throw wrong("--start=" + text + " is none of " + FORMS);
        }
        return switch (kind) {
            case "binlog", "gtid" -> new StartPoint.AtPosition(kind, rest);
            case "tso" -> new StartPoint.AtTso(tso("--start", rest));
            case "time" -> new StartPoint.AtTime(time(rest, zone));
            default -> throw wrong("--start=" + text + " is none of " + FORMS);
        };
    }

    /** An unsigned 64-bit commit-ts. */
    static long tso(String option, String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw wrong(option + "=" + text + " is no commit-ts, which is a whole number");
        }
    }

    private static Instant time(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw wrong("--start=time:" + text + " is no time such as 2026-05-01T08:00:00Z");
            }
        }
    }

    private static TidegateException wrong(String detail) {
        return new TidegateException(ErrorCode.INVALID_ARGUMENT, detail);
    }
}
