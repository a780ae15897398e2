package io.tidegate.mysql.row;

import io.tidegate.model.TableVersion;

/**
 * Everything needed to read rows that follow a table map: what to do at each column, worked out once. Immutable, shared
 * by all workers; whoever keeps table maps keeps one layout beside each.
 */
public final class RowLayout {
    private final TableVersion table;

    /**
     * Joins what the log says with the definition in force.
     *
     * @throws io.tidegate.error.TidegateException ROW_DECODE_FAILED when they contradict each other, CHARSET_UNSUPPORTED
     *     or SCHEMA_METADATA_MISSING when text cannot be read
     */
    public RowLayout(TableMap map, TableVersion table, CollationTable collations) {
        this.table = table;
    }

    /** The definition that the rows carry. */
    public TableVersion table() {
        return table;
    }
}
