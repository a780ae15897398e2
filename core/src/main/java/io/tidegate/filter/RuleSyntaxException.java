package io.tidegate.filter;

/** A line is no table rule. The message is the one TiCDC gives, without the place; {@link TableRules} adds that. */
final class RuleSyntaxException extends Exception {
    RuleSyntaxException(String message) {
        super(message);
    }

    RuleSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
