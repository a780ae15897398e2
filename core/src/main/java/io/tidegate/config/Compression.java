package io.tidegate.config;

/** How the producer compresses record batches; the names of the constants in lower case are Kafka's. */
public enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD
}
