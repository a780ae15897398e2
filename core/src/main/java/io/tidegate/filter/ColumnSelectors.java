package io.tidegate.filter;

import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Generation;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.IntStream;

/**
 * The rules of {@code sink.column-selectors}: which columns of a table are sent. The first selector that matches a table
 * counts; a table that none matches is sent whole. All who ask for the same table version are given the same {@link
 * ColumnSelection}. Thread safe.
 */
public final class ColumnSelectors {
    private record Selector(String place, TableRules matcher, ColumnRules columns) {}

    private final List<Selector> selectors;
    private final boolean keylessTables;
    private final Map<TableVersion, Optional<ColumnSelection>> selections =
            Collections.synchronizedMap(new WeakHashMap<>());

    private ColumnSelectors(List<Selector> selectors, boolean keylessTables) {
        this.selectors = List.copyOf(selectors);
        this.keylessTables = keylessTables;
    }

    /** No selectors: every table is sent whole. */
    public static ColumnSelectors none() {
        return new ColumnSelectors(List.of(), true);
    }

    /**
     * Reads the rules.
     *
     * @param keylessTables whether tables without any key are replicated
     * @throws TidegateException FILTER_RULE_INVALID
     */
    public static ColumnSelectors of(List<ColumnSelectorRule> rules, boolean caseSensitive, boolean keylessTables) {
        List<Selector> selectors = new ArrayList<>(rules.size());
        for (ColumnSelectorRule rule : rules) {
            String place = "column-selectors[" + selectors.size() + "]";
            selectors.add(new Selector(
                    place,
                    TableRules.parse(place + ".matcher", rule.matcher(), caseSensitive),
                    ColumnRules.parse(place + ".columns", rule.columns())));
        }
        return new ColumnSelectors(selectors, keylessTables);
    }

    /**
     * What is sent of a table; empty when it is sent whole.
     *
     * @throws TidegateException COLUMN_SELECTOR_FAILED when no key remains
     */
    public Optional<ColumnSelection> selection(TableVersion table) {
        // computeIfAbsent of a synchronized map: the rules are asked once for all workers.
        return selectors.isEmpty() ? Optional.empty() : selections.computeIfAbsent(table, this::select);
    }

    /** The setting that decides about a table, such as {@code column-selectors[0]}; empty when it is sent whole. */
    public Optional<String> place(TableName table) {
        return selector(table).map(Selector::place);
    }

    private Optional<Selector> selector(TableName table) {
        return selectors.stream()
                .filter(selector -> selector.matcher().matches(table))
                .findFirst();
    }

    private Optional<ColumnSelection> select(TableVersion table) {
        return selector(table.name()).flatMap(selector -> {
            List<Integer> kept = IntStream.range(0, table.columns().size())
                    .filter(ordinal ->
                            selector.columns().matches(table.column(ordinal).name()))
                    .boxed()
                    .toList();
            requireKey(table, kept, selector.place());
            return kept.size() == table.columns().size()
                    ? Optional.empty()
                    : Optional.of(ColumnSelection.of(table, kept));
        });
    }

    private void requireKey(TableVersion table, List<Integer> kept, String place) {
        boolean keyRemains = table.keys().stream().anyMatch(key -> kept.containsAll(key.columns()));
        boolean valueRemains =
                kept.stream().anyMatch(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL);
        boolean keyNeeded = !(keylessTables && table.keys().isEmpty());
        if (!valueRemains || (keyNeeded && !keyRemains)) {
            throw new TidegateException(
                            ErrorCode.COLUMN_SELECTOR_FAILED,
                            place + ": no primary key columns or unique key columns obtained after filter out, table: "
                                    + table.name())
                    .withRemedy("Let " + place + ".columns select all columns of the primary key or of a unique key of "
                            + table.name() + ", or match other tables.");
        }
    }
}
