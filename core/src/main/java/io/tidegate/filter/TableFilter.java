package io.tidegate.filter;

import io.tidegate.model.TableName;
import io.tidegate.source.TableSelection;
import java.util.List;

/**
 * The table filter of a changefeed: {@code filter.rules}, and never a system schema, whatever the rules say. Immutable.
 */
public final class TableFilter implements TableSelection {
    private final TableRules rules;

    private TableFilter(TableRules rules) {
        this.rules = rules;
    }

    /**
     * A filter by rules of which the last that matches decides; without rules everything is replicated.
     *
     * @throws io.tidegate.error.TidegateException with FILTER_RULE_INVALID
     */
    public static TableFilter of(List<String> rules, boolean caseSensitive) {
        return new TableFilter(TableRules.parse("rules", rules.isEmpty() ? List.of("*.*") : rules, caseSensitive));
    }

    @Override
    public boolean matches(TableName table) {
        return !SystemSchemas.contains(table.schema()) && rules.matches(table);
    }

    @Override
    public boolean matchesSchema(String schema) {
        return !SystemSchemas.contains(schema) && rules.matchesSchema(schema);
    }
}
