package io.tidegate.model;

import java.util.List;

/**
 * A primary or unique key.
 *
 * @param name name of the index; {@link #PRIMARY} or {@link #ROW_ID} for the primary key, since no other index can have
 *     such a name
 * @param columns ordinals of its columns in key order
 * @param whole false when a part covers only a prefix of its column or an expression: such a key identifies no row by
 *     whole values
 */
public record Key(String name, List<Integer> columns, boolean whole) {
    /** The name of a primary key. */
    public static final String PRIMARY = "PRIMARY";

    /** The name of a primary key that is TiDB's row id itself and has no index of its own. */
    public static final String ROW_ID = "primary";

    public Key {
        columns = List.copyOf(columns);
    }

    public boolean isPrimary() {
        return name.equals(PRIMARY) || isRowId();
    }

    /** Whether this is the primary key and the row id of TiDB. */
    public boolean isRowId() {
        return name.equals(ROW_ID);
    }
}
