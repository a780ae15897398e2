package io.tidegate.feed;

import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.deadletter.DeadLetterEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import io.tidegate.route.PartitionCounts;
import org.jspecify.annotations.Nullable;

/**
 * Puts the notice of a row that cannot be sent into the batch where its message would have been, so that the checkpoint
 * waits for it like for any other record. Rows of one partition go to one partition of the dead-letter topic: notices of
 * a key keep their order. For one worker.
 */
final class DeadLetterWriter {
    private final @Nullable DeadLetters letters;
    private final PartitionCounts partitions;
    private final MessageLimits limits;
    private final DeadLetterEncoder encoder = new DeadLetterEncoder();

    /** @param letters null when every row that cannot be sent stops the changefeed */
    DeadLetterWriter(@Nullable DeadLetters letters, PartitionCounts partitions, MessageLimits limits) {
        this.letters = letters;
        this.partitions = partitions;
        this.limits = limits;
    }

    /** Refuses a table whose rows would stand among the notices: what reads the one cannot read the other. */
    void requireApart(String topic, TableVersion table) {
        if (letters != null && letters.topic().equals(topic)) {
            throw new TidegateException(
                    ErrorCode.REPLICA_CONFIG_INVALID,
                    "table " + table.name() + " is dispatched to " + topic + ", which is the dead-letter topic");
        }
    }

    /**
     * Takes the cursor's row in.
     *
     * @throws TidegateException the failure itself when a row that fails like this must stop the changefeed
     */
    void take(RowCursor row, RowKind as, String topic, int partition, TidegateException failure, RecordBatch out) {
        DeadLetters target = letters;
        if (target == null || !target.takes(failure.code())) {
            throw failure;
        }
        int room = limits.maxMessageBytes(target.topic()) - MessageLimits.RECORD_OVERHEAD;
        byte[] notice = encoder.encode(row, as, topic, partition, failure, room / 2);
        if (notice.length > room) {
            throw failure;
        }
        out.add(target.topic(), partition % partitions.partitions(target.topic()), null, notice);
        target.count(failure);
    }
}
