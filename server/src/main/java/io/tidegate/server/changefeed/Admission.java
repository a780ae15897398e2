package io.tidegate.server.changefeed;

import io.tidegate.check.Check;
import io.tidegate.check.Checks;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.model.Tso;
import io.tidegate.server.FeedConnector;
import io.tidegate.source.StartPoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What must hold of both ends before a changefeed is created or changed, in TiCDC's order. */
final class Admission {
    private final FeedConnector ends;
    private final InstantSource clock;

    Admission(FeedConnector ends, InstantSource clock) {
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * Refuses a changefeed that could not do what is asked of it; connects to both ends and makes the default topic.
     *
     * @param targetTs 0 for none
     * @return this
     * @throws TidegateException of the first thing that is wrong
     */
    Admission require(StartPoint start, long targetTs) {
        Checks.requireNoFailure(ends.checkSource(start));
        requireOrder(start, targetTs);
        List<TableVersion> tables = ends.tables();
        Checks.requireNoFailure(ends.checkRules(tables));
        ends.requireSink();
        Checks.requireNoFailure(
                ends.checkSink(tables.stream().filter(ends::sends).toList()));
        return this;
    }

    /** All checks, whatever fails; those of the tables and the sink as far as the source can be read. */
    static List<Check> all(FeedConnector ends, StartPoint start) {
        List<Check> checks = new ArrayList<>(ends.checkSource(start));
        boolean readable = checks.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
        List<TableVersion> tables = readable ? ends.tables() : List.of();
        if (readable) {
            checks.addAll(ends.checkRules(tables));
        }
        checks.addAll(ends.checkSink(tables.stream().filter(ends::sends).toList()));
        return checks;
    }

    private void requireOrder(StartPoint start, long targetTs) {
        long now = Math.max(ends.currentTs(), Tso.ofMillis(clock.millis()));
        long startTs = 0;
        if (start instanceof StartPoint.Now) {
            startTs = now;
        } else if (start instanceof StartPoint.AtTso at) {
            startTs = at.tso();
        } else if (start instanceof StartPoint.AtTime at) {
            startTs = Tso.ofMillis(at.time().toEpochMilli()) - 1;
        }
        if (Long.compareUnsigned(startTs, now) > 0) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM,
                            "invalid start-ts " + Long.toUnsignedString(startTs) + ", larger than current tso "
                                    + Long.toUnsignedString(now))
                    .withRemedy("Choose a start that lies in the past, or now.");
        }
        if (targetTs != 0 && Long.compareUnsigned(targetTs, startTs) <= 0) {
            throw new TidegateException(
                    ErrorCode.TARGET_TS_BEFORE_START_TS,
                    "fail to create changefeed because target-ts %s is earlier than start-ts %s"
                            .formatted(Long.toUnsignedString(targetTs), Long.toUnsignedString(startTs)));
        }
    }
}
