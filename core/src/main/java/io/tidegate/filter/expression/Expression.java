package io.tidegate.filter.expression;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;

/** A value expression of an event filter, read once and compiled for each table version it meets. Immutable. */
public final class Expression {
    private final String setting;
    private final String text;
    private final Node root;

    private Expression(String setting, String text, Node root) {
        this.setting = setting;
        this.text = text;
        this.root = root;
    }

    /**
     * Reads an expression.
     *
     * @param setting where it stands, for errors
     * @throws TidegateException FILTER_EXPRESSION_INVALID
     */
    public static Expression parse(String setting, String text) {
        try {
            return new Expression(setting, text, Parser.parse(text));
        } catch (ExpressionException e) {
            throw new TidegateException(
                    ErrorCode.FILTER_EXPRESSION_INVALID,
                    setting + ": There is a syntax error in: '" + text + "': " + e.getMessage(),
                    e);
        }
    }

    /**
     * Makes what decides about rows of a table.
     *
     * @throws TidegateException FILTER_EXPRESSION_COLUMN_NOT_FOUND, or FILTER_EXPRESSION_INVALID when it asks something of a
     *     column that its type does not allow
     */
    public Condition compile(TableVersion table) {
        try {
            return new Condition(new Compiler(table).compile(root), setting + " '" + text + "'");
        } catch (UnknownColumnException e) {
            throw new TidegateException(
                    ErrorCode.FILTER_EXPRESSION_COLUMN_NOT_FOUND,
                    "%s: Cannot find column '%s' from table '%s' in: %s"
                            .formatted(setting, e.column(), table.name(), text),
                    e);
        } catch (ExpressionException e) {
            throw new TidegateException(
                    ErrorCode.FILTER_EXPRESSION_INVALID,
                    "%s: '%s' does not fit table '%s': %s".formatted(setting, text, table.name(), e.getMessage()),
                    e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
