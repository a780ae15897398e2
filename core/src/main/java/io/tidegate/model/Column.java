package io.tidegate.model;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table version.
 *
 * @param name spelled as in the definition
 * @param type its type
 * @param nullable whether it may hold NULL
 * @param generation whether the server computes it
 * @param defaultText the default value as the server's catalogue prints it, without quotes; null for none, for NULL and
 *     where the source does not know
 * @param collation of text; null for other types and where the source does not know
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        Generation generation,
        @Nullable String defaultText,
        @Nullable Collation collation) {
    /** A column of which neither default nor collation are known. */
    public Column(String name, ColumnType type, boolean nullable, Generation generation) {
        this(name, type, nullable, generation, null, null);
    }

    /** An ordinary column. */
    public Column(String name, ColumnType type, boolean nullable) {
        this(name, type, nullable, Generation.NONE);
    }
}
