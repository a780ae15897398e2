package io.tidegate.filter.expression;

import io.tidegate.model.RowImage;

/** A value expression on the rows of one table version. Thread confined. */
public final class Condition {
    private final boolean isInteger;
    private final Operand operand;
    private final String shown;
    private final Cell result = new Cell();

    Condition(Compiled compiled, String shown) {
        this.isInteger = compiled.type().isInteger();
        this.operand = compiled.operand();
        this.shown = shown;
    }

    /**
     * Whether the result is the integer 1, as it is for everything true. NULL, 0, any other number and what is no integer
     * are not.
     *
     * @throws EvaluationException if there is no result
     */
    public boolean isOne(RowImage row) {
        if (!isInteger) {
            return false;
        }
        operand.read(row, result);
        return !result.isNull && result.integer == 1;
    }

    /** The setting and the expression. */
    @Override
    public String toString() {
        return shown;
    }
}
