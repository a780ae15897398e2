package io.tidegate.config;

/**
 * How a format compresses the value of each message before it is held against the limit. Consumers must know it: no mark
 * in the record tells. Not to be confused with {@link Compression} of record batches, which Kafka's clients undo.
 */
public enum ValueCompression {
    NONE,
    /** The LZ4 frame format. */
    LZ4,
    /** The raw block format of Snappy, without any framing. */
    SNAPPY
}
