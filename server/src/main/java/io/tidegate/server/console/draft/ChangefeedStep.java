package io.tidegate.server.console.draft;

import io.tidegate.route.PartitionRule;
import java.util.List;

/**
 * The step "Changefeed" as it was typed.
 *
 * @param tables which tables and changes are sent
 * @param format of the messages
 * @param topics how tables share topics
 * @param partitions in order, the first that matches a table counts; may be empty
 * @param replicationFactor of topics to create
 * @param partitionNumber of topics to create, empty for as many as the default topic has
 * @param start where it begins
 */
public record ChangefeedStep(
        TableChoice tables,
        FormatChoice format,
        TopicChoice topics,
        List<PartitionRule> partitions,
        String replicationFactor,
        String partitionNumber,
        StartChoice start) {
    public static final ChangefeedStep INITIAL = new ChangefeedStep(
            TableChoice.INITIAL,
            FormatChoice.INITIAL,
            TopicChoice.INITIAL,
            List.of(PartitionRule.everyTable("index-value")),
            "1",
            "3",
            StartChoice.INITIAL);

    public ChangefeedStep {
        partitions = List.copyOf(partitions);
    }

    /** The same with other tables, as when one without a valid key is left out. */
    public ChangefeedStep with(TableChoice newTables) {
        return new ChangefeedStep(newTables, format, topics, partitions, replicationFactor, partitionNumber, start);
    }

    /** The same from elsewhere on. */
    ChangefeedStep with(StartChoice newStart) {
        return new ChangefeedStep(tables, format, topics, partitions, replicationFactor, partitionNumber, newStart);
    }
}
