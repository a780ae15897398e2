package io.tidegate.config;

/** The message format of a changefeed with its options, a record for each format. */
public sealed interface FormatConfig permits CanalJsonConfig {
    /** Which format it is. */
    SinkProtocol protocol();

    /** The largest message, 36 bytes of record overhead included. */
    int maxMessageBytes();

    /** The same options under the limit that topic and broker really have. */
    FormatConfig withMaxMessageBytes(int bytes);
}
