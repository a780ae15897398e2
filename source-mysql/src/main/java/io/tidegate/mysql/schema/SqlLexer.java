package io.tidegate.mysql.schema;

import io.tidegate.mysql.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of a statement into words as the server does that logged it. Comments are blanks, executable comments
 * are their content if the server's version runs it. Any text can be cut: what is not closed ends with the text.
 */
final class SqlLexer {
    private static final char NOTHING = '\0';

    private final String sql;
    private final SqlMode mode;
    private final ServerDialect dialect;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;
    private int openComments;

    private SqlLexer(String sql, SqlMode mode, ServerDialect dialect) {
        this.sql = sql;
        this.mode = mode;
        this.dialect = dialect;
    }

    /** The words in order; the last one is an END. */
    static List<SqlToken> tokens(String sql, SqlMode mode, ServerDialect dialect) {
        SqlLexer lexer = new SqlLexer(sql, mode, dialect);
        while (lexer.skipBlanks()) {
            lexer.next();
        }
        lexer.add(Kind.END, "", sql.length());
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (c == '`') {
            quoted(Kind.QUOTED, c, false);
        } else if (c == '"' && mode.ansiQuotes()) {
            quoted(Kind.QUOTED, c, false);
        } else if (c == '"' || c == '\'') {
            quoted(Kind.STRING, c, !mode.noBackslashEscapes());
        } else if (isWordCharacter(c)) {
            word();
        } else {
            add(Kind.SYMBOL, String.valueOf(c), at + 1);
        }
    }

    /** Identifiers may start with digits, and behind a point they may consist of them. */
    private void word() {
        int end = at;
        while (end < sql.length() && isWordCharacter(sql.charAt(end))) {
            end++;
        }
        boolean behindPoint = !tokens.isEmpty()
                && last().isSymbol('.')
                && last().end() == at
                && tokens.size() > 1
                && tokens.get(tokens.size() - 2).isName();
        String text = sql.substring(at, end);
        add(behindPoint || !isNumber(text) ? Kind.WORD : Kind.NUMBER, text, end);
    }

    private void quoted(Kind kind, char quote, boolean escapes) {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote) {
                if (peek(i + 1) != quote) {
                    break;
                }
                i++;
            } else if (c == '\\' && escapes && i + 1 < sql.length()) {
                i++;
                unescape(sql.charAt(i), text);
                i++;
                continue;
            }
            text.append(c);
            i++;
        }
        add(kind, text.toString(), Math.min(i + 1, sql.length()));
    }

    private static void unescape(char c, StringBuilder text) {
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case '0' -> text.append('\0');
            case 'Z' -> text.append('\u001a');
            // Only LIKE patterns give these a meaning, and for them the backslash stays.
            case '%', '_' -> text.append('\\').append(c);
            default -> text.append(c);
        }
    }

    /** Moves to the next character that is part of a word; false at the end. */
    private boolean skipBlanks() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c <= ' ' || Character.isWhitespace(c)) {
                at++;
            } else if (c == '#'
                    || (c == '-' && peek(at + 1) == '-' && (at + 2 >= sql.length() || peek(at + 2) <= ' '))) {
                skipLine();
            } else if (c == '/' && peek(at + 1) == '*') {
                openComment();
            } else if (c == '*' && peek(at + 1) == '/' && openComments > 0) {
                openComments--;
                at += 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n') {
            at++;
        }
    }

    private void openComment() {
        int i = at + 2;
        boolean forMariaDb = peek(i) == 'M' && peek(i + 1) == '!';
        if (forMariaDb) {
            i++;
        }
        if (peek(i) != '!') {
            skipComment();
            return;
        }
        i++;
        int digits = i;
        while (i < sql.length() && i - digits < 6 && isDigit(sql.charAt(i))) {
            i++;
        }
        // A version has five or six digits; fewer are part of the content.
        int required = i - digits < 5 ? 0 : Integer.parseInt(sql.substring(digits, i));
        if (dialect.executes(forMariaDb, required)) {
            openComments++;
            at = i - digits < 5 ? digits : i;
        } else {
            skipComment();
        }
    }

    private void skipComment() {
        int close = sql.indexOf("*/", at + 2);
        at = close < 0 ? sql.length() : close + 2;
    }

    private static boolean isWordCharacter(char c) {
        return c == '_' || c == '$' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private SqlToken last() {
        return tokens.get(tokens.size() - 1);
    }

    private char peek(int index) {
        return index < sql.length() ? sql.charAt(index) : NOTHING;
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new SqlToken(kind, text, Math.min(at, sql.length()), end));
        at = end;
    }
}
