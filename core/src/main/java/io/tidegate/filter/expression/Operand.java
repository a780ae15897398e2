package io.tidegate.filter.expression;

import io.tidegate.model.RowImage;

/** A part of an expression that was compiled for a table. Thread confined: it keeps cells of its own. */
@FunctionalInterface
interface Operand {
    /** Puts the value for a row into a cell. */
    void read(RowImage row, Cell out);
}
