package io.tidegate.testkit.ledger;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A restart of the changefeed that the ledger is told of: what comes after may repeat changes behind the checkpoint.
 *
 * @param checkpointTs the stored checkpoint-ts when the changefeed was down
 * @param ends the end of every partition then; everything up to the checkpoint must lie before
 */
public record Replay(long checkpointTs, Map<TopicPartition, Long> ends) {
    public Replay {
        ends = Map.copyOf(ends);
    }

    /** Whether a change may be a repetition because of this restart. */
    boolean explains(Change change) {
        return isBehindEnds(change) && Long.compareUnsigned(change.commitTs(), checkpointTs) > 0;
    }

    /** Whether a change that was not there before cannot come now, since the checkpoint counted it. */
    boolean denies(Change change) {
        return isBehindEnds(change) && Long.compareUnsigned(change.commitTs(), checkpointTs) <= 0;
    }

    private boolean isBehindEnds(Change change) {
        return change.offset() >= ends.getOrDefault(change.topicPartition(), 0L);
    }
}
