package io.tidegate.mysql.schema;

import org.jspecify.annotations.Nullable;

/**
 * A part of a key.
 *
 * @param column name of the column; null for an expression
 * @param prefix characters (bytes of binary columns) that the key covers, {@link #WHOLE} for all
 */
public record KeyPart(@Nullable String column, int prefix) {
    /** The part covers its whole column. */
    public static final int WHOLE = 0;

    boolean isWhole() {
        return column != null && prefix == WHOLE;
    }
}
