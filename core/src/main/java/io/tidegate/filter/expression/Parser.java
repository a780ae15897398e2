package io.tidegate.filter.expression;

import io.tidegate.filter.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression with MySQL's precedence, from loose to tight: OR; XOR; AND; NOT; comparisons, IS; IN, BETWEEN, LIKE;
 * {@code + -}; {@code * / % DIV MOD}; unary minus; {@code !}.
 */
final class Parser {
    private static final int DEFAULT_ESCAPE = '\\';
    private static final int MAX_DEPTH = 200;
    private static final int MAX_TOKENS = 5_000;

    /** Words that are no names of columns unless they stand in back-quotes. */
    private static final Set<String> RESERVED = Set.of(
            "AND",
            "OR",
            "XOR",
            "NOT",
            "IN",
            "BETWEEN",
            "LIKE",
            "RLIKE",
            "REGEXP",
            "IS",
            "DIV",
            "MOD",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "INTERVAL",
            "BINARY",
            "COLLATE",
            "SELECT",
            "EXISTS",
            "MATCH",
            "IF",
            "LEFT",
            "RIGHT",
            "CONVERT");

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Node parse(String text) throws ExpressionException {
        List<Token> tokens = Lexer.read(text);
        if (tokens.size() > MAX_TOKENS) {
            throw new ExpressionException("it is longer than " + MAX_TOKENS + " words");
        }
        Parser parser = new Parser(tokens);
        Node node = parser.or();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return node;
    }

    private Node or() throws ExpressionException {
        enter();
        Node left = xor();
        while (takeWord("OR") || takeSymbol("||")) {
            left = new Node.Logic(LogicOperator.OR, left, xor());
        }
        depth--;
        return left;
    }

    private void enter() throws ExpressionException {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionException("it is nested too deeply");
        }
    }

    private Node xor() throws ExpressionException {
        Node left = and();
        while (takeWord("XOR")) {
            left = new Node.Logic(LogicOperator.XOR, left, and());
        }
        return left;
    }

    private Node and() throws ExpressionException {
        Node left = not();
        while (takeWord("AND") || takeSymbol("&&")) {
            left = new Node.Logic(LogicOperator.AND, left, not());
        }
        return left;
    }

    private Node not() throws ExpressionException {
        boolean negated = false;
        while (takeWord("NOT")) {
            negated = !negated;
        }
        Node operand = comparison();
        return negated ? new Node.Not(operand) : operand;
    }

    private Node comparison() throws ExpressionException {
        Node left = predicate();
        while (true) {
            ComparisonOperator operator = comparisonOperator();
            if (operator != null) {
                left = new Node.Comparison(operator, left, predicate());
            } else if (takeWord("IS")) {
                left = is(left);
            } else {
                return left;
            }
        }
    }

    private Node is(Node operand) throws ExpressionException {
        boolean negated = takeWord("NOT");
        Node test;
        if (takeWord("NULL") || takeWord("UNKNOWN")) {
            test = new Node.IsNull(operand);
        } else if (takeWord("TRUE")) {
            test = new Node.IsTruth(operand, true);
        } else if (takeWord("FALSE")) {
            test = new Node.IsTruth(operand, false);
        } else {
            throw unexpected();
        }
        return negated ? new Node.Not(test) : test;
    }

    private @Nullable ComparisonOperator comparisonOperator() {
        Token token = peek();
        if (token.kind() != Kind.SYMBOL) {
            return null;
        }
        ComparisonOperator operator =
                switch (token.text()) {
                    case "=" -> ComparisonOperator.EQUAL;
                    case "<>", "!=" -> ComparisonOperator.NOT_EQUAL;
                    case "<" -> ComparisonOperator.LESS;
                    case "<=" -> ComparisonOperator.AT_MOST;
                    case ">" -> ComparisonOperator.GREATER;
                    case ">=" -> ComparisonOperator.AT_LEAST;
                    case "<=>" -> ComparisonOperator.SAME;
                    default -> null;
                };
        at += operator == null ? 0 : 1;
        return operator;
    }

    private Node predicate() throws ExpressionException {
        Node operand = sum();
        boolean negated = takeWord("NOT");
        Node test;
        if (takeWord("IN")) {
            test = new Node.In(operand, arguments());
        } else if (takeWord("BETWEEN")) {
            Node low = sum();
            expectWord("AND");
            test = new Node.Logic(
                    LogicOperator.AND,
                    new Node.Comparison(ComparisonOperator.AT_LEAST, operand, low),
                    new Node.Comparison(ComparisonOperator.AT_MOST, operand, predicate()));
        } else if (takeWord("LIKE")) {
            test = like(operand);
        } else if (negated) {
            throw unexpected();
        } else {
            return operand;
        }
        return negated ? new Node.Not(test) : test;
    }

    private Node like(Node operand) throws ExpressionException {
        if (peek().kind() != Kind.TEXT) {
            throw new ExpressionException("the pattern of LIKE must be text in quotes");
        }
        String pattern = take().text();
        int escape = DEFAULT_ESCAPE;
        if (takeWord("ESCAPE")) {
            String character = take().text();
            if (character.codePointCount(0, character.length()) != 1) {
                throw new ExpressionException("ESCAPE takes one character");
            }
            escape = character.codePointAt(0);
        }
        return new Node.Like(operand, pattern, escape);
    }

    private Node sum() throws ExpressionException {
        Node left = product();
        while (true) {
            if (takeSymbol("+")) {
                left = new Node.Arithmetic(ArithmeticOperator.ADD, left, product());
            } else if (takeSymbol("-")) {
                left = new Node.Arithmetic(ArithmeticOperator.SUBTRACT, left, product());
            } else {
                return left;
            }
        }
    }

    private Node product() throws ExpressionException {
        Node left = unary();
        while (true) {
            ArithmeticOperator operator = productOperator();
            if (operator == null) {
                return left;
            }
            left = new Node.Arithmetic(operator, left, unary());
        }
    }

    private @Nullable ArithmeticOperator productOperator() {
        if (takeSymbol("*")) {
            return ArithmeticOperator.MULTIPLY;
        }
        if (takeSymbol("/")) {
            return ArithmeticOperator.DIVIDE;
        }
        if (takeWord("DIV")) {
            return ArithmeticOperator.INTEGER_DIVIDE;
        }
        return takeSymbol("%") || takeWord("MOD") ? ArithmeticOperator.REMAINDER : null;
    }

    private Node unary() throws ExpressionException {
        enter();
        Node operand = signed();
        depth--;
        return operand;
    }

    private Node signed() throws ExpressionException {
        if (takeSymbol("-")) {
            Node operand = unary();
            boolean digits =
                    operand instanceof Node.Numeral number && !number.digits().startsWith("-");
            return digits ? new Node.Numeral("-" + ((Node.Numeral) operand).digits()) : new Node.Negate(operand);
        }
        if (takeSymbol("+")) {
            return unary();
        }
        return takeSymbol("!") ? new Node.Not(unary()) : primary();
    }

    private Node primary() throws ExpressionException {
        if (takeSymbol("(")) {
            Node inner = or();
            expectSymbol(")");
            return inner;
        }
        Token token = peek();
        return switch (token.kind()) {
            case NUMBER -> new Node.Numeral(take().text());
            case TEXT -> new Node.Text(take().text());
            case HEX -> new Node.Hex(take().text());
            case NAME -> new Node.Column(take().text());
            case WORD -> word(take());
            case SYMBOL, END -> throw unexpected();
        };
    }

    private Node word(Token token) throws ExpressionException {
        String word = token.text().toUpperCase(Locale.ROOT);
        if (peek().isSymbol("(")) {
            if (!Functions.exists(word)) {
                throw new ExpressionException("there is no function " + token.text() + " for expressions");
            }
            return new Node.Call(word, peek(1).isSymbol(")") ? noArguments() : arguments());
        }
        boolean beforeText = peek().kind() == Kind.TEXT;
        return switch (word) {
            case "NULL" -> new Node.Null();
            case "TRUE" -> new Node.Numeral("1");
            case "FALSE" -> new Node.Numeral("0");
            case "DATE", "TIMESTAMP" -> beforeText ? new Node.Moment(take().text()) : new Node.Column(token.text());
            default -> {
                if (RESERVED.contains(word)) {
                    throw new ExpressionException(token.shown() + " cannot be used here");
                }
                yield new Node.Column(token.text());
            }
        };
    }

    private List<Node> noArguments() {
        at += 2;
        return List.of();
    }

    private List<Node> arguments() throws ExpressionException {
        expectSymbol("(");
        List<Node> list = new ArrayList<>();
        do {
            list.add(or());
        } while (takeSymbol(","));
        expectSymbol(")");
        return list;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** The next token; END stays. */
    private Token take() {
        Token token = peek();
        at += token.kind() == Kind.END ? 0 : 1;
        return token;
    }

    private boolean takeWord(String word) {
        if (!peek().isWord(word)) {
            return false;
        }
        at++;
        return true;
    }

    private boolean takeSymbol(String symbol) {
        if (!peek().isSymbol(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    private void expectWord(String word) throws ExpressionException {
        if (!takeWord(word)) {
            throw unexpected();
        }
    }

    private void expectSymbol(String symbol) throws ExpressionException {
        if (!takeSymbol(symbol)) {
            throw unexpected();
        }
    }

    private ExpressionException unexpected() {
        return new ExpressionException("unexpected " + peek().shown());
    }
}
