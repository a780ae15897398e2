package io.tidegate.encode.canaljson;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Ddl;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Canal-JSON for topics that are compacted: rows have their handle key as record key, an object of the key's columns with
 * the texts that {@code data} has. A DDL has a key of its own, all watermarks share one, both of them JSON texts. A row of
 * a table without a handle key has a null key, which a compacted topic refuses. TiCDC has no such keys.
 */
public final class KeyedCanalJsonEncoder implements Encoder {
    private final CanalJsonEncoder encoder;
    private final MessageLimits limits;

    /** See {@link CanalJsonEncoder#CanalJsonEncoder}. */
    public KeyedCanalJsonEncoder(
            CanalJsonConfig config, MessageLimits limits, LargeRowPolicy large, LongSupplier wallClockMillis) {
        this.encoder = new CanalJsonEncoder(config, limits, large, wallClockMillis);
        this.limits = limits;
    }

    /** See {@link CanalJsonEncoder#CanalJsonEncoder}. */
    public KeyedCanalJsonEncoder(CanalJsonConfig config, MessageLimits limits, LongSupplier wallClockMillis) {
        this(config, limits, LargeRowPolicy.refuse(), wallClockMillis);
    }

    @Override
    public RowEncoder newRowEncoder() {
        return new KeyedRowEncoder(encoder.newCanalJsonRowEncoder(), limits);
    }

    @Override
    public EncodedMessage encodeDdl(Ddl ddl) {
        return withKey("ddl " + Long.toUnsignedString(ddl.commitTs()), encoder.encodeDdl(ddl));
    }

    @Override
    public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
        EncodedMessage message = encoder.encodeWatermark(checkpointTs);
        return message == null ? null : withKey("watermark", message);
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return encoder.sendsDdlToEveryPartition();
    }

    private static EncodedMessage withKey(String key, EncodedMessage message) {
        return new EncodedMessage(("\"" + key + "\"").getBytes(StandardCharsets.US_ASCII), message.value());
    }
}
