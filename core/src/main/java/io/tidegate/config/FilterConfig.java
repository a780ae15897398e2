package io.tidegate.config;

import java.util.List;

/**
 * What a changefeed leaves out.
 *
 * @param rules table rules, at least one
 * @param ignoredStartTs transactions to leave out, by their start-ts, unsigned
 * @param eventFilters in order; may be empty
 */
public record FilterConfig(List<String> rules, List<Long> ignoredStartTs, List<EventFilterRule> eventFilters) {
    public FilterConfig {
        rules = List.copyOf(rules);
        ignoredStartTs = List.copyOf(ignoredStartTs);
        eventFilters = List.copyOf(eventFilters);
    }
}
