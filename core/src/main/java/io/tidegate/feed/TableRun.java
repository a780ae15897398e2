package io.tidegate.feed;

import io.tidegate.encode.RecordBatch;
import io.tidegate.model.TableVersion;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a batch by table while it is being encoded: rows of one table come in runs, so what a run has added
 * is told to the batch at its end, and a row costs one comparison.
 */
final class TableRun {
    private final RecordBatch records;
    private int messagesBefore;
    private int rowsBefore;
    private long bytesBefore;
    private long firstTs;

    /** @param records of the batch, still empty */
    TableRun(RecordBatch records) {
        this.records = records;
    }

    /** A row of the run comes, with this commit-ts; filters may still leave it out. */
    void next(long commitTs) {
        if (records.rows() == rowsBefore) {
            firstTs = commitTs;
        }
    }

    /** The run of this table is over; null before the first. */
    void end(@Nullable TableVersion table, @Nullable RowWay way) {
        int messages = records.size() - messagesBefore;
        int rows = records.rows() - rowsBefore;
        if (table != null && way != null && (messages > 0 || rows > 0)) {
            records.countTable(table, way.route().topic(), messages, rows, records.bytes() - bytesBefore, firstTs);
        }
        messagesBefore = records.size();
        rowsBefore = records.rows();
        bytesBefore = records.bytes();
    }

    /** All messages are complete. */
    void finish() {
        if (records.bytes() != bytesBefore) {
            records.divideBytes();
        }
    }
}
