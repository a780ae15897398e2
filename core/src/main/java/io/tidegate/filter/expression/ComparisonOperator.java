package io.tidegate.filter.expression;

/** Comparisons, as a question about the sign of a comparison of two values that are not NULL. */
enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    /** {@code <=>}: NULL equals NULL, and the answer is never NULL. */
    SAME;

    boolean holds(int sign) {
        return switch (this) {
            case EQUAL, SAME -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case GREATER -> sign > 0;
            case AT_LEAST -> sign >= 0;
        };
    }
}
