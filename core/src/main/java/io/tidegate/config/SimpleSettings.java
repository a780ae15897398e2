package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import java.util.List;

/** Settings that the Simple format alone has, wherever TiCDC keeps them. */
final class SimpleSettings {
    static final Setting ENCODING_FORMAT = file(
                    "sink.kafka-config.codec-config.encoding-format",
                    ValueType.choice("json", "avro"),
                    "How Simple messages are written.")
            .inUri()
            .fallback("json")
            .refused(ErrorCode.CODEC_INVALID_CONFIG, "unsupported encoding format type: %s for the simple protocol")
            .onlyFor(SinkProtocol.SIMPLE)
            .done();
    static final Setting SEND_BOOTSTRAP_INTERVAL = bootstrap(
                    "send-bootstrap-interval-in-sec",
                    ValueType.whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
                    "Seconds after which the definition of a table is sent again; none is sent for a row if this or"
                            + " `send-bootstrap-in-msg-count` is 0 or less.")
            .fallback(120)
            .done();
    static final Setting SEND_BOOTSTRAP_COUNT = bootstrap(
                    "send-bootstrap-in-msg-count",
                    ValueType.whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
                    "Rows of a table after which its definition is sent again.")
            .fallback(10_000)
            .done();
    static final Setting SEND_BOOTSTRAP_TO_ALL_PARTITION = bootstrap(
                    "send-bootstrap-to-all-partition",
                    ValueType.flag(),
                    "Whether definitions go to all partitions; otherwise to partition 0 alone.")
            .fallback(true)
            .done();
    static final Setting SEND_ALL_BOOTSTRAP_AT_START = bootstrap(
                    "send-all-bootstrap-at-start",
                    ValueType.flag(),
                    "Whether the definitions of all tables are sent before anything else.")
            .fallback(false)
            .done();

    static final List<Setting> ALL = List.of(
            ENCODING_FORMAT,
            SEND_BOOTSTRAP_INTERVAL,
            SEND_BOOTSTRAP_COUNT,
            SEND_BOOTSTRAP_TO_ALL_PARTITION,
            SEND_ALL_BOOTSTRAP_AT_START);

    private SimpleSettings() {}

    private static Setting.Draft bootstrap(String name, ValueType type, String description) {
        return file("sink." + name, type, description).onlyFor(SinkProtocol.SIMPLE);
    }
}
