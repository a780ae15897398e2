package io.tidegate.encode.openprotocol;

import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.model.ByteBuilder;

/** A record that is being filled with rows of one topic and partition. */
final class OpenRecord {
    /** What a row takes in a record of its own beside its key and its value. */
    static final int OVERHEAD_ALONE =
            MessageLimits.RECORD_OVERHEAD + Framing.VERSION_LENGTH + 2 * Framing.LENGTH_LENGTH;

    // A batch of changes can go to thousands of partitions.
    private static final int USUAL_KEYS = 256;
    private static final int USUAL_VALUES = 1024;

    private final ByteBuilder keys = new ByteBuilder(USUAL_KEYS);
    private final ByteBuilder values = new ByteBuilder(USUAL_VALUES);
    private String topic = "";
    private int partition;
    private int maxBytes;
    private int rows;

    OpenRecord() {
        Framing.appendVersion(keys);
    }

    /**
     * Becomes an empty record.
     *
     * @param maxBytes the largest record of the topic, overhead included
     */
    void open(String topic, int partition, int maxBytes) {
        this.topic = topic;
        this.partition = partition;
        this.maxBytes = maxBytes;
    }

    /** The largest record of the topic, overhead included. */
    int maxBytes() {
        return maxBytes;
    }

    int rows() {
        return rows;
    }

    /**
     * Adds a row that is not too large for a record of its own. When it doesn't fit into this one, the rows before it go
     * out without it.
     */
    void add(ByteBuilder key, ByteBuilder value, RecordBatch out) {
        long bytes = (long) keys.length() + values.length() + MessageLimits.RECORD_OVERHEAD;
        if (rows > 0 && bytes + key.length() + value.length() + 2 * Framing.LENGTH_LENGTH > maxBytes) {
            send(out);
        }
        Framing.append(key, keys);
        Framing.append(value, values);
        rows++;
    }

    /** Appends the rows as a record, if there are any, and becomes empty. */
    void send(RecordBatch out) {
        if (rows > 0) {
            out.add(topic, partition, keys.toBytes(), values.toBytes());
        }
        rows = 0;
        keys.truncate(Framing.VERSION_LENGTH);
        values.clear();
    }

    /** The bytes of its buffers. */
    int capacity() {
        return keys.array().length + values.array().length;
    }
}
