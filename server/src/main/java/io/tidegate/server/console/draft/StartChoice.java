package io.tidegate.server.console.draft;

import java.time.ZoneId;

/**
 * Where a changefeed begins, as it was typed. What belongs to another kind stays, and does not count.
 *
 * @param kind which one counts
 * @param time with an offset, or in the time zone
 * @param tso a commit-ts
 * @param position {@code binlog:FILE:POS} or {@code gtid:SET}
 * @param timeZone in which TIMESTAMP values are printed, empty for the server's
 */
public record StartChoice(Kind kind, String time, String tso, String position, String timeZone) {
    public static final StartChoice INITIAL = new StartChoice(Kind.NOW, "", "", "", "");

    /** The kinds of the page. */
    public enum Kind {
        NOW,
        TIME,
        TSO,
        POSITION,
        SNAPSHOT
    }

    /** What was typed for these words of {@code tidegate run --start}. */
    static StartChoice of(String text, ZoneId timeZone) {
        String zone = timeZone.getId();
        if (text.equals("now") || text.equals("snapshot")) {
            return new StartChoice(text.equals("now") ? Kind.NOW : Kind.SNAPSHOT, "", "", "", zone);
        }
        if (text.startsWith("time:")) {
            return new StartChoice(Kind.TIME, text.substring("time:".length()), "", "", zone);
        }
        return text.startsWith("tso:")
                ? new StartChoice(Kind.TSO, "", text.substring("tso:".length()), "", zone)
                : new StartChoice(Kind.POSITION, "", "", text, zone);
    }

    /** The same in the words of {@code tidegate run --start}. */
    public String text() {
        return switch (kind) {
            case NOW -> "now";
            case TIME -> "time:" + time;
            case TSO -> "tso:" + tso;
            case POSITION -> position;
            case SNAPSHOT -> "snapshot";
        };
    }
}
