package io.tidegate.filter;

import io.tidegate.model.TableName;
import org.jspecify.annotations.Nullable;

/**
 * One parsed table rule.
 *
 * @param positive false for a rule that starts with {@code !}
 * @param schema what the schema must be called
 * @param table what the table must be called
 */
record TableRule(boolean positive, NamePattern schema, NamePattern table) {
    /** Reads a line; null when it is blank or a comment. */
    static @Nullable TableRule parse(String text, boolean caseSensitive) throws RuleSyntaxException {
        String line = stripBlanks(text);
        if (line.isEmpty() || line.startsWith("#")) {
            return null;
        }
        if (line.startsWith("@")) {
            throw new RuleSyntaxException("importing filter files is not allowed");
        }
        RuleScanner scanner = new RuleScanner(line, caseSensitive);
        boolean positive = !scanner.skip('!');
        NamePattern schema = scanner.pattern();
        if (schema.equals(new NamePattern.Exact(""))) {
            throw new RuleSyntaxException("syntax error: missing pattern");
        }
        if (scanner.atEnd()) {
            throw new RuleSyntaxException("wrong table pattern");
        }
        if (!scanner.skip('.')) {
            throw new RuleSyntaxException("syntax error: missing '.' between schema and table patterns");
        }
        NamePattern table = scanner.pattern();
        if (!scanner.atEnd()) {
            throw new RuleSyntaxException("syntax error: stray characters after table pattern");
        }
        return new TableRule(positive, schema, table);
    }

    boolean matches(TableName name) {
        return schema.matches(name.schema()) && table.matches(name.table());
    }

    /**
     * Whether this rule can decide about a whole schema. A rule that excludes only some tables cannot: the others still
     * need their schema.
     */
    boolean concernsSchema(String name) {
        return (positive || table instanceof NamePattern.Any) && schema.matches(name);
    }

    /** Whether both names are spelled out. */
    boolean namesOneTable() {
        return schema instanceof NamePattern.Exact && table instanceof NamePattern.Exact;
    }

    /** Without spaces and tabs at both ends; other white space is part of a rule. */
    static String stripBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
