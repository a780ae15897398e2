package io.tidegate.route;

/** How many partitions a topic has, as the dispatchers shall count them. Creates the topic if it is missing. */
@FunctionalInterface
public interface PartitionCounts {
    /** At least 1. */
    int partitions(String topic);
}
