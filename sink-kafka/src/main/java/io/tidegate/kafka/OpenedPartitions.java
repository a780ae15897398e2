package io.tidegate.kafka;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions that have acknowledged a record of one producer. A broker takes the first batch of a producer on a
 * partition whatever its sequence number. Were two under way, and the first refused for a moment, as by a broker that is
 * just becoming the leader, then the second would be taken before it and the first never again. From the first
 * acknowledgement on the broker keeps the order. Thread safe.
 */
final class OpenedPartitions {
    private final Map<String, boolean[]> opened = new ConcurrentHashMap<>();

    boolean contains(String topic, int partition) {
        boolean[] partitions = opened.get(topic);
        return partitions != null && partition < partitions.length && partitions[partition];
    }

    synchronized void add(String topic, int partition) {
        boolean[] before = opened.getOrDefault(topic, new boolean[0]);
        boolean[] after = Arrays.copyOf(before, Math.max(before.length, partition + 1));
        after[partition] = true;
        opened.put(topic, after);
    }
}
