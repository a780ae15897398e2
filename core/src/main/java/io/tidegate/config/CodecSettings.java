package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import java.util.List;

/** Settings of the message formats, wherever TiCDC keeps them. */
final class CodecSettings {
    private static final String CODEC = "sink.kafka-config.codec-config.";
    private static final String LARGE = "sink.kafka-config.large-message-handle.";
    private static final String LATER = "later versions of TiCDC";

    static final Setting TIDB_EXTENSION = file(
                    CODEC + "enable-tidb-extension",
                    ValueType.flag(),
                    "Whether messages carry what only TiDB's consumers know (`_tidb`, `tidb_type`) and watermarks are sent.")
            .inUri()
            .fallback(false)
            .onlyFor(SinkProtocol.CANAL_JSON, SinkProtocol.AVRO, SinkProtocol.DEBEZIUM)
            .done();
    static final Setting CONTENT_COMPATIBLE = file(
                    "sink.content-compatible",
                    ValueType.flag(),
                    "Whether types are printed in full as Alibaba Canal does; implies `only-output-updated-columns`.")
            .inUri()
            .fallback(false)
            .onlyFor(SinkProtocol.CANAL_JSON)
            .done();
    static final Setting ONLY_OUTPUT_UPDATED_COLUMNS = file(
                    "sink.only-output-updated-columns",
                    ValueType.flag(),
                    "Whether the old row of an UPDATE carries the changed columns only.")
            .inUri()
            .fallback(false)
            .onlyFor(SinkProtocol.CANAL_JSON, SinkProtocol.OPEN_PROTOCOL)
            .done();
    static final Setting DELETE_ONLY_OUTPUT_HANDLE_KEY_COLUMNS = file(
                    "sink.delete-only-output-handle-key-columns",
                    ValueType.flag(),
                    "Whether a DELETE carries the handle key only; not together with `force-replicate`.")
            .fallback(false)
            .onlyFor(SinkProtocol.CANAL_JSON, SinkProtocol.OPEN_PROTOCOL)
            .done();

    static final Setting LARGE_OPTION = file(
                    LARGE + "large-message-handle-option",
                    ValueType.choice("none", "handle-key-only", "claim-check"),
                    "What becomes of a row whose message is too large.")
            .fallback("none")
            .done();
    static final Setting LARGE_COMPRESSION = file(
                    LARGE + "large-message-handle-compression",
                    ValueType.choice("none", "lz4", "snappy"),
                    "How the value of each message is compressed; consumers must know it.")
            .fallback("none")
            .refused(ErrorCode.REPLICA_CONFIG_INVALID, "large message handle compression is not supported, got %s")
            .onlyFor(SinkProtocol.CANAL_JSON, SinkProtocol.OPEN_PROTOCOL, SinkProtocol.DEBEZIUM, SinkProtocol.SIMPLE)
            .done();
    static final Setting CLAIM_CHECK_STORAGE_URI = file(
                    LARGE + "claim-check-storage-uri",
                    ValueType.text(),
                    "Where claim-check stores messages: `file:///directory` or the path of a directory.")
            .uriWithLogin()
            .done();
    static final Setting CLAIM_CHECK_RAW_VALUE = file(
                    LARGE + "claim-check-raw-value",
                    ValueType.flag(),
                    "Whether a stored file has the value alone instead of an object of key and value.")
            .fallback(false)
            .done();
    static final Setting MAX_BATCH_SIZE = file(
                    CODEC + "max-batch-size", ValueType.whole(1, Integer.MAX_VALUE), "Rows of a message at most.")
            .inUri()
            .fallback(16)
            .refused(ErrorCode.CODEC_INVALID_CONFIG, "invalid max-batch-size %s")
            .onlyFor(SinkProtocol.OPEN_PROTOCOL)
            .done();
    static final Setting OPEN_OUTPUT_OLD_VALUE = file(
                    "sink.open.output-old-value", ValueType.flag(), "Whether updates carry the old row.")
            .fallback(true)
            .onlyFor(SinkProtocol.OPEN_PROTOCOL)
            .done();

    static final List<Setting> ALL = List.of(
            TIDB_EXTENSION,
            CONTENT_COMPATIBLE,
            ONLY_OUTPUT_UPDATED_COLUMNS,
            DELETE_ONLY_OUTPUT_HANDLE_KEY_COLUMNS,
            file(CODEC + "output-row-key", ValueType.flag(), "Whether `_tidb` carries TiKV's key of the row.")
                    .inUri()
                    .fallback(false)
                    .unavailable()
                    .done(),
            MAX_BATCH_SIZE,
            LARGE_OPTION,
            LARGE_COMPRESSION,
            CLAIM_CHECK_STORAGE_URI,
            CLAIM_CHECK_RAW_VALUE,
            OPEN_OUTPUT_OLD_VALUE,
            file(CODEC + "avro-include-before-value", ValueType.flag(), "Whether updates carry the old row.")
                    .inUri()
                    .otherVersion(LATER)
                    .done(),
            file(CODEC + "max-batched-bytes", ValueType.whole(), "Bytes of a message of several rows.")
                    .inUri()
                    .otherVersion(LATER)
                    .done());

    private CodecSettings() {}
}
