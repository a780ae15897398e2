package io.tidegate.mysql.schema;

/** The text goes on in a way that the reader does not know. Never leaves the reader. */
final class UnreadableSql extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableSql(String expected, SqlToken found) {
        super(
                "expected " + expected + " at character " + found.start() + ", found "
                        + (found.text().isEmpty() ? "the end" : found.text()),
                null,
                false,
                false);
    }
}
