package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** From settings to the options of the chosen message format. Used once. */
final class FormatOptions {
    private final SettingValues values;
    private final Function<Setting, String> writtenName;
    private final List<ConfigWarning> warnings;
    private final LargeMessages large;

    private FormatOptions(
            SinkProtocol protocol,
            SettingValues values,
            Function<Setting, String> writtenName,
            List<ConfigWarning> warnings) {
        this.values = values;
        this.writtenName = writtenName;
        this.warnings = warnings;
        this.large = LargeMessageOptions.resolve(protocol, values, values.flag(CodecSettings.TIDB_EXTENSION), warnings);
    }

    /**
     * The options of a format.
     *
     * @param writtenName the name of a setting as its user wrote it
     * @throws TidegateException CODEC_INVALID_CONFIG or REPLICA_CONFIG_INVALID when options contradict each other
     */
    static FormatConfig resolve(
            SinkProtocol protocol,
            SettingValues values,
            Function<Setting, String> writtenName,
            List<ConfigWarning> warnings) {
        FormatOptions options = new FormatOptions(protocol, values, writtenName, warnings);
        return switch (protocol) {
            case CANAL_JSON -> options.canalJson();
            case OPEN_PROTOCOL -> options.openProtocol();
            case DEBEZIUM -> options.debezium();
            case SIMPLE -> options.simple();
            case AVRO -> AvroOptions.resolve(values, writtenName, warnings);
        };
    }

    private CanalJsonConfig canalJson() {
        boolean contentCompatible = values.flag(CodecSettings.CONTENT_COMPATIBLE);
        boolean onlyUpdated = values.flag(CodecSettings.ONLY_OUTPUT_UPDATED_COLUMNS);
        if (contentCompatible && !onlyUpdated && values.has(CodecSettings.ONLY_OUTPUT_UPDATED_COLUMNS)) {
            warnings.add(new ConfigWarning(
                    writtenName.apply(CodecSettings.ONLY_OUTPUT_UPDATED_COLUMNS),
                    "content-compatible=true implies true, the false given has no effect"));
        }
        return new CanalJsonConfig(
                values.flag(CodecSettings.TIDB_EXTENSION),
                contentCompatible,
                contentCompatible || onlyUpdated,
                deleteOnlyOutputHandleKeyColumns(),
                large);
    }

    private OpenProtocolConfig openProtocol() {
        boolean outputOldValue = values.flag(CodecSettings.OPEN_OUTPUT_OLD_VALUE);
        if (!outputOldValue && values.flag(KafkaSettings.OUTPUT_RAW_CHANGE_EVENT)) {
            warnings.add(new ConfigWarning(
                    writtenName.apply(CodecSettings.OPEN_OUTPUT_OLD_VALUE),
                    "with output-raw-change-event=true consumers cannot see that an UPDATE changed a key"));
        }
        return new OpenProtocolConfig(
                values.whole(CodecSettings.MAX_BATCH_SIZE),
                outputOldValue,
                values.flag(CodecSettings.ONLY_OUTPUT_UPDATED_COLUMNS),
                deleteOnlyOutputHandleKeyColumns(),
                large);
    }

    private boolean deleteOnlyOutputHandleKeyColumns() {
        boolean deleteOnlyKeys = values.flag(CodecSettings.DELETE_ONLY_OUTPUT_HANDLE_KEY_COLUMNS);
        if (deleteOnlyKeys && values.flag(FeedSettings.FORCE_REPLICATE)) {
            throw new TidegateException(
                    ErrorCode.CODEC_INVALID_CONFIG,
                    "force-replicate must be disabled, when delete-only-output-handle-key-columns is true");
        }
        return deleteOnlyKeys;
    }

    private SimpleConfig simple() {
        return new SimpleConfig(
                SimpleConfig.Encoding.valueOf(
                        values.text(SimpleSettings.ENCODING_FORMAT).toUpperCase(Locale.ROOT)),
                new SimpleConfig.Bootstrap(
                        values.whole(SimpleSettings.SEND_BOOTSTRAP_INTERVAL),
                        values.whole(SimpleSettings.SEND_BOOTSTRAP_COUNT),
                        values.flag(SimpleSettings.SEND_BOOTSTRAP_TO_ALL_PARTITION),
                        values.flag(SimpleSettings.SEND_ALL_BOOTSTRAP_AT_START)),
                large);
    }

    private DebeziumConfig debezium() {
        boolean outputOldValue = values.flag(DebeziumSettings.OUTPUT_OLD_VALUE);
        if (!outputOldValue && values.flag(KafkaSettings.OUTPUT_RAW_CHANGE_EVENT)) {
            warnings.add(new ConfigWarning(
                    writtenName.apply(DebeziumSettings.OUTPUT_OLD_VALUE),
                    "an update that changes a key does not tell its old key, consumers keep the old row"));
        }
        return new DebeziumConfig(
                values.flag(CodecSettings.TIDB_EXTENSION),
                !values.flag(DebeziumSettings.DISABLE_SCHEMA),
                outputOldValue,
                values.flag(DebeziumSettings.REPLACE_NULL_WITH_DEFAULT),
                values.flag(DebeziumSettings.DDL),
                values.flag(DebeziumSettings.TOMBSTONES_ON_DELETE),
                values.text(DebeziumSettings.NAME),
                large);
    }
}
