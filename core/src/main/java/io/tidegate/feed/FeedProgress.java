package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Tso;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a changefeed's progress, and the status that follows from it. Written by the supervisor and the
 * checkpoint tick, read by anyone.
 */
final class FeedProgress {
    /** How long something may wait for acknowledgement before the feed counts as stalled, or a lag as worth a word. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Deliveries deliveries;
    private final RowThrottle throttle;
    private State state = State.STARTING;
    private Instant since;
    private @Nullable TidegateException error;
    private @Nullable TidegateException sourceTrouble;
    private @Nullable Instant sourceTroubleSince;
    private long resolvedTs;
    private long checkpointTs;
    private String position = "";

    /** What is shown of a state. */
    private record Shown(
            State state,
            Instant since,
            String reason,
            @Nullable TidegateException error) {}

    FeedProgress(InstantSource clock, Deliveries deliveries, RowThrottle throttle) {
        this.clock = clock;
        this.deliveries = deliveries;
        this.throttle = throttle;
        this.since = clock.instant();
    }

    synchronized void enter(State next, @Nullable TidegateException cause) {
        if (next != state) {
            since = clock.instant();
        }
        state = next;
        error = cause;
        sourceTrouble = null;
    }

    /** The source cannot be read for this reason, or can again. */
    synchronized void sourceTrouble(@Nullable TidegateException cause) {
        if (cause != null && sourceTrouble == null) {
            sourceTroubleSince = clock.instant();
        }
        sourceTrouble = cause;
    }

    synchronized void resolved(long ts) {
        resolvedTs = ts;
    }

    synchronized void stored(long ts, String text) {
        checkpointTs = ts;
        position = text;
        if (Long.compareUnsigned(resolvedTs, ts) < 0) {
            resolvedTs = ts;
        }
    }

    /**
     * The status now.
     *
     * @param load what is under way
     * @param deadLetters rows that went to the dead-letter topic
     * @param heldBytes memory that is held
     * @param memoryLimit how much that may be
     */
    synchronized FeedStatus status(PipelineLoad load, long deadLetters, long heldBytes, long memoryLimit) {
        Lag lag = new Lag(
                sourceLagMillis(),
                TimeUnit.NANOSECONDS.toMillis(load.queueNanos()),
                TimeUnit.NANOSECONDS.toMillis(load.sinkNanos()));
        Shown shown = shown(load, lag);
        return new FeedStatus(
                shown.state(),
                shown.since(),
                shown.reason(),
                shown.error(),
                resolvedTs,
                checkpointTs,
                position,
                deliveries.rows(),
                deliveries.records(),
                deliveries.bytes(),
                deadLetters,
                load.slots(),
                lag,
                deliveries.rowsPerSecond(),
                throttle.quota().rowsPerSecond(),
                TimeUnit.NANOSECONDS.toMillis(throttle.throttledNanos()),
                heldBytes,
                memoryLimit,
                deliveries.lastDelivered(),
                deliveries.slowest(load.waitingTables()));
    }

    private Shown shown(PipelineLoad load, Lag lag) {
        if (state != State.RUNNING) {
            return new Shown(state, since, error == null ? "" : error.sentence(), error);
        }
        if (sourceTrouble != null) {
            Instant begin = sourceTroubleSince == null ? since : sourceTroubleSince;
            return new Shown(State.RETRYING, begin, sourceTrouble.sentence(), sourceTrouble);
        }
        TidegateException trouble = load.trouble();
        if (trouble != null) {
            Instant begin = clock.instant().minusNanos(load.troubleNanos());
            return new Shown(State.RETRYING, begin, trouble.sentence(), trouble);
        }
        Duration waited = Duration.ofNanos(load.waitedNanos());
        if (waited.compareTo(STALLED_AFTER) > 0) {
            String behind = load.ddlWaits() && load.head() != PipelineLoad.Head.DDL_DELIVERY
                    ? "; a DDL waits until everything before it is acknowledged"
                    : "";
            return new Shown(State.STALLED, clock.instant().minus(waited), stall(load) + behind, null);
        }
        if (throttle.holdsReader() && lag.sourceMillis() > STALLED_AFTER.toMillis()) {
            return new Shown(State.RUNNING, since, heldByQuota(lag), null);
        }
        return new Shown(State.RUNNING, since, error == null ? "" : error.sentence(), error);
    }

    private static String stall(PipelineLoad load) {
        return switch (load.head()) {
            case NOTHING, SINK -> "the sink has acknowledged nothing; the oldest batch waits for it";
            case WORKER ->
                load.awaited().isEmpty()
                        ? "the oldest batch is still being encoded"
                        : "the oldest batch waits for " + load.awaited();
            case LANE -> "the sink takes nothing more; the oldest batch waits to be sent";
            case DDL_DELIVERY ->
                "the sink has not acknowledged the message of a DDL, which everything behind waits for";
        };
    }

    private String heldByQuota(Lag lag) {
        return "limited by its quota of " + throttle.quota().rowsPerSecond()
                + " rows per second; the source is ahead by " + lag.sourceMillis() / 1000 + " s";
    }

    private long sourceLagMillis() {
        return resolvedTs == 0 || state == State.FINISHED ? 0 : Math.max(0, clock.millis() - Tso.millis(resolvedTs));
    }
}
