package io.tidegate.route;

import java.util.List;

/**
 * How the rows of some tables are spread over the partitions of their topic.
 *
 * @param matcher table rules
 * @param dispatcher name of the partition dispatcher, empty for the default one
 * @param index name of an index for {@code index-value}, empty for the handle key
 * @param columns columns for {@code columns}
 */
public record PartitionRule(List<String> matcher, String dispatcher, String index, List<String> columns) {
    /** The matcher of every table. */
    public static final List<String> EVERY_TABLE = List.of("*.*");

    public PartitionRule {
        matcher = List.copyOf(matcher);
        columns = List.copyOf(columns);
    }

    /** A rule for all tables. */
    public static PartitionRule everyTable(String dispatcher) {
        return new PartitionRule(EVERY_TABLE, dispatcher, "", List.of());
    }
}
