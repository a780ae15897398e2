package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import io.tidegate.mysql.schema.SqlToken.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** A place among the words of a statement, with the steps that every part of the grammar is made of. */
final class SqlCursor {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private final List<SqlToken> tokens;
    private int at;

    /** @param tokens ends with an END */
    SqlCursor(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    SqlToken peek() {
        return tokens.get(at);
    }

    SqlToken peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** The current word, and moves on; stays at the END. */
    SqlToken next() {
        SqlToken token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END || (peek().isSymbol(';') && peek(1).kind() == Kind.END);
    }

    /** Whether these keywords come next. */
    boolean sees(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!peek(i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these keywords comes next. */
    boolean seesAny(String... keywords) {
        for (String keyword : keywords) {
            if (peek().is(keyword)) {
                return true;
            }
        }
        return false;
    }

    boolean seesSymbol(char symbol) {
        return peek().isSymbol(symbol);
    }

    /** Moves past these keywords if they come next. */
    boolean take(String... keywords) {
        if (!sees(keywords)) {
            return false;
        }
        at += keywords.length;
        return true;
    }

    /** Moves past one of these keywords if it comes next. */
    boolean takeAny(String... keywords) {
        if (!seesAny(keywords)) {
            return false;
        }
        at++;
        return true;
    }

    boolean takeSymbol(char symbol) {
        if (!seesSymbol(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    boolean takeIfExists() {
        return take("IF", "EXISTS");
    }

    boolean takeIfNotExists() {
        return take("IF", "NOT", "EXISTS");
    }

    /** An identifier. */
    String name() throws UnreadableSql {
        SqlToken token = next();
        if (!token.isName()) {
            throw new UnreadableSql("a name", token);
        }
        return token.text();
    }

    /** The last part of {@code [[schema.]table.]name}. */
    String lastName() throws UnreadableSql {
        String name = name();
        while (takeSymbol('.')) {
            name = name();
        }
        return name;
    }

    /** {@code [schema.]table}, also {@code .table}. */
    TableName table(String defaultSchema) throws UnreadableSql {
        if (takeSymbol('.')) {
            return new TableName(defaultSchema, name());
        }
        String first = name();
        return takeSymbol('.') ? new TableName(first, name()) : new TableName(defaultSchema, first);
    }

    void expect(String keyword) throws UnreadableSql {
        if (!take(keyword)) {
            throw new UnreadableSql(keyword, peek());
        }
    }

    void expectSymbol(char symbol) throws UnreadableSql {
        if (!takeSymbol(symbol)) {
            throw new UnreadableSql("'" + symbol + "'", peek());
        }
    }

    /** A whole number. */
    int number() throws UnreadableSql {
        SqlToken token = next();
        if (token.kind() != Kind.NUMBER || !WHOLE.matcher(token.text()).matches()) {
            throw new UnreadableSql("a number", token);
        }
        return Integer.parseInt(token.text());
    }

    /** Moves past the parenthesis that opens here and all in it; to the end if it is never closed. */
    void skipParentheses() {
        int depth = 0;
        do {
            SqlToken token = next();
            if (token.isSymbol('(')) {
                depth++;
            } else if (token.isSymbol(')')) {
                depth--;
            }
        } while (depth > 0 && peek().kind() != Kind.END);
    }

    /** Moves past one word, or past a whole parenthesis. */
    void skip() {
        if (seesSymbol('(')) {
            skipParentheses();
        } else {
            next();
        }
    }

    /** Moves to the next comma or closing parenthesis outside of parentheses that open from here on, or to the end. */
    void skipToSeparator() {
        while (!atSeparator()) {
            skip();
        }
    }

    boolean atSeparator() {
        return seesSymbol(',') || seesSymbol(')') || peek().kind() == Kind.END;
    }
}
