package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.List;

/** Settings of the section {@code [tidegate.message]}: what a record carries beside its message. */
final class MessageSettings {
    static final Setting KEY = file(
                    "tidegate.message.key",
                    ValueType.choice("format", "handle-key"),
                    "The record key of rows: as the format says, or the handle key as JSON, for topics that are compacted.")
            .fallback("format")
            .onlyFor(SinkProtocol.CANAL_JSON)
            .done();
    static final Setting HEADERS = file(
                    "tidegate.message.headers",
                    ValueType.flag(),
                    "Whether rows have the headers `schema`, `table`, `op` and `commit-ts`.")
            .fallback(false)
            .onlyFor(SinkProtocol.CANAL_JSON, SinkProtocol.AVRO, SinkProtocol.DEBEZIUM, SinkProtocol.SIMPLE)
            .done();

    static final List<Setting> ALL = List.of(KEY, HEADERS);

    private MessageSettings() {}
}
