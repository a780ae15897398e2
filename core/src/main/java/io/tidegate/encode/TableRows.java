package io.tidegate.encode;

import io.tidegate.model.TableVersion;

/** How many messages of a batch are rows of one table version. Counted by the thread that fills the batch, then only read. */
public final class TableRows {
    private final TableVersion table;
    private final String topic;
    private int count;

    TableRows(TableVersion table, String topic) {
        this.table = table;
        this.topic = topic;
    }

    void add(int messages) {
        count += messages;
    }

    /** The definition of the whole table, whatever columns are sent. */
    public TableVersion table() {
        return table;
    }

    /** Where the rows go. */
    public String topic() {
        return topic;
    }

    public int count() {
        return count;
    }
}
