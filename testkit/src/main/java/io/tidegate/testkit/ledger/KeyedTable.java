package io.tidegate.testkit.ledger;

import java.util.List;

/**
 * How the ledger tells the rows of a table apart.
 *
 * @param name name of the table
 * @param key columns that identify a row; for a table without a key the version column, which is unique
 */
public record KeyedTable(String name, List<String> key) {
    /** The column that grows with every write of a row. */
    public static final String VERSION = "version";

    public KeyedTable {
        key = List.copyOf(key);
    }

    /** Whether rows can be told apart by more than their version. */
    boolean hasKey() {
        return !key.equals(List.of(VERSION));
    }
}
