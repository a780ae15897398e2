package io.tidegate.encode.openprotocol;

import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.IntegerText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Open Protocol format, as TiCDC's new architecture writes it in v8.5. A record holds rows, or one DDL, or one
 * watermark, which this format calls resolved event:
 *
 * <pre>
 * key   = version { length key }…     value = { length value }…
 * </pre>
 *
 * <p>Version and lengths are 64-bit big-endian numbers; keys and values are JSON objects, the n-th key belongs to the n-th
 * value. The value of a watermark has length 0.
 */
public final class OpenProtocolEncoder implements Encoder {
    private static final Logger log = LoggerFactory.getLogger(OpenProtocolEncoder.class);
    private static final int USUAL_LENGTH = 256;

    private final OpenProtocolConfig config;
    private final MessageLimits limits;
    private final LargeRowPolicy large;

    /**
     * @param config options of the format
     * @param limits the largest record of each topic; a record of several rows keeps to it too
     * @param large what happens to rows that are larger alone, made for these options
     */
    public OpenProtocolEncoder(OpenProtocolConfig config, MessageLimits limits, LargeRowPolicy large) {
        this.config = config;
        this.limits = limits;
        this.large = large;
    }

    /** An encoder that refuses large rows and compresses nothing. */
    public OpenProtocolEncoder(OpenProtocolConfig config, MessageLimits limits) {
        this(config, limits, LargeRowPolicy.refuse());
    }

    @Override
    public RowEncoder newRowEncoder() {
        return new OpenProtocolRowEncoder(config, limits, large);
    }

    /** A statement of which TiDB has no like is sent with the type 0, which TiDB calls "none". */
    @Override
    public EncodedMessage encodeDdl(Ddl ddl) {
        if (ddl.kind() == DdlKind.OTHER) {
            log.warn("ddl has no type in Open Protocol, sent with type 0 table={} sql={}", ddl.table(), ddl.sql());
        }
        ByteBuilder key = key(ddl.commitTs());
        key.appendAscii(",\"scm\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, ddl.table().schema(), key);
        key.appendAscii(",\"tbl\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, ddl.table().table(), key);
        key.appendAscii(",\"t\":2}");
        ByteBuilder value = new ByteBuilder(USUAL_LENGTH);
        value.appendAscii("{\"q\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, ddl.sql(), value);
        value.appendAscii(",\"t\":" + ddl.kind().tidbAction() + "}");
        return message(key, large.compressed(value));
    }

    @Override
    public EncodedMessage encodeWatermark(long checkpointTs) {
        ByteBuilder key = key(checkpointTs);
        key.appendAscii(",\"t\":3}");
        return message(key, new byte[0]);
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return true;
    }

    private static ByteBuilder key(long commitTs) {
        ByteBuilder key = new ByteBuilder(USUAL_LENGTH);
        key.appendAscii("{\"ts\":");
        IntegerText.appendUnsigned(commitTs, key);
        return key;
    }

    private static EncodedMessage message(ByteBuilder key, byte[] value) {
        return new EncodedMessage(
                Framing.key(key), Framing.value(value, value.length).toBytes());
    }
}
