package io.tidegate.config;

import static io.tidegate.config.Setting.file;
import static io.tidegate.config.Setting.parameter;

import io.tidegate.error.ErrorCode;
import java.time.Duration;
import java.util.List;

/** Settings of the connection to Kafka, its topics and its producer: sink URI and {@code [sink.kafka-config]}. */
final class KafkaSettings {
    private static final String SECTION = "sink.kafka-config.";

    static final Setting PARTITION_NUM = kafka(
                    "partition-num", ValueType.whole(1, Integer.MAX_VALUE), "Partitions of the topics to create.")
            .fallbackShown("those of the default topic, else 3")
            .refused(ErrorCode.KAFKA_INVALID_PARTITION_NUM, "invalid partition num %s")
            .done();
    static final Setting REPLICATION_FACTOR = kafka(
                    "replication-factor", ValueType.whole(1, Short.MAX_VALUE), "Replicas of the topics to create.")
            .fallback(1)
            .done();
    static final Setting AUTO_CREATE_TOPIC = kafka(
                    "auto-create-topic", ValueType.flag(), "Whether missing topics are created.")
            .fallback(true)
            .done();
    static final Setting MAX_MESSAGE_BYTES = kafka(
                    "max-message-bytes",
                    ValueType.whole(1, Integer.MAX_VALUE),
                    "The largest message; the topic's own limit counts too.")
            .fallback(10_485_760)
            .refused(ErrorCode.CODEC_INVALID_CONFIG, "invalid max-message-bytes %s")
            .done();
    static final Setting COMPRESSION = kafka(
                    "compression",
                    ValueType.choice("none", "gzip", "snappy", "lz4", "zstd"),
                    "How the producer compresses batches.")
            .fallback("none")
            .done();
    static final Setting REQUIRED_ACKS = kafka(
                    "required-acks",
                    ValueType.whole(-1, 1),
                    "Who must have a message: all replicas (-1), the leader (1), nobody (0).")
            .fallback(-1)
            .refused(
                    ErrorCode.KAFKA_INVALID_REQUIRED_ACKS,
                    "invalid required acks %s, only support these values: 0(NoResponse),1(WaitForLocal) and -1(WaitForAll)")
            .done();
    static final Setting KAFKA_VERSION = kafka(
                    "kafka-version",
                    ValueType.text("0\\.\\d+\\.\\d+\\.\\d+|[1-9]\\d*\\.\\d+\\.\\d+", "version such as 3.9.0"),
                    "The version of the brokers.")
            .refused(ErrorCode.KAFKA_INVALID_VERSION, "invalid version `%s`")
            .ignored("the client finds out by itself what the brokers understand")
            .done();
    static final Setting KAFKA_CLIENT_ID = kafka(
                    "kafka-client-id",
                    ValueType.text("[A-Za-z0-9._-]+", "letters, digits, `.`, `_`, `-`"),
                    "The client id the brokers see.")
            .fallbackShown("made from the changefeed's name")
            .refused(ErrorCode.KAFKA_INVALID_CLIENT_ID, "invalid kafka client ID '%s'")
            .done();
    static final Setting DIAL_TIMEOUT =
            timeout("dial-timeout", "Time to set up a connection.").done();
    static final Setting READ_TIMEOUT =
            timeout("read-timeout", "Time to wait for an answer.").done();
    static final Setting OUTPUT_RAW_CHANGE_EVENT = file(
                    SECTION + "output-raw-change-event",
                    ValueType.flag(),
                    "Whether an UPDATE that changes a key is sent as it is instead of as DELETE and INSERT.")
            .fallback(false)
            .done();

    static final Setting ENABLE_TLS = kafka("enable-tls", ValueType.flag(), "Whether to use TLS.")
            .fallbackShown("true with `kafka+ssl` or a certificate file, else false")
            .done();
    static final Setting CA = kafka("ca", ValueType.text(), "PEM file of the authorities to trust, on the server.")
            .fallbackShown("the system's authorities")
            .done();
    static final Setting CERT = kafka("cert", ValueType.text(), "PEM file of the client certificate, on the server.")
            .done();
    static final Setting KEY = kafka("key", ValueType.text(), "PEM file of the key of `cert`, on the server.")
            .done();
    static final Setting INSECURE_SKIP_VERIFY = kafka(
                    "insecure-skip-verify", ValueType.flag(), "Whether any server certificate is accepted.")
            .fallback(false)
            .done();

    static final List<Setting> ALL = List.of(
            PARTITION_NUM,
            REPLICATION_FACTOR,
            AUTO_CREATE_TOPIC,
            MAX_MESSAGE_BYTES,
            COMPRESSION,
            REQUIRED_ACKS,
            KAFKA_VERSION,
            KAFKA_CLIENT_ID,
            DIAL_TIMEOUT,
            READ_TIMEOUT,
            timeout("write-timeout", "Time to write a request.")
                    .ignored("the client has no such limit; read-timeout covers the whole request")
                    .done(),
            parameter("max-retry", ValueType.whole(), "How often a message is sent again.")
                    .fallback(5)
                    .ignored("messages are sent again until Kafka has them")
                    .done(),
            OUTPUT_RAW_CHANGE_EVENT,
            ENABLE_TLS,
            CA,
            CERT,
            KEY,
            INSECURE_SKIP_VERIFY);

    private KafkaSettings() {}

    private static Setting.Draft kafka(String name, ValueType type, String description) {
        return file(SECTION + name, type, description).inUri();
    }

    private static Setting.Draft timeout(String name, String description) {
        return kafka(name, ValueType.span(Duration.ofMillis(1), "duration, more than 0"), description)
                .fallback("10s");
    }
}
