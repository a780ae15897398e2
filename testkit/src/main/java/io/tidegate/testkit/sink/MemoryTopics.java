package io.tidegate.testkit.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What arrived as text, by topic and partition, a tombstone as the empty text; outlives the {@link MemorySink}s that write to it, as a cluster does. Thread safe. */
public final class MemoryTopics {
    private final Map<String, List<String>> messages = new TreeMap<>();
    private final List<String> all = new ArrayList<>();

    synchronized void append(String topic, int partition, byte @Nullable [] value) {
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        messages.computeIfAbsent(topic + "-" + partition, key -> new ArrayList<>())
                .add(text);
        all.add(text);
    }

    /** The messages of a partition in order. */
    public synchronized List<String> messages(String topic, int partition) {
        return List.copyOf(messages.getOrDefault(topic + "-" + partition, List.of()));
    }

    /** All messages in the order in which they arrived. */
    public synchronized List<String> all() {
        return List.copyOf(all);
    }
}
