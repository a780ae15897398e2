package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.IntegerText;
import io.tidegate.model.TableName;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The Debezium format in JSON, with the members and their order of TiCDC's new architecture in v8.5.7: one key and one value
 * per row change, DDL and watermark, each with its Kafka Connect schema or without. Watermarks exist with the TiDB extension
 * only.
 */
public final class DebeziumEncoder implements Encoder {
    /** What {@code source.connector} says for changes of TiDB. */
    public static final String TIDB_CONNECTOR = "TiCDC";

    private static final int USUAL_LENGTH = 1024;
    private static final TableName NO_TABLE = new TableName("", "");

    private final DebeziumConfig config;
    private final SourceBlock source;
    private final MessageLimits limits;
    private final LargeRowPolicy large;
    private final LongSupplier wallClockMillis;
    private final DdlMessage ddls;

    /**
     * @param config options of the format
     * @param connector what {@code source.connector} says
     * @param limits how large messages may be
     * @param large how keys and values are compressed
     * @param wallClockMillis milliseconds since 1970, for {@code ts_ms}; asked once per message, from any thread
     */
    public DebeziumEncoder(
            DebeziumConfig config,
            String connector,
            MessageLimits limits,
            LargeRowPolicy large,
            LongSupplier wallClockMillis) {
        this.config = config;
        this.source = new SourceBlock(connector, config.name());
        this.limits = limits;
        this.large = large;
        this.wallClockMillis = wallClockMillis;
        this.ddls = new DdlMessage(config, source, large);
    }

    @Override
    public RowEncoder newRowEncoder() {
        return new DebeziumRowEncoder(config, source, limits, large, wallClockMillis);
    }

    @Override
    public @Nullable EncodedMessage encodeDdl(Ddl ddl) {
        return config.ddl() ? ddls.encode(ddl, wallClockMillis.getAsLong()) : null;
    }

    @Override
    public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
        if (!config.tidbExtension()) {
            return null;
        }
        ByteBuilder key = new ByteBuilder(USUAL_LENGTH);
        key.appendAscii("{\"payload\":{");
        key.append(MessageEnd.of("}", config, EnvelopeSchema.watermarkKey(config)));
        ByteBuilder value = new ByteBuilder(USUAL_LENGTH);
        value.appendAscii("{\"payload\":{");
        source.append(NO_TABLE, checkpointTs, value);
        value.appendAscii(",\"ts_ms\":");
        IntegerText.append(wallClockMillis.getAsLong(), value);
        value.appendAscii(",\"transaction\":null,\"op\":\"m\"");
        value.append(MessageEnd.of("}", config, EnvelopeSchema.watermark(config)));
        return new EncodedMessage(large.compressed(key), large.compressed(value));
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return true;
    }
}
