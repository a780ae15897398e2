package io.tidegate.model;

import java.util.List;

/**
 * A primary or unique key.
 *
 * @param name name of the index; {@code PRIMARY} for the primary key
 * @param columns ordinals of its columns in key order
 * @param whole false when a part covers only a prefix of its column or an expression: such a key identifies no row by
 *     whole values
 */
public record Key(String name, List<Integer> columns, boolean whole) {
    /** The name every primary key has. */
    public static final String PRIMARY = "PRIMARY";

    public Key {
        columns = List.copyOf(columns);
    }

    public boolean isPrimary() {
        return name.equals(PRIMARY);
    }
}
