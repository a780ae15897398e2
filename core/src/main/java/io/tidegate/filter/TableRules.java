package io.tidegate.filter;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An ordered list of table rules such as {@code shop.*} and {@code !shop.log}. The last rule that matches decides; where
 * none matches the answer is no, so an empty list matches nothing. Rules are TiCDC's; regular expressions are those of
 * RE2. Immutable.
 */
public final class TableRules {
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z_$\\x{80}-\\x{10FFFF}]+");

    private final List<TableRule> rules;
    private final boolean caseSensitive;

    private TableRules(List<TableRule> rules, boolean caseSensitive) {
        this.rules = List.copyOf(rules);
        this.caseSensitive = caseSensitive;
    }

    /** The rule that leaves out one table and nothing else, whatever is in its name. */
    public static String excluding(TableName table) {
        return "!" + pattern(table.schema()) + "." + pattern(table.table());
    }

    private static String pattern(String name) {
        return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }

    /**
     * Parses one rule per line; blank lines and lines that start with {@code #} are no rules.
     *
     * @param setting where the lines come from, for errors, such as {@code filter.rules}
     * @throws TidegateException with FILTER_RULE_INVALID
     */
    public static TableRules parse(String setting, List<String> lines, boolean caseSensitive) {
        List<TableRule> rules = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            try {
                TableRule rule = TableRule.parse(lines.get(i), caseSensitive);
                if (rule != null) {
                    rules.add(rule);
                }
            } catch (RuleSyntaxException e) {
                throw new TidegateException(
                        ErrorCode.FILTER_RULE_INVALID,
                        "%s[%d] \"%s\": at <cmdline>:1: %s".formatted(setting, i, lines.get(i), e.getMessage()),
                        e);
            }
        }
        return new TableRules(rules, caseSensitive);
    }

    /** Whether the last rule that matches the table is a positive one. */
    public boolean matches(TableName table) {
        TableName name =
                caseSensitive ? table : new TableName(NameCase.lower(table.schema()), NameCase.lower(table.table()));
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).matches(name)) {
                return rules.get(i).positive();
            }
        }
        return false;
    }

    /**
     * Whether the schema itself is meant: by the last rule that matches it and is positive or excludes all of its
     * tables.
     */
    public boolean matchesSchema(String schema) {
        String name = caseSensitive ? schema : NameCase.lower(schema);
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).concernsSchema(name)) {
                return rules.get(i).positive();
            }
        }
        return false;
    }

    /** Whether no more than one table can ever match: at most one rule is positive, and it spells out both names. */
    public boolean matchesOneTableAtMost() {
        List<TableRule> positive = rules.stream().filter(TableRule::positive).toList();
        return positive.isEmpty() || (positive.size() == 1 && positive.get(0).namesOneTable());
    }
}
