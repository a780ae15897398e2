package io.tidegate.encode;

import io.tidegate.model.TableVersion;

/** What of a batch is of one table version. Counted by the thread that fills the batch, then only read. */
public final class TableRows {
    private final TableVersion table;
    private final String topic;
    private final long firstTs;
    private int count;
    private int rows;
    private long bytes;

    TableRows(TableVersion table, String topic, long firstTs) {
        this.table = table;
        this.topic = topic;
        this.firstTs = firstTs;
    }

    void add(int moreMessages, int moreRows, long moreBytes) {
        count += moreMessages;
        rows += moreRows;
        bytes += moreBytes;
    }

    void bytes(long all) {
        bytes = all;
    }

    /** The definition of the whole table, whatever columns are sent. */
    public TableVersion table() {
        return table;
    }

    /** Where the rows go. */
    public String topic() {
        return topic;
    }

    /** The commit-ts of the first row. */
    public long firstTs() {
        return firstTs;
    }

    /** Messages. */
    public int count() {
        return count;
    }

    /** Rows in them. */
    public int rows() {
        return rows;
    }

    /** Bytes of their keys and values; of messages with rows of several tables, a part by the number of rows. */
    public long bytes() {
        return bytes;
    }
}
