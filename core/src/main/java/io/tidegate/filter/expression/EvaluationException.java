package io.tidegate.filter.expression;

/** An expression has no value for a row, because a number leaves its range. The message says why. */
public final class EvaluationException extends RuntimeException {
    EvaluationException(String message) {
        super(message);
    }
}
