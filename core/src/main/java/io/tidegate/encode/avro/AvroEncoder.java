package io.tidegate.encode.avro;

import io.tidegate.config.AvroConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.IntegerText;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Avro format: a record of the handle key as key, a record of all columns as value, each behind the id of its schema;
 * a DELETE has no value. There are no messages of DDLs and watermarks unless {@link AvroConfig#watermarks}: then their
 * values, and those of DELETEs, begin with a byte that no reader of Avro knows, which is good for tests only.
 */
public final class AvroEncoder implements Encoder {
    static final byte DDL = 1;
    static final byte WATERMARK = 2;
    static final byte DELETE = 3;

    private static final int USUAL_LENGTH = 256;

    private final AvroConfig config;
    private final MessageLimits limits;
    private final RegisteredSchemas schemas;

    /**
     * @param config options of the format
     * @param limits of the messages
     * @param registry where schemas get their ids
     */
    public AvroEncoder(AvroConfig config, MessageLimits limits, SchemaRegistry registry) {
        this.config = config;
        this.limits = limits;
        this.schemas = new RegisteredSchemas(registry);
    }

    @Override
    public RowEncoder newRowEncoder() {
        return new AvroRowEncoder(config, schemas, limits);
    }

    @Override
    public @Nullable EncodedMessage encodeDdl(Ddl ddl) {
        if (!config.watermarks()) {
            return null;
        }
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.append(DDL);
        text.appendAscii("{\"query\":");
        JsonText.appendQuoted(ddl.sql(), text);
        text.appendAscii(",\"type\":" + ddl.kind().tidbAction() + ",\"schema\":");
        JsonText.appendQuoted(ddl.table().schema(), text);
        text.appendAscii(",\"table\":");
        JsonText.appendQuoted(ddl.table().table(), text);
        text.appendAscii(",\"commitTs\":");
        IntegerText.appendUnsigned(ddl.commitTs(), text);
        text.append((byte) '}');
        return new EncodedMessage(null, text.toBytes());
    }

    @Override
    public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
        return config.watermarks() ? new EncodedMessage(null, marker(WATERMARK, checkpointTs)) : null;
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return true;
    }

    /** The subjects of the schemas of a topic's keys and values. */
    public static List<String> subjects(String topic) {
        return List.of(AvroName.subject(topic, "key"), AvroName.subject(topic, "value"));
    }

    /** A byte that tells the kind, and a timestamp. */
    static byte[] marker(byte kind, long ts) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(ts).array();
    }
}
