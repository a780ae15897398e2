package io.tidegate.config;

/** The message format of a changefeed with its options, a record for each format. */
public sealed interface FormatConfig
        permits CanalJsonConfig, AvroConfig, DebeziumConfig, OpenProtocolConfig, SimpleConfig {
    /** Which format it is. */
    SinkProtocol protocol();
}
