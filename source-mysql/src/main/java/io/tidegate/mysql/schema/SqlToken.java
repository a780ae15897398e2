package io.tidegate.mysql.schema;

/**
 * A word of a statement.
 *
 * @param kind what it is
 * @param text its content: identifiers and strings without quotes and escapes
 * @param start index of its first character in the statement
 * @param end index behind its last character
 */
record SqlToken(Kind kind, String text, int start, int end) {
    enum Kind {
        /** A bare keyword or identifier. */
        WORD,
        /** A quoted identifier: never a keyword. */
        QUOTED,
        STRING,
        NUMBER,
        /** One character of punctuation. */
        SYMBOL,
        END
    }

    /** Whether it is this keyword; case does not matter. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
