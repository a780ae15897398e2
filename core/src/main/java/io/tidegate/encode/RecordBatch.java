package io.tidegate.encode;

import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a batch of changes became, in order, each with its topic and partition. Filled by one thread, then
 * only read.
 */
public final class RecordBatch {
    private String[] topics = new String[256];
    private int[] partitions = new int[256];
    private byte[] @Nullable [] keys = new byte[256][];
    private byte[] @Nullable [] values = new byte[256][];
    private @Nullable RowOrigin @Nullable [] origins;
    private final List<TableRows> tables = new ArrayList<>();
    private int size;
    private long bytes;
    private int rows;

    /** Appends a message, with a null value for a tombstone. The topic name should be one shared object per topic. */
    public void add(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        if (size == topics.length) {
            grow();
        }
        topics[size] = topic;
        partitions[size] = partition;
        keys[size] = key;
        values[size] = value;
        size++;
        bytes += length(value) + length(key);
    }

    /** Tells of which row the messages from {@code first} on are. */
    public void originSince(int first, RowOrigin origin) {
        RowOrigin[] told = origins;
        if (told == null || told.length < topics.length) {
            told = told == null ? new RowOrigin[topics.length] : Arrays.copyOf(told, topics.length);
            origins = told;
        }
        Arrays.fill(told, first, size, origin);
    }

    /** Tells that one row more is in the messages: several rows may share one, and one row may have several. */
    public void countRow() {
        rows++;
    }

    /** How many rows were told of. */
    public int rows() {
        return rows;
    }

    /**
     * Tells of rows in a sequence that are all of one table version and go to its topic.
     *
     * @param messages how many messages they became, as far as they are in the batch yet
     * @param count how many rows they are
     * @param length bytes of the keys and values of these messages
     * @param firstTs commit-ts of the first of them
     */
    public void countTable(TableVersion table, String topic, int messages, int count, long length, long firstTs) {
        TableRows known = find(table);
        if (known == null) {
            known = new TableRows(table, topic, firstTs);
            tables.add(known);
        }
        known.add(messages, count, length);
    }

    /** Divides the bytes among the tables by rows: messages were not complete when the tables were told of. */
    public void divideBytes() {
        int told = tables.stream().mapToInt(TableRows::rows).sum();
        for (TableRows table : tables) {
            table.bytes(told == 0 ? 0 : bytes * table.rows() / told);
        }
    }

    /** The table versions that the messages are rows of, in the order of their first rows; empty when nobody told. */
    public List<TableRows> tables() {
        return tables;
    }

    public int size() {
        return size;
    }

    /** Bytes of all keys and values. */
    public long bytes() {
        return bytes;
    }

    public String topic(int index) {
        return topics[index];
    }

    public int partition(int index) {
        return partitions[index];
    }

    public byte @Nullable [] key(int index) {
        return keys[index];
    }

    /** The body of a message, null for a tombstone. */
    public byte @Nullable [] value(int index) {
        return values[index];
    }

    /** Of which row a message is, null when nobody told. */
    public @Nullable RowOrigin origin(int index) {
        RowOrigin[] told = origins;
        return told == null || index >= told.length ? null : told[index];
    }

    private @Nullable TableRows find(TableVersion table) {
        for (TableRows known : tables) {
            if (known.table() == table) {
                return known;
            }
        }
        return null;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private void grow() {
        int capacity = size * 2;
        topics = Arrays.copyOf(topics, capacity);
        partitions = Arrays.copyOf(partitions, capacity);
        keys = Arrays.copyOf(keys, capacity);
        values = Arrays.copyOf(values, capacity);
    }
}
