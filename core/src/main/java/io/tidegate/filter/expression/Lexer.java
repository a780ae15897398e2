package io.tidegate.filter.expression;

import io.tidegate.filter.expression.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words, as MySQL does in its default SQL mode: double quotes are quotes of text. */
final class Lexer {
    /** Longer ones first. */
    private static final List<String> SYMBOLS = List.of(
            "<=>", "<=", ">=", "<>", "!=", "&&", "||", "<<", ">>", "(", ")", ",", "+", "-", "*", "/", "%", "=", "<",
            ">", "!", "&", "|", "^", "~", ".");

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** All words, END as the last one. */
    static List<Token> read(String text) throws ExpressionException {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next() throws ExpressionException {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "", at);
        }
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            return text(first);
        }
        if (first == '`') {
            return name();
        }
        if (isDigit(at) || (first == '.' && isDigit(at + 1))) {
            return number();
        }
        return isNameCharacter(first) ? word() : symbol();
    }

    private Token text(char quote) throws ExpressionException {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = take("text in quotes is not closed");
            if (c == '\\') {
                escaped(take("text in quotes is not closed"), value);
            } else if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                at++;
                value.append(quote);
            } else {
                return new Token(Kind.TEXT, value.toString(), start);
            }
        }
    }

    /** {@code \%} and {@code \_} keep their backslash, because LIKE reads it. */
    private static void escaped(char c, StringBuilder value) {
        switch (c) {
            case '0' -> value.append('\0');
            case 'b' -> value.append('\b');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'Z' -> value.append('\u001A');
            case '%', '_' -> value.append('\\').append(c);
            default -> value.append(c);
        }
    }

    private Token name() throws ExpressionException {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = take("a name in back-quotes is not closed");
            if (c != '`') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '`') {
                at++;
                value.append('`');
            } else {
                return new Token(Kind.NAME, value.toString(), start);
            }
        }
    }

    private Token number() throws ExpressionException {
        int start = at;
        if (text.charAt(at) == '0' && at + 1 < text.length() && "xb".indexOf(text.charAt(at + 1)) >= 0) {
            int radix = text.charAt(at + 1) == 'x' ? 16 : 2;
            at += 2;
            int digits = at;
            skipWord();
            return bits(start, text.substring(digits, at), radix);
        }
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e' && isDigit(at + 1 + sign)) {
            at += 1 + sign;
            skipDigits();
        }
        if (at < text.length() && isNameCharacter(text.charAt(at))) {
            throw new ExpressionException(
                    "a number is followed by \"" + text.charAt(at) + "\" at character " + (at + 1));
        }
        return new Token(Kind.NUMBER, text.substring(start, at), start);
    }

    private Token word() throws ExpressionException {
        int start = at;
        skipWord();
        String word = text.substring(start, at);
        boolean literal = word.equalsIgnoreCase("x") || word.equalsIgnoreCase("b");
        if (literal && at < text.length() && text.charAt(at) == '\'') {
            String digits = text('\'').text();
            return bits(start, digits, word.equalsIgnoreCase("x") ? 16 : 2);
        }
        return new Token(Kind.WORD, word, start);
    }

    /** A hexadecimal or binary literal as hexadecimal digits. */
    private Token bits(int start, String digits, int radix) throws ExpressionException {
        String allowed = radix == 16 ? "[0-9A-Fa-f]*" : "[01]*";
        if (!digits.matches(allowed) || (radix == 16 && digits.length() % 2 != 0 && text.charAt(start) != '0')) {
            throw new ExpressionException("the literal at character " + (start + 1) + " has digits that do not fit");
        }
        String hex = radix == 16 || digits.isEmpty() ? digits : new BigInteger(digits, 2).toString(16);
        return new Token(Kind.HEX, hex.length() % 2 == 0 ? hex : "0" + hex, start);
    }

    private Token symbol() throws ExpressionException {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Kind.SYMBOL, symbol, at - symbol.length());
            }
        }
        throw new ExpressionException(
                "unexpected character \"" + Character.toString(text.codePointAt(at)) + "\" at character " + (at + 1));
    }

    private char take(String atEnd) throws ExpressionException {
        if (at == text.length()) {
            throw new ExpressionException(atEnd);
        }
        return text.charAt(at++);
    }

    private void skipDigits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private void skipWord() {
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isNameCharacter(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || c == '_'
                || c == '$'
                || c >= 0x80;
    }
}
