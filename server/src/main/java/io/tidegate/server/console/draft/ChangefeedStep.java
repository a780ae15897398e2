package io.tidegate.server.console.draft;

import io.tidegate.route.PartitionRule;
import java.util.List;
import java.util.OptionalInt;

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
    /** So many lose nothing when one broker is away and another one fails. */
    private static final int SAFE_REPLICAS = 3;

    public static final ChangefeedStep INITIAL = new ChangefeedStep(
            TableChoice.INITIAL,
            FormatChoice.INITIAL,
            TopicChoice.INITIAL,
            List.of(PartitionRule.everyTable("index-value")),
            "1",
            "3",
            StartChoice.INITIAL);

    /** What the page offers before anybody typed, to a cluster of so many brokers as far as that is known. */
    static ChangefeedStep offered(OptionalInt brokers) {
        return INITIAL.withReplicationFactor(brokers.orElse(1) >= SAFE_REPLICAS ? SAFE_REPLICAS : 1);
    }

    public ChangefeedStep {
        partitions = List.copyOf(partitions);
    }

    /** The same with other tables, as when one without a valid key is left out. */
    public ChangefeedStep with(TableChoice newTables) {
        return new ChangefeedStep(newTables, format, topics, partitions, replicationFactor, partitionNumber, start);
    }

    private ChangefeedStep withReplicationFactor(int factor) {
        return new ChangefeedStep(tables, format, topics, partitions, String.valueOf(factor), partitionNumber, start);
    }

    /** The same from elsewhere on. */
    ChangefeedStep with(StartChoice newStart) {
        return new ChangefeedStep(tables, format, topics, partitions, replicationFactor, partitionNumber, newStart);
    }
}
