package io.tidegate.server.console.draft;

import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.KeylessTables;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tables, changes and columns are sent, as it was typed.
 *
 * @param rules table rules, one a line; none means all tables
 * @param caseSensitive whether rules and matchers tell upper case from lower case
 * @param keyless what becomes of tables without a valid key; Avro cannot replicate them
 * @param eventFilters in order; may be empty
 * @param columns column selectors in order; may be empty
 */
public record TableChoice(
        List<String> rules,
        boolean caseSensitive,
        KeylessTables keyless,
        List<EventFilterRule> eventFilters,
        List<ColumnSelectorRule> columns) {
    public static final TableChoice INITIAL =
            new TableChoice(List.of("*.*"), false, KeylessTables.REPLICATED, List.of(), List.of());

    public TableChoice {
        rules = List.copyOf(rules);
        eventFilters = List.copyOf(eventFilters);
        columns = List.copyOf(columns);
    }

    /** The same with a rule behind the others, which therefore counts. */
    public TableChoice withRule(String rule) {
        List<String> longer = new ArrayList<>(rules);
        longer.add(rule);
        return new TableChoice(longer, caseSensitive, keyless, eventFilters, columns);
    }
}
