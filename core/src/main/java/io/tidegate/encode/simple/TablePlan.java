package io.tidegate.encode.simple;

import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;

/**
 * The messages of the three kinds of rows of one table version.
 *
 * @param insert for INSERT
 * @param update for UPDATE
 * @param delete for DELETE
 */
record TablePlan(RowMessage insert, RowMessage update, RowMessage delete) {
    static TablePlan of(TableVersion table, Notation notation, boolean handleKeyOnly) {
        return new TablePlan(
                notation.rows(table, RowKind.INSERT, handleKeyOnly),
                notation.rows(table, RowKind.UPDATE, handleKeyOnly),
                notation.rows(table, RowKind.DELETE, handleKeyOnly));
    }

    RowMessage message(RowKind kind) {
        return switch (kind) {
            case INSERT -> insert;
            case UPDATE -> update;
            case DELETE -> delete;
        };
    }
}
