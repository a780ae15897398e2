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
}
