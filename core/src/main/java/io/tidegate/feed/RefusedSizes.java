package io.tidegate.feed;

import io.tidegate.encode.MessageLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a changefeed has learned of the size of messages beyond what the sink could find out: a topic whose limit may not
 * be read, or was lowered meanwhile, has refused a message of a known size. The next run holds messages against that, and
 * so the row that was refused goes the way of any row that is too large. Lives as long as the changefeed; thread safe.
 */
final class RefusedSizes {
    private final Map<String, Integer> smallest = new ConcurrentHashMap<>();

    /** A topic has refused a message of this size, record overhead included. */
    void add(String topic, int messageBytes) {
        smallest.merge(topic, messageBytes, Math::min);
    }

    /** These limits, and less where a message within them was refused. */
    MessageLimits within(MessageLimits limits) {
        return topic -> {
            int limit = limits.maxMessageBytes(topic);
            Integer refused = smallest.isEmpty() ? null : smallest.get(topic);
            return refused == null ? limit : Math.min(limit, refused - 1);
        };
    }
}
