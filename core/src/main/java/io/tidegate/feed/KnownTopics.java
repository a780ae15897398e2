package io.tidegate.feed;

import io.tidegate.encode.NotReadyException;
import io.tidegate.sink.Sink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The topics that a sink answers for without waiting, because it was asked about them before by a thread that may wait.
 * Thread safe.
 */
final class KnownTopics {
    private final Sink sink;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    KnownTopics(Sink sink) {
        this.sink = sink;
    }

    /** @throws NotReadyException if the sink would have to look it up or to make it */
    void require(String topic) {
        if (!known.contains(topic)) {
            throw new NotReadyException("the topic " + topic, () -> learn(topic));
        }
    }

    private void learn(String topic) {
        sink.partitions(topic);
        sink.maxMessageBytes(topic);
        known.add(topic);
    }
}
