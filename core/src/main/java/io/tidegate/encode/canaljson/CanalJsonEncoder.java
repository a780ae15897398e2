package io.tidegate.encode.canaljson;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.json.JsonText;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.IntegerText;
import io.tidegate.model.Tso;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The Canal-JSON format: one object per row change, DDL and watermark, with the fields and the order of fields of TiCDC's
 * new architecture in v8.5.7. Rows have an empty key, DDL and watermarks none. Watermarks exist with the TiDB extension
 * only.
 */
public final class CanalJsonEncoder implements Encoder {
    private static final int USUAL_LENGTH = 512;

    private final CanalJsonConfig config;
    private final MessageLimits limits;
    private final LargeRowPolicy large;
    private final LongSupplier wallClockMillis;

    /**
     * @param config options of the format
     * @param limits how large messages may be
     * @param large what happens to larger ones, made for these options
     * @param wallClockMillis milliseconds since 1970, for the field {@code ts}; asked once per message, from any thread
     */
    public CanalJsonEncoder(
            CanalJsonConfig config, MessageLimits limits, LargeRowPolicy large, LongSupplier wallClockMillis) {
        this.config = config;
        this.limits = limits;
        this.large = large;
        this.wallClockMillis = wallClockMillis;
    }

    /** An encoder that refuses large messages and compresses nothing. */
    public CanalJsonEncoder(CanalJsonConfig config, MessageLimits limits, LongSupplier wallClockMillis) {
        this(config, limits, LargeRowPolicy.refuse(), wallClockMillis);
    }

    @Override
    public RowEncoder newRowEncoder() {
        return newCanalJsonRowEncoder();
    }

    CanalJsonRowEncoder newCanalJsonRowEncoder() {
        return new CanalJsonRowEncoder(config, limits, large, wallClockMillis);
    }

    @Override
    public EncodedMessage encodeDdl(Ddl ddl) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"id\":0,\"database\":");
        JsonText.appendQuoted(ddl.table().schema(), text);
        text.appendAscii(",\"table\":");
        JsonText.appendQuoted(ddl.table().table(), text);
        text.appendAscii(",\"pkNames\":null,\"isDdl\":true,\"type\":\"" + DdlType.of(ddl.kind()) + "\"");
        appendTimes(ddl.commitTs(), text);
        text.appendAscii(",\"sql\":");
        JsonText.appendQuoted(ddl.sql(), text);
        return withoutRows(text, "commitTs", ddl.commitTs());
    }

    @Override
    public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
        if (!config.tidbExtension()) {
            return null;
        }
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"id\":0,\"database\":\"\",\"table\":\"\",\"pkNames\":null,\"isDdl\":false,"
                + "\"type\":\"TIDB_WATERMARK\"");
        appendTimes(checkpointTs, text);
        text.appendAscii(",\"sql\":\"\"");
        return withoutRows(text, "watermarkTs", checkpointTs);
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return false;
    }

    private void appendTimes(long commitTs, ByteBuilder text) {
        text.appendAscii(",\"es\":");
        IntegerText.append(Tso.millis(commitTs), text);
        text.appendAscii(",\"ts\":");
        IntegerText.append(wallClockMillis.getAsLong(), text);
    }

    /** Ends a message without rows. Here {@code data} comes before {@code old}; in row messages it is the other way round. */
    private EncodedMessage withoutRows(ByteBuilder text, String tsName, long ts) {
        text.appendAscii(",\"sqlType\":null,\"mysqlType\":null,\"data\":null,\"old\":null");
        if (config.tidbExtension()) {
            text.appendAscii(",\"_tidb\":{\"" + tsName + "\":");
            IntegerText.appendUnsigned(ts, text);
            text.appendAscii("}");
        }
        text.appendAscii("}");
        return new EncodedMessage(null, large.compressed(text));
    }
}
