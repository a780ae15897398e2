package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Locale;

/** From settings to {@link LargeMessages}, with the refusals of TiCDC in its words. */
final class LargeMessageOptions {
    private LargeMessageOptions() {}

    /**
     * The options for a format.
     *
     * @param tidbExtension whether messages carry {@code _tidb}, where Canal-JSON has its marks
     * @throws TidegateException REPLICA_CONFIG_INVALID when the options do not fit the format or each other
     */
    static LargeMessages resolve(
            SinkProtocol protocol, SettingValues values, boolean tidbExtension, List<ConfigWarning> warnings) {
        LargeRowOption option = LargeRowOption.valueOf(
                values.text(CodecSettings.LARGE_OPTION).toUpperCase(Locale.ROOT).replace('-', '_'));
        requireMarks(option, protocol, tidbExtension);
        if (option != LargeRowOption.CLAIM_CHECK) {
            warnOfUnused(CodecSettings.CLAIM_CHECK_STORAGE_URI, values, warnings);
            warnOfUnused(CodecSettings.CLAIM_CHECK_RAW_VALUE, values, warnings);
        }
        return new LargeMessages(
                compression(protocol, values),
                option,
                option == LargeRowOption.CLAIM_CHECK ? storage(protocol, values) : null);
    }

    private static void requireMarks(LargeRowOption option, SinkProtocol protocol, boolean tidbExtension) {
        if (option == LargeRowOption.NONE) {
            return;
        }
        String found = "large message handle is set to " + option + ", protocol is " + protocol;
        switch (protocol) {
            case OPEN_PROTOCOL, SIMPLE -> {}
            case CANAL_JSON -> {
                if (!tidbExtension) {
                    throw invalid(found + ", but enable-tidb-extension is false")
                            .withRemedy("Add enable-tidb-extension=true: the mark of a large message stands in _tidb.");
                }
            }
            case AVRO, DEBEZIUM ->
                throw invalid(found + ", it's not supported")
                        .withRemedy("Remove large-message-handle-option, or use canal-json, open-protocol or simple.");
        }
    }

    private static ValueCompression compression(SinkProtocol protocol, SettingValues values) {
        return CodecSettings.LARGE_COMPRESSION.concerns(protocol)
                ? ValueCompression.valueOf(
                        values.text(CodecSettings.LARGE_COMPRESSION).toUpperCase(Locale.ROOT))
                : ValueCompression.NONE;
    }

    private static ClaimCheckStorage storage(SinkProtocol protocol, SettingValues values) {
        String uri = values.text(CodecSettings.CLAIM_CHECK_STORAGE_URI);
        if (uri.isEmpty()) {
            throw invalid("large message handle is set to claim-check, but the claim-check-storage-uri is empty")
                    .withRemedy(
                            "Set claim-check-storage-uri to file:///directory, a directory that consumers can read.");
        }
        boolean raw = values.flag(CodecSettings.CLAIM_CHECK_RAW_VALUE);
        if (raw && protocol == SinkProtocol.OPEN_PROTOCOL) {
            throw invalid(
                            "large message handle is set to claim-check, raw value is not supported for the open protocol")
                    .withRemedy(
                            "Remove claim-check-raw-value: the key of an Open Protocol message is needed to read it.");
        }
        return ClaimCheckStorage.parse(CodecSettings.CLAIM_CHECK_STORAGE_URI.name(), uri, raw);
    }

    private static void warnOfUnused(Setting setting, SettingValues values, List<ConfigWarning> warnings) {
        if (values.differsFromDefault(setting)) {
            warnings.add(new ConfigWarning(
                    setting.name(), "it has no effect: large-message-handle-option is not claim-check"));
        }
    }

    private static TidegateException invalid(String found) {
        return new TidegateException(ErrorCode.REPLICA_CONFIG_INVALID, found);
    }
}
