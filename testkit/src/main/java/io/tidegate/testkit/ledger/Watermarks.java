package io.tidegate.testkit.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The highest watermark that each partition has had so far. Not thread safe. */
final class Watermarks {
    private final Map<TopicPartition, Long> highest = new HashMap<>();

    void add(Change change) {
        highest.merge(change.topicPartition(), change.commitTs(), Watermarks::later);
    }

    /** Whether a change lies behind a watermark of its partition. */
    boolean passed(Change change) {
        return Long.compareUnsigned(change.commitTs(), of(change.topicPartition())) <= 0;
    }

    /** What all of these partitions have passed, 0 if one had no watermark yet. */
    long passedByAll(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .mapToLong(this::of)
                .boxed()
                .min(Long::compareUnsigned)
                .orElse(0L);
    }

    private long of(TopicPartition partition) {
        return highest.getOrDefault(partition, 0L);
    }

    private static long later(long one, long other) {
        return Long.compareUnsigned(one, other) > 0 ? one : other;
    }
}
