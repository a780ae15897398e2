package io.tidegate.filter.expression;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text what it says, without quotes; of HEX the digits, of END nothing
 * @param at where it begins
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        /** A keyword, the name of a function or of a column. */
        WORD,
        /** A name in back-quotes. */
        NAME,
        NUMBER,
        TEXT,
        /** An even number of hexadecimal digits. */
        HEX,
        SYMBOL,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** As an error names it. */
    String shown() {
        return kind == Kind.END ? "the end" : "\"" + text + "\" at character " + (at + 1);
    }
}
