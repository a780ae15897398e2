package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;

/**
 * Numbers that tell tables apart, and a table from one of the same name that was dropped or truncated before. The log has
 * no such number, so it is made of what is the same at every reading: the name and the commit-ts of the statement that
 * created the table. Positive and below 2^53, so that every reader of JSON has it exactly.
 */
final class TableIds {
    private static final long MASK = (1L << 53) - 1;

    private TableIds() {}

    /** Of a table that was there at the start. */
    static long first(TableName table) {
        return of(table, 0);
    }

    /** Of a table that was created, or emptied by TRUNCATE, at this commit-ts. */
    static long of(TableName table, long commitTs) {
        long hash = commitTs;
        for (String part : new String[] {table.schema(), table.table()}) {
            for (int i = 0; i < part.length(); i++) {
                hash = mixed(hash + part.charAt(i));
            }
            hash = mixed(hash);
        }
        return Math.max(1, hash & MASK);
    }

    /** The finalizer of SplitMix64 behind one of its steps. */
    private static long mixed(long value) {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
