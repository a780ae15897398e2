package io.tidegate.filter.expression;

/** Operators on numbers. */
enum ArithmeticOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    /** DIV: the quotient without its fraction. */
    INTEGER_DIVIDE,
    /** {@code %} and MOD: the remainder, with the sign of the dividend. */
    REMAINDER
}
