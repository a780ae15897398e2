package io.tidegate.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Reads the patterns of one rule from left to right. The first character of a pattern decides its kind: {@code /} a
 * regular expression, {@code "} or a back-quote a quoted name, anything else a wildcard that ends at the next dot.
 *
 * <p>In case-insensitive mode names are compared in lower case, and expressions get the flag {@code (?i)}.
 */
final class RuleScanner {
    private static final Pattern REGEX = Pattern.compile("/((?:\\\\.|[^/])+)/");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"((?:\"\"|[^\"])+)\"");
    private static final Pattern BACK_QUOTED = Pattern.compile("`((?:``|[^`])+)`");
    private static final Pattern CHARACTER_CLASS = Pattern.compile("\\[((?:\\\\[^0-9A-Za-z]|[^\\\\\\]])+)\\]");

    private final String line;
    private final boolean caseSensitive;
    private int at;

    RuleScanner(String line, boolean caseSensitive) {
        this.line = line;
        this.caseSensitive = caseSensitive;
    }

    boolean atEnd() {
        return at == line.length();
    }

    /** Steps over the character if it comes next. */
    boolean skip(char expected) {
        if (atEnd() || line.charAt(at) != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether a regular expression or a quoted name comes next. */
    boolean atDelimited() {
        return !atEnd() && "/\"`".indexOf(line.charAt(at)) >= 0;
    }

    NamePattern pattern() throws RuleSyntaxException {
        if (atEnd()) {
            throw new RuleSyntaxException("syntax error: missing pattern");
        }
        return switch (line.charAt(at)) {
            case '/' -> expression(delimited(REGEX, "regexp"));
            case '"' -> exact(delimited(DOUBLE_QUOTED, "quoted identifier").replace("\"\"", "\""));
            case '`' -> exact(delimited(BACK_QUOTED, "quoted identifier").replace("``", "`"));
            default -> wildcard();
        };
    }

    private String delimited(Pattern form, String what) throws RuleSyntaxException {
        return take(form, "syntax error: incomplete " + what);
    }

    private String take(Pattern form, String complaint) throws RuleSyntaxException {
        String rest = line.substring(at);
        Matcher matcher = form.matcher(rest);
        if (!matcher.lookingAt()) {
            throw new RuleSyntaxException(complaint);
        }
        at += matcher.end();
        return rest.substring(matcher.start(1), matcher.end(1));
    }

    private NamePattern wildcard() throws RuleSyntaxException {
        int start = at;
        boolean literal = true;
        StringBuilder name = new StringBuilder();
        StringBuilder expression = new StringBuilder("(?s)^");
        while (!atEnd() && line.charAt(at) != '.') {
            int character = line.codePointAt(at);
            switch (character) {
                case '*', '?' -> {
                    literal = false;
                    expression.append(character == '*' ? ".*" : ".");
                    at++;
                }
                case '[' -> {
                    literal = false;
                    expression.append(characterClass());
                }
                case '\\' -> append(escaped(), name, expression);
                default -> append(ordinary(character), name, expression);
            }
        }
        if (literal) {
            return exact(name.toString());
        }
        return line.substring(start, at).equals("*")
                ? new NamePattern.Any()
                : expression(expression.append('$').toString());
    }

    private int ordinary(int character) throws RuleSyntaxException {
        if (character < 0x80 && character != '$' && character != '_' && !isAsciiLetterOrDigit(character)) {
            throw new RuleSyntaxException("unexpected special character '%c'".formatted(character));
        }
        at += Character.charCount(character);
        return character;
    }

    private int escaped() throws RuleSyntaxException {
        at++;
        if (atEnd()) {
            throw new RuleSyntaxException("syntax error: cannot place \\ at end of line");
        }
        int character = line.codePointAt(at);
        if (isAsciiLetterOrDigit(character)) {
            throw new RuleSyntaxException("cannot escape a letter or number (\\%c), it is reserved for future extension"
                    .formatted(character));
        }
        at += Character.charCount(character);
        return character;
    }

    /** The class as the engine writes it: {@code !} negates instead of {@code ^}, which is an ordinary member. */
    private String characterClass() throws RuleSyntaxException {
        String members = take(CHARACTER_CLASS, "syntax error: failed to parse character class");
        return switch (members.charAt(0)) {
            case '!' -> "[^" + members.substring(1) + "]";
            case '^' -> "[\\" + members + "]";
            default -> "[" + members + "]";
        };
    }

    private NamePattern exact(String name) {
        return new NamePattern.Exact(caseSensitive ? name : NameCase.lower(name));
    }

    private NamePattern expression(String text) throws RuleSyntaxException {
        try {
            return new NamePattern.Expression(Pattern.compile(caseSensitive ? text : "(?i)" + text));
        } catch (PatternSyntaxException e) {
            throw new RuleSyntaxException("invalid pattern: " + complaint(text, e), e);
        }
    }

    /** The engine's words, which are Go's but for a parenthesis too many: that it calls an internal error. */
    private static String complaint(String expression, PatternSyntaxException e) {
        return e.getDescription().contains("internal error")
                ? "error parsing regexp: unexpected ): `" + expression + "`"
                : "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`";
    }

    /** A dollar sign is escaped too: TiCDC does not, so that {@code tmp$*} matches {@code tmp} there and nothing else. */
    private static void append(int character, StringBuilder name, StringBuilder expression) {
        name.appendCodePoint(character);
        if (character < 0x80 && character != '_' && !isAsciiLetterOrDigit(character)) {
            expression.append('\\');
        }
        expression.appendCodePoint(character);
    }

    private static boolean isAsciiLetterOrDigit(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }
}
