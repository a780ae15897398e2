package io.tidegate.config;

import java.util.List;
import java.util.Set;

/**
 * What a changefeed leaves out.
 *
 * @param rules table rules, at least one
 * @param ignoredStartTs transactions to leave out, by their start-ts, unsigned
 * @param ignoredTransactions transactions to leave out, by their GTID or by {@code file:offset} of their begin
 * @param eventFilters in order; may be empty
 */
public record FilterConfig(
        List<String> rules,
        List<Long> ignoredStartTs,
        Set<String> ignoredTransactions,
        List<EventFilterRule> eventFilters) {
    public FilterConfig {
        rules = List.copyOf(rules);
        ignoredStartTs = List.copyOf(ignoredStartTs);
        ignoredTransactions = Set.copyOf(ignoredTransactions);
        eventFilters = List.copyOf(eventFilters);
    }
}
