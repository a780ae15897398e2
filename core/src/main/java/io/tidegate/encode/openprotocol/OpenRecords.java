package io.tidegate.encode.openprotocol;

import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that are being filled, one for each topic and partition that rows of the current batch of changes go to.
 * None outlives its batch; what is kept are buffers, and of these not more than some megabytes.
 */
final class OpenRecords {
    private static final int MAX_IDLE_BYTES = 4 << 20;

    private final MessageLimits limits;
    private final Map<String, @Nullable OpenRecord[]> byTopic = new HashMap<>();
    private final List<OpenRecord> inOrder = new ArrayList<>();
    private final Deque<OpenRecord> idle = new ArrayDeque<>();
    private int idleBytes;
    private @Nullable String lastTopic;
    private @Nullable OpenRecord[] ofLastTopic = {};

    OpenRecords(MessageLimits limits) {
        this.limits = limits;
    }

    /** The record for a topic and partition, possibly an empty one. */
    OpenRecord at(String topic, int partition) {
        // Most rows go where the last one went, and the name of a topic is one object, so that comparing it is cheap.
        @Nullable OpenRecord[] partitions = topic.equals(lastTopic) ? ofLastTopic : ofTopic(topic);
        if (partition >= partitions.length) {
            partitions = Arrays.copyOf(partitions, Math.max(partition + 1, 2 * partitions.length));
            byTopic.put(topic, partitions);
        }
        lastTopic = topic;
        ofLastTopic = partitions;
        OpenRecord record = partitions[partition];
        if (record == null) {
            record = open(topic, partition);
            partitions[partition] = record;
        }
        return record;
    }

    /** Appends all records that have rows, in the order in which they were opened. */
    void send(RecordBatch out) {
        for (OpenRecord record : inOrder) {
            record.send(out);
            if (idleBytes + record.capacity() <= MAX_IDLE_BYTES) {
                idleBytes += record.capacity();
                idle.push(record);
            }
        }
        inOrder.clear();
        byTopic.clear();
        lastTopic = null;
    }

    private @Nullable OpenRecord[] ofTopic(String topic) {
        return byTopic.computeIfAbsent(topic, name -> new OpenRecord[1]);
    }

    private OpenRecord open(String topic, int partition) {
        OpenRecord record = idle.poll();
        if (record == null) {
            record = new OpenRecord();
        } else {
            idleBytes -= record.capacity();
        }
        record.open(topic, partition, limits.maxMessageBytes(topic));
        inOrder.add(record);
        return record;
    }
}
