package io.tidegate.source;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * How people write a {@link StartPoint}.
 *
 * @param wrong the error for what is none
 * @param name what it is called where it was written
 */
public record StartText(ErrorCode wrong, String name) {
    /** All forms there are. */
    public static final String FORMS = "now|snapshot|binlog:FILE:POS|gtid:SET|tso:N|time:ISO";

    /** In a command, {@code --start}. */
    public static final StartText OF_COMMAND = new StartText(ErrorCode.INVALID_ARGUMENT, "--start=");

    /** In a request, {@code start}. */
    public static final StartText OF_REQUEST = new StartText(ErrorCode.API_INVALID_PARAM, "start ");

    /**
     * A start point. A time without an offset is in the zone given.
     *
     * @throws TidegateException that of wrong, START_NOT_AVAILABLE
     */
    public StartPoint parse(String text, ZoneId zone) {
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
            throw failure(name + text + " is none of " + FORMS);
        }
        return switch (kind) {
            case "binlog", "gtid" -> new StartPoint.AtPosition(kind, rest);
            case "tso" -> new StartPoint.AtTso(at(rest));
            case "time" -> new StartPoint.AtTime(time(rest, zone));
            default -> throw failure(name + text + " is none of " + FORMS);
        };
    }

    /**
     * An unsigned 64-bit commit-ts.
     *
     * @param option what it was written for, for the error
     */
    public static long tso(String option, String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new TidegateException(
                    ErrorCode.INVALID_ARGUMENT, option + "=" + text + " is no commit-ts, which is a whole number", e);
        }
    }

    private Instant time(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw failure(name + "time:" + text + " is no time such as 2026-05-01T08:00:00Z");
            }
        }
    }

    private long at(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw failure(name + "tso:" + text + " is no commit-ts, which is a whole number");
        }
    }

    private TidegateException failure(String detail) {
        return new TidegateException(wrong, detail);
    }
}
