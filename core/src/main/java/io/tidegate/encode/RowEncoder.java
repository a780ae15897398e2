package io.tidegate.encode;

import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;

/** Turns rows into messages on one worker thread; keeps its buffers and plans from row to row. */
public interface RowEncoder {
    /**
     * Encodes the cursor's current row and appends what is complete to {@code out}. A row that ends with an exception
     * leaves nothing in {@code out}, and the encoder as if it had never come: rows before it that wait for more are not
     * lost.
     *
     * @param row the row
     * @param as the kind to send it as: the row's own, or DELETE (of its before image) and INSERT (of its after image)
     *     for the halves of a split UPDATE
     * @param topic where it goes
     * @param partition where it goes
     * @param out receives the message
     */
    void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out);

    /** Appends messages that wait for more rows. Called after the last row of every batch. */
    default void finish(RecordBatch out) {}
}
