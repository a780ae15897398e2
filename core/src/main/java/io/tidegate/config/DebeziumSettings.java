package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.List;

/** Settings of the Debezium format: TiCDC's, and those of the section {@code [tidegate.debezium]}. */
final class DebeziumSettings {
    static final Setting DISABLE_SCHEMA = file(
                    "sink.debezium-disable-schema",
                    ValueType.flag(),
                    "Whether the schema block is left out; `payload` stays.")
            .inUri()
            .fallback(false)
            .onlyFor(SinkProtocol.DEBEZIUM)
            .done();
    static final Setting OUTPUT_OLD_VALUE = file(
                    "sink.debezium.output-old-value", ValueType.flag(), "Whether updates carry the old row.")
            .fallback(true)
            .onlyFor(SinkProtocol.DEBEZIUM)
            .done();
    static final Setting NAME = file(
                    "tidegate.debezium.name",
                    ValueType.text(),
                    "What `source.name` and the names of schemas begin with; TiCDC's `cluster-id`.")
            .fallback("default")
            .onlyFor(SinkProtocol.DEBEZIUM)
            .done();
    static final Setting REPLACE_NULL_WITH_DEFAULT = file(
                    "tidegate.debezium.replace-null-with-default",
                    ValueType.flag(),
                    "Whether NULL in a column with a default is sent as that default, as TiCDC does it.")
            .fallback(true)
            .onlyFor(SinkProtocol.DEBEZIUM)
            .done();
    static final Setting DDL = file(
                    "tidegate.debezium.ddl",
                    ValueType.flag(),
                    "Whether DDL messages are sent; many readers of rows stop at them.")
            .fallback(true)
            .onlyFor(SinkProtocol.DEBEZIUM)
            .done();

    static final Setting TOMBSTONES_ON_DELETE = file(
                    "tidegate.debezium.tombstones-on-delete",
                    ValueType.flag(),
                    "Whether a DELETE is followed by a record with its key and no value, for topics that are compacted.")
            .fallback(false)
            .onlyFor(SinkProtocol.DEBEZIUM)
            .done();

    static final List<Setting> ALL =
            List.of(DISABLE_SCHEMA, OUTPUT_OLD_VALUE, NAME, REPLACE_NULL_WITH_DEFAULT, DDL, TOMBSTONES_ON_DELETE);

    private DebeziumSettings() {}
}
