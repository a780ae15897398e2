package io.tidegate.filter;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a table are sent: an ordered list of patterns as table rules have them, without a schema. The last one
 * that matches decides; a column that none matches is not sent. Names of columns have no case. Immutable.
 */
final class ColumnRules {
    private record Rule(boolean positive, NamePattern name) {}

    private final List<Rule> rules;

    private ColumnRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Parses one rule per line; blank lines and lines that start with {@code #} are no rules.
     *
     * @param setting where the lines come from, for errors
     * @throws TidegateException FILTER_RULE_INVALID
     */
    static ColumnRules parse(String setting, List<String> lines) {
        List<Rule> rules = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = TableRule.stripBlanks(lines.get(i));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                rules.add(parse(line));
            } catch (RuleSyntaxException e) {
                throw new TidegateException(
                        ErrorCode.FILTER_RULE_INVALID,
                        "%s[%d] \"%s\": at <cmdline>:1: %s".formatted(setting, i, lines.get(i), e.getMessage()),
                        e);
            }
        }
        return new ColumnRules(rules);
    }

    /** Whether the last rule that matches the column is a positive one. */
    boolean matches(String column) {
        String name = NameCase.lower(column);
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).name().matches(name)) {
                return rules.get(i).positive();
            }
        }
        return false;
    }

    private static Rule parse(String line) throws RuleSyntaxException {
        if (line.startsWith("@")) {
            throw new RuleSyntaxException("importing filter files is not allowed");
        }
        RuleScanner scanner = new RuleScanner(line, false);
        boolean positive = !scanner.skip('!');
        boolean delimited = scanner.atDelimited();
        NamePattern name = scanner.pattern();
        if (!scanner.atEnd()) {
            throw new RuleSyntaxException(
                    delimited
                            ? "syntax error: stray characters after column pattern"
                            : "unexpected special character '.'");
        }
        return new Rule(positive, name);
    }
}
