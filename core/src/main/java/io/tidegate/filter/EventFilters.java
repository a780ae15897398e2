package io.tidegate.filter;

import io.tidegate.config.EventFilterRule;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rules of {@code filter.event-filters}: which changes of replicated tables are left out. Every rule that matches a
 * table has a say, and one that leaves a change out is enough. Immutable; the {@link RowFilter} made for a thread does the
 * work on rows.
 */
public final class EventFilters {
    private final List<EventFilter> filters;

    private EventFilters(List<EventFilter> filters) {
        this.filters = List.copyOf(filters);
    }

    /** No rules: nothing is left out. */
    public static EventFilters none() {
        return new EventFilters(List.of());
    }

    /**
     * Reads the rules.
     *
     * @throws TidegateException FILTER_RULE_INVALID, IGNORE_EVENT_INVALID or FILTER_EXPRESSION_INVALID
     */
    public static EventFilters of(List<EventFilterRule> rules, boolean caseSensitive) {
        List<EventFilter> filters = new ArrayList<>(rules.size());
        for (EventFilterRule rule : rules) {
            filters.add(EventFilter.parse(rule, filters.size(), caseSensitive));
        }
        return new EventFilters(filters);
    }

    /** Whether the DDL is left out: a database by its name, a renamed table by its old one. */
    public boolean ignores(Ddl ddl) {
        return filters.stream().anyMatch(filter -> filter.ignores(ddl));
    }

    /**
     * What decides about the rows of a table version on one thread.
     *
     * @throws TidegateException FILTER_EXPRESSION_COLUMN_NOT_FOUND or FILTER_EXPRESSION_INVALID when an expression does not
     *     fit the table
     */
    public RowFilter rows(TableVersion table) {
        RowFilter rows = new RowFilter();
        for (EventFilter filter : filters) {
            if (filter.matcher().matches(table.name())) {
                rows.add(filter, table);
            }
        }
        return rows;
    }

    /**
     * Holds the rules against the tables that exist.
     *
     * @throws TidegateException see {@link #rows}
     */
    public void review(Collection<TableVersion> tables) {
        tables.forEach(this::rows);
    }
}
