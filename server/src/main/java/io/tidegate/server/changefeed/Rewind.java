package io.tidegate.server.changefeed;

import io.tidegate.model.Tso;
import io.tidegate.server.FeedConnector;
import io.tidegate.source.StartPoint;
import java.time.Duration;
import java.time.Instant;

/** What moving a checkpoint means, in words. */
final class Rewind {
    private Rewind() {}

    /** The commit-ts that a start stands for, 0 when only the log can tell. */
    static long ts(StartPoint start, FeedConnector ends) {
        if (start instanceof StartPoint.Now) {
            return ends.currentTs();
        }
        if (start instanceof StartPoint.AtTso at) {
            return at.tso();
        }
        return start instanceof StartPoint.AtTime at ? Tso.ofMillis(at.time().toEpochMilli()) - 1 : 0;
    }

    static String consequence(long from, long to) {
        if (from == 0) {
            return "It has not run yet: it will begin there.";
        }
        if (to == 0) {
            return "Where that lies is only known once the log is read. If it lies before the checkpoint ("
                    + time(from)
                    + "), what comes behind it is sent again; if it lies after it, what is between is never"
                    + " sent.";
        }
        int order = Long.compareUnsigned(to, from);
        if (order == 0) {
            return "It stays where it is.";
        }
        Duration distance = Duration.ofMillis(Math.abs(Tso.millis(to) - Tso.millis(from)));
        return order < 0
                ? "Back by " + words(distance) + ": changes committed from " + time(to) + " to " + time(from)
                        + " are sent again, the rows in the same order; consumers see them twice."
                : "Forward by " + words(distance) + ": changes committed from " + time(from) + " to " + time(to)
                        + " that are not sent yet are never sent.";
    }

    private static String time(long ts) {
        return Instant.ofEpochMilli(Tso.millis(ts)).toString();
    }

    private static String words(Duration distance) {
        long days = distance.toDays();
        String rest =
                "%d:%02d:%02d h".formatted(distance.toHoursPart(), distance.toMinutesPart(), distance.toSecondsPart());
        return days == 0 ? rest : days + (days == 1 ? " day " : " days ") + rest;
    }
}
