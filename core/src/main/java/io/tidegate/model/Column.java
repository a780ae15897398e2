package io.tidegate.model;

/**
 * A column of a table version.
 *
 * @param name spelled as in the definition
 * @param type its type
 * @param nullable whether it may hold NULL
 * @param generation whether the server computes it
 */
public record Column(String name, ColumnType type, boolean nullable, Generation generation) {
    /** An ordinary column. */
    public Column(String name, ColumnType type, boolean nullable) {
        this(name, type, nullable, Generation.NONE);
    }
}
