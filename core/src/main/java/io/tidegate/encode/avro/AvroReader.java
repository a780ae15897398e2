package io.tidegate.encode.avro;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Turns messages of the Avro format into text for people, with the schemas of a registry. Not thread safe. */
public final class AvroReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int HEAD = 1 + Integer.BYTES;

    private final SchemaRegistry registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    public AvroReader(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * What happened, where, and the columns as JSON: bytes as hexadecimal digits, decimals as numbers.
     *
     * @param key null when there is none
     * @param value null for a tombstone
     * @return for what cannot be read, why and the bytes
     * @throws TidegateException SCHEMA_REGISTRY when it does not give a schema
     */
    public String text(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            if (value == null) {
                return "DELETE " + (key == null ? "(no key)" : shown(read(key)));
            }
            if (value.length == 0) {
                return "(empty)";
            }
            return switch (value[0]) {
                case 0 -> change(key, read(value));
                case AvroEncoder.DDL -> "DDL " + new String(value, 1, value.length - 1, StandardCharsets.UTF_8);
                case AvroEncoder.WATERMARK -> "WATERMARK " + timestamp(value);
                case AvroEncoder.DELETE ->
                    "DELETE " + (key == null ? "(no key)" : shown(read(key))) + " at commit-ts " + timestamp(value);
                default -> "(not Avro) 0x" + HexFormat.of().formatHex(value);
            };
        } catch (IOException | AvroRuntimeException e) {
            return "(cannot be read: " + e.getMessage() + ") 0x"
                    + HexFormat.of().formatHex(value == null ? new byte[0] : value);
        }
    }

    private String change(byte @Nullable [] key, GenericRecord value) throws IOException {
        Object op = value.hasField("_tidb_op") ? value.get("_tidb_op") : "";
        String kind =
                switch (String.valueOf(op)) {
                    case "c" -> "INSERT ";
                    case "u" -> "UPDATE ";
                    default -> "UPSERT ";
                };
        return kind + shown(value) + (key == null ? "" : " key " + json(read(key)));
    }

    private GenericRecord read(byte[] message) throws IOException {
        if (message.length < HEAD || message[0] != 0) {
            throw new IOException("no schema id in front");
        }
        Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(message).getInt(1), this::schema);
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(message, HEAD, message.length - HEAD, null));
    }

    private Schema schema(int id) {
        String text = registry.schema(id);
        try {
            return new SchemaParser(NameValidator.NO_VALIDATION).parse(text).mainSchema();
        } catch (AvroRuntimeException e) {
            throw new TidegateException(
                    ErrorCode.SCHEMA_REGISTRY, "schema " + id + " is no Avro schema: " + e.getMessage(), e);
        }
    }

    private static String shown(GenericRecord record) {
        return record.getSchema().getFullName() + " " + json(record);
    }

    private static String json(GenericRecord record) {
        ObjectNode json = MAPPER.createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            put(json, field, record.get(field.pos()));
        }
        return json.toString();
    }

    private static void put(ObjectNode json, Schema.Field field, @Nullable Object value) {
        if (value == null || value == JsonProperties.NULL_VALUE) {
            json.putNull(field.name());
        } else if (value instanceof ByteBuffer bytes) {
            BigDecimal decimal = decimal(field.schema(), bytes);
            if (decimal == null) {
                json.put(field.name(), "0x" + HexFormat.of().formatHex(array(bytes)));
            } else {
                json.put(field.name(), decimal);
            }
        } else if (value instanceof CharSequence text) {
            json.put(field.name(), text.toString());
        } else {
            json.putPOJO(field.name(), value);
        }
    }

    private static @Nullable BigDecimal decimal(Schema schema, ByteBuffer bytes) {
        if (schema.isUnion()) {
            return schema.getTypes().stream()
                    .filter(branch -> branch.getType() == Schema.Type.BYTES)
                    .findFirst()
                    .map(branch -> decimal(branch, bytes))
                    .orElse(null);
        }
        return schema.getLogicalType() instanceof LogicalTypes.Decimal type
                ? new BigDecimal(new BigInteger(array(bytes)), type.getScale())
                : null;
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return array;
    }

    private static String timestamp(byte[] marker) {
        return marker.length < 1 + Long.BYTES
                ? "(no timestamp)"
                : Long.toUnsignedString(ByteBuffer.wrap(marker).getLong(1));
    }
}
