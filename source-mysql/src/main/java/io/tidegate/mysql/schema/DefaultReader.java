package io.tidegate.mysql.schema;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.mysql.schema.DeclaredDefault.Form;
import io.tidegate.mysql.schema.SqlToken.Kind;

/** Reads the value behind DEFAULT. */
final class DefaultReader {
    /** Catalogues have no executable comments. */
    private static final ServerDialect CATALOGUE = new ServerDialect(true, 0, false);

    private static final String[] NOW = {"CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"};

    private DefaultReader() {}

    /** Moves past the value. */
    static DeclaredDefault read(SqlCursor cursor) {
        if (cursor.take("NULL")) {
            return DeclaredDefault.NONE;
        }
        if (cursor.takeAny(NOW)) {
            if (cursor.seesSymbol('(')) {
                cursor.skipParentheses();
            }
            return new DeclaredDefault(Form.CURRENT_TIMESTAMP, "");
        }
        if (cursor.take("TRUE")) {
            return new DeclaredDefault(Form.NUMBER, "1");
        }
        if (cursor.take("FALSE")) {
            return new DeclaredDefault(Form.NUMBER, "0");
        }
        if (cursor.peek().kind() == Kind.WORD && cursor.peek(1).kind() == Kind.STRING) {
            return prefixedString(cursor);
        }
        if (cursor.peek().kind() == Kind.STRING) {
            return new DeclaredDefault(Form.STRING, strings(cursor));
        }
        return number(cursor);
    }

    /** The default that MariaDB's catalogue shows: an expression as a statement would have it. */
    static DeclaredDefault ofExpression(String shown) {
        SqlCursor cursor = new SqlCursor(SqlLexer.tokens(shown, SqlMode.DEFAULT, CATALOGUE));
        DeclaredDefault read = read(cursor);
        return cursor.atEnd() ? read : DeclaredDefault.EXPRESSION;
    }

    /**
     * The default that MySQL's catalogue shows: bare text, of bits and bytes a literal, unless the server computes it.
     *
     * @param generated whether the server does
     * @param type of the column
     */
    static DeclaredDefault ofCatalogue(String shown, boolean generated, ColumnType type) {
        DeclaredDefault read = ofExpression(shown);
        if (type.kind().isTemporal() && read.form() == Form.CURRENT_TIMESTAMP) {
            return read;
        }
        if (generated) {
            return DeclaredDefault.EXPRESSION;
        }
        boolean isLiteral = (type.kind() == ColumnKind.BIT && read.form() == Form.BITS)
                || (type.kind().isBinary() && read.form() == Form.HEX);
        return isLiteral ? read : new DeclaredDefault(Form.STRING, shown);
    }

    private static DeclaredDefault prefixedString(SqlCursor cursor) {
        SqlToken prefix = cursor.next();
        if (prefix.is("b")) {
            return new DeclaredDefault(Form.BITS, cursor.next().text());
        }
        if (prefix.is("x")) {
            return new DeclaredDefault(Form.HEX, cursor.next().text());
        }
        if (prefix.text().startsWith("_") || prefix.is("n")) {
            return new DeclaredDefault(Form.STRING, strings(cursor));
        }
        // DATE '2020-01-01' and its like.
        return new DeclaredDefault(Form.STRING, cursor.next().text());
    }

    private static String strings(SqlCursor cursor) {
        StringBuilder text = new StringBuilder();
        while (cursor.peek().kind() == Kind.STRING) {
            text.append(cursor.next().text());
        }
        return text.toString();
    }

    /** A number is several words to the lexer, without blanks between them but behind its sign. */
    private static DeclaredDefault number(SqlCursor cursor) {
        StringBuilder text = new StringBuilder();
        while (cursor.seesSymbol('-') || cursor.seesSymbol('+')) {
            text.append(cursor.next().text().equals("-") ? "-" : "");
        }
        SqlToken first = cursor.peek();
        boolean isNumber = first.kind() == Kind.NUMBER
                || first.isSymbol('.')
                || (first.kind() == Kind.WORD && Character.isDigit(first.text().charAt(0)));
        if (!isNumber) {
            cursor.skip();
            if (cursor.seesSymbol('(')) {
                // A function with its arguments.
                cursor.skipParentheses();
            }
            return DeclaredDefault.EXPRESSION;
        }
        SqlToken last;
        do {
            last = cursor.next();
            text.append(last.text());
        } while (cursor.peek().start() == last.end() && !cursor.atSeparator());
        String number = text.toString();
        if (number.startsWith("0x") || number.startsWith("0X")) {
            return new DeclaredDefault(
                    Form.HEX, number.length() % 2 == 0 ? number.substring(2) : "0" + number.substring(2));
        }
        return number.startsWith("0b")
                ? new DeclaredDefault(Form.BITS, number.substring(2))
                : new DeclaredDefault(Form.NUMBER, number);
    }
}
