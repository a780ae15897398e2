package io.tidegate.config;

import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** From settings to the options of the Avro format. */
final class AvroOptions {
    private AvroOptions() {}

    /**
     * The options of Avro.
     *
     * @param writtenName the name of a setting as its user wrote it
     * @throws TidegateException CODEC_INVALID_CONFIG when options contradict each other or the registry is missing,
     *     CONFIG_NOT_AVAILABLE for AWS Glue
     */
    static AvroConfig resolve(
            SettingValues values, Function<Setting, String> writtenName, List<ConfigWarning> warnings) {
        if (values.flag(FeedSettings.FORCE_REPLICATE)) {
            throw invalid("force-replicate must be disabled, when using avro protocol")
                    .withRemedy(
                            "Remove force-replicate; tables without a primary key or a unique key of NOT NULL columns"
                                    + " have to be excluded with filter rules.");
        }
        boolean extension = values.flag(CodecSettings.TIDB_EXTENSION);
        boolean watermarks = values.flag(AvroSettings.WATERMARKS);
        if (watermarks && !extension) {
            warnings.add(new ConfigWarning(
                    writtenName.apply(AvroSettings.WATERMARKS), "it has no effect without enable-tidb-extension=true"));
        } else if (watermarks) {
            warnings.add(
                    new ConfigWarning(
                            writtenName.apply(AvroSettings.WATERMARKS),
                            "it is for tests: DDLs, watermarks and DELETEs become messages that no reader of Avro understands"));
        }
        Decimals decimals = Decimals.valueOf(values.text(AvroSettings.DECIMALS).toUpperCase(Locale.ROOT));
        UnsignedBigints bigints = UnsignedBigints.valueOf(
                values.text(AvroSettings.UNSIGNED_BIGINTS).toUpperCase(Locale.ROOT));
        boolean checksums = values.text(FeedSettings.INTEGRITY_CHECK_LEVEL).equals("correctness");
        if (checksums && !(extension && decimals == Decimals.STRING && bigints == UnsignedBigints.STRING)) {
            throw invalid("integrity-check-level=correctness needs enable-tidb-extension=true,"
                            + " avro-decimal-handling-mode=string and avro-bigint-unsigned-handling-mode=string")
                    .withRemedy("Set all three, or integrity-check-level to none.");
        }
        return new AvroConfig(
                extension,
                decimals,
                bigints,
                watermarks && extension,
                checksums,
                SchemaRegistryOptions.resolve(values, warnings));
    }

    private static TidegateException invalid(String detail) {
        return new TidegateException(ErrorCode.CODEC_INVALID_CONFIG, detail);
    }
}
