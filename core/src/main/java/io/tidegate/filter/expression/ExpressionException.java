package io.tidegate.filter.expression;

/** An expression cannot be read, or does not fit the table. The message says why, without the expression. */
final class ExpressionException extends Exception {
    ExpressionException(String message) {
        super(message);
    }
}
