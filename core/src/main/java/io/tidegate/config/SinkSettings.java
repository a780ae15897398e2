package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import java.util.List;

/** Settings of the section {@code [sink]} that are neither Kafka's nor a message format's: what goes where. */
final class SinkSettings {
    /** The list of dispatch rules. */
    static final String DISPATCHERS = "sink.dispatchers";

    /** The list of column selectors. */
    static final String COLUMN_SELECTORS = "sink.column-selectors";

    static final Setting PROTOCOL = file(
                    "sink.protocol",
                    ValueType.text(),
                    "The format of messages: `canal-json`, `avro`, `open-protocol`, `debezium` or `simple`.")
            .inUri()
            .fallbackShown("required")
            .done();
    static final Setting TRANSACTION_ATOMICITY = file(
                    "sink.transaction-atomicity",
                    ValueType.choice("none"),
                    "How transactions are kept together; messages cannot keep them together.")
            .inUri()
            .fallback("none")
            .refused(ErrorCode.SINK_URI_INVALID, "%s level atomicity is not supported by kafka scheme")
            .done();
    static final Setting MATCHER = file(DISPATCHERS + "[].matcher", ValueType.texts(), "Tables the rule is for.")
            .fallback(new Value.Texts(List.of()))
            .done();
    static final Setting TOPIC = file(
                    DISPATCHERS + "[].topic",
                    ValueType.text(),
                    "Topic expression with `{schema}` and `{table}`; empty for the default topic.")
            .done();
    static final Setting PARTITION = file(
                    DISPATCHERS + "[].partition",
                    ValueType.text(),
                    "Partition dispatcher: `default`, `table`, `ts`, `index-value`, `columns`.")
            .fallback("default")
            .done();
    static final Setting DISPATCHER = file(DISPATCHERS + "[].dispatcher", ValueType.text(), "Old name of `partition`.")
            .remark("cannot be given together with `partition`")
            .done();
    static final Setting INDEX = file(
                    DISPATCHERS + "[].index",
                    ValueType.text(),
                    "Name of the unique index for `index-value`; empty for the handle key.")
            .done();
    static final Setting COLUMNS = file(DISPATCHERS + "[].columns", ValueType.texts(), "Columns for `columns`.")
            .fallback(new Value.Texts(List.of()))
            .done();

    static final Setting SELECTOR_MATCHER = file(
                    COLUMN_SELECTORS + "[].matcher",
                    ValueType.texts(),
                    "Tables the selector is for; the first that matches counts.")
            .fallback(new Value.Texts(List.of()))
            .done();
    static final Setting SELECTOR_COLUMNS = file(
                    COLUMN_SELECTORS + "[].columns",
                    ValueType.texts(),
                    "Columns to send: patterns of names, `!` excludes, the last that matches counts.")
            .fallback(new Value.Texts(List.of()))
            .done();

    static final List<Setting> ALL = List.of(
            PROTOCOL,
            TRANSACTION_ATOMICITY,
            MATCHER,
            TOPIC,
            PARTITION,
            DISPATCHER,
            INDEX,
            COLUMNS,
            file(DISPATCHERS + "[].target-schema", ValueType.text(), "Schema name to write into messages.")
                    .fallback("")
                    .fallbackShown("")
                    .unavailable()
                    .done(),
            file(DISPATCHERS + "[].target-table", ValueType.text(), "Table name to write into messages.")
                    .fallback("")
                    .fallbackShown("")
                    .unavailable()
                    .done(),
            SELECTOR_MATCHER,
            SELECTOR_COLUMNS,
            file("sink.encoder-concurrency", ValueType.whole(0, Integer.MAX_VALUE), "Threads that encode.")
                    .fallback(32)
                    .refused(ErrorCode.SINK_CONFIG_INVALID, "encoder-concurrency should greater than 0, but got %s")
                    .ignored("all changefeeds share the workers of the server")
                    .done(),
            file("sink.enable-kafka-sink-v2", ValueType.flag(), "An abandoned second Kafka sink.")
                    .fallback(false)
                    .ignored("TiCDC itself ignores it")
                    .done(),
            file(
                            "sink.advance-timeout-in-sec",
                            ValueType.whole(),
                            "Seconds without progress after which a sink restarts.")
                    .fallback(150)
                    .ignored("TiCDC itself has not used it since v8.1.1")
                    .done());

    private SinkSettings() {}
}
