package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a changefeed does, derived from what can be seen when it is asked.
 *
 * @param state what it does
 * @param since since when
 * @param reason why, in a plain sentence; empty while it runs well. A feed that runs can have one too: its quota is what
 *     makes it lag
 * @param error the error behind the state, null if there is none
 * @param resolvedTs everything up to it has been received from the source; 0 before anything is known
 * @param checkpointTs everything up to it is acknowledged and stored; 0 before anything is known
 * @param position where a restart would go on, in the source's text; empty before anything is known
 * @param sentRows changes of rows handed to the sink since the start; an UPDATE that was split counts as two
 * @param sentRecords the messages that they were handed over in: fewer where a format puts several rows into one, more
 *     where it sends a tombstone after a DELETE or notices of dead letters
 * @param sentBytes bytes of their keys and values
 * @param deadLetters rows that went to the dead-letter topic since the start
 * @param waiting batches, DDLs and marks under way between source and acknowledgement
 * @param lag where it is behind
 * @param rowsPerSecond rows handed to the sink per second, over the last ten seconds
 * @param quotaRowsPerSecond rows that may be read per second, see {@link FeedQuota}; 0 for no limit
 * @param throttledMillis for how long it has read nothing because of its quota, since the start
 * @param heldBytes memory that its changes under way hold
 * @param memoryLimit how much that may be now, see {@link MemoryPool}; 0 while it has no part in the pool
 * @param lastDeliveredAt when the sink acknowledged a row or a DDL last, null if it has not since the start
 * @param slowestTables the ten tables that are behind most: those with the oldest waiting row first, then those of which
 *     most was delivered
 */
public record FeedStatus(
        State state,
        Instant since,
        String reason,
        @Nullable TidegateException error,
        long resolvedTs,
        long checkpointTs,
        String position,
        long sentRows,
        long sentRecords,
        long sentBytes,
        long deadLetters,
        int waiting,
        Lag lag,
        double rowsPerSecond,
        long quotaRowsPerSecond,
        long throttledMillis,
        long heldBytes,
        long memoryLimit,
        @Nullable Instant lastDeliveredAt,
        List<TableLag> slowestTables) {
    /** Of a feed that is nowhere behind and has no quota. */
    public FeedStatus(
            State state,
            Instant since,
            String reason,
            @Nullable TidegateException error,
            long resolvedTs,
            long checkpointTs,
            String position,
            long sentRows,
            long sentRecords,
            long sentBytes,
            long deadLetters,
            int waiting) {
        this(
                state,
                since,
                reason,
                error,
                resolvedTs,
                checkpointTs,
                position,
                sentRows,
                sentRecords,
                sentBytes,
                deadLetters,
                waiting,
                Lag.NONE,
                0,
                0,
                0,
                0,
                0,
                null,
                List.of());
    }

    /** Of a changefeed that nothing runs: it has a checkpoint, or 0 and an empty position if it never ran. */
    public static FeedStatus atRest(State state, Instant since, long checkpointTs, String position) {
        return new FeedStatus(state, since, "", null, checkpointTs, checkpointTs, position, 0, 0, 0, 0, 0);
    }

    /** What a changefeed does. */
    public enum State {
        STARTING,
        RUNNING,
        /** Nothing was acknowledged for a while although something waits; see the reason. */
        STALLED,
        /** A retryable error; it tries again. */
        RETRYING,
        FAILED,
        FINISHED,
        STOPPED;

        /** Whether the feed will do nothing more. */
        public boolean isFinal() {
            return this == FAILED || this == FINISHED || this == STOPPED;
        }
    }
}
