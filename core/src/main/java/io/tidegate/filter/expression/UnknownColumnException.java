package io.tidegate.filter.expression;

/** An expression names a column that the table does not have. */
final class UnknownColumnException extends Exception {
    private final String column;

    UnknownColumnException(String column) {
        super(column);
        this.column = column;
    }

    String column() {
        return column;
    }
}
