package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a changefeed's progress, and the status that follows from it. Written by the supervisor and the
 * checkpoint tick, read by anyone.
 */
final class FeedProgress {
    /** How long something may wait for acknowledgement before the feed counts as stalled. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private final InstantSource clock;
    private State state = State.STARTING;
    private Instant since;
    private @Nullable TidegateException error;
    private @Nullable TidegateException sourceTrouble;
    private @Nullable Instant sourceTroubleSince;
    private long resolvedTs;
    private long checkpointTs;
    private String position = "";
    private long sentRowsBefore;
    private long sentRecordsBefore;
    private long sentBytesBefore;

    FeedProgress(InstantSource clock) {
        this.clock = clock;
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

    /** Keeps the counts of a run that ends. */
    synchronized void ended(Pipeline.Load load) {
        sentRowsBefore += load.sentRows();
        sentRecordsBefore += load.sentRecords();
        sentBytesBefore += load.sentBytes();
    }

    synchronized FeedStatus status(@Nullable FeedRun run, long deadLetters) {
        Pipeline.Load load = run == null ? null : run.pipeline().load();
        long rows = sentRowsBefore + (load == null ? 0 : load.sentRows());
        long records = sentRecordsBefore + (load == null ? 0 : load.sentRecords());
        long bytes = sentBytesBefore + (load == null ? 0 : load.sentBytes());
        int waiting = load == null ? 0 : load.slots();
        State shown = state;
        Instant shownSince = since;
        TidegateException shownError = error;
        String reason = error == null ? "" : error.sentence();
        if (state == State.RUNNING && sourceTrouble != null) {
            shown = State.RETRYING;
            shownSince = sourceTroubleSince == null ? since : sourceTroubleSince;
            shownError = sourceTrouble;
            reason = sourceTrouble.sentence();
        } else if (state == State.RUNNING && load != null) {
            Duration stalled = Duration.ofNanos(load.waitedNanos());
            if (stalled.compareTo(STALLED_AFTER) > 0) {
                shown = State.STALLED;
                shownSince = clock.instant().minus(stalled);
                reason = load.notEncoded() == load.slots()
                        ? "the oldest batch is still being encoded"
                        : "the sink has acknowledged nothing; the oldest batch waits for it";
            }
        }
        return new FeedStatus(
                shown,
                shownSince,
                reason,
                shownError,
                resolvedTs,
                checkpointTs,
                position,
                rows,
                records,
                bytes,
                deadLetters,
                waiting);
    }
}
