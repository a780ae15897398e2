package io.tidegate.mysql.schema;

/**
 * The parts of a session's {@code sql_mode} that change how the text of a statement is cut into words.
 *
 * @param ansiQuotes whether double quotes enclose identifiers and not strings
 * @param noBackslashEscapes whether a backslash in a string is an ordinary character
 */
public record SqlMode(boolean ansiQuotes, boolean noBackslashEscapes) {
    /** Neither is set. */
    public static final SqlMode DEFAULT = new SqlMode(false, false);

    private static final long ANSI_QUOTES = 0x4;
    private static final long NO_BACKSLASH_ESCAPES = 0x10_0000;

    /** From the bits that a QUERY event carries in status variable 1. */
    public static SqlMode ofBits(long bits) {
        return new SqlMode((bits & ANSI_QUOTES) != 0, (bits & NO_BACKSLASH_ESCAPES) != 0);
    }
}
