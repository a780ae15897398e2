package io.tidegate.config;

import java.util.List;

/**
 * One rule of {@code sink.column-selectors} as its user wrote it.
 *
 * @param matcher table rules
 * @param columns which columns are sent: patterns of names, {@code !} excludes, the last that matches counts
 */
public record ColumnSelectorRule(List<String> matcher, List<String> columns) {
    public ColumnSelectorRule {
        matcher = List.copyOf(matcher);
        columns = List.copyOf(columns);
    }
}
