package io.tidegate.mysql.row;

import io.tidegate.model.ColumnType;
import java.util.Random;

/**
 * A column of a table with which reading is compared to a SELECT.
 *
 * @param ddl its definition without a name
 * @param type what we make of it
 * @param select an expression that gives its value as text, {@code $} is the column
 * @param literal makes expressions for its values
 */
record TestedColumn(String ddl, ColumnType type, String select, RandomLiteral literal) {
    /** Makes an SQL expression. */
    interface RandomLiteral {
        String next(Random random);
    }
}
