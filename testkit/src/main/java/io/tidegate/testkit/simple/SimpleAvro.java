package io.tidegate.testkit.simple;

import io.tidegate.encode.simple.SimpleEncoder;
import io.tidegate.model.TableName;
import io.tidegate.testkit.simple.SimpleMessage.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads the Avro encoding with Avro's own reader and TiCDC's schema, which the encoder itself does not use. */
public final class SimpleAvro {
    /** The schema: a union of named types. */
    public static final Schema SCHEMA = schema();

    private SimpleAvro() {}

    /** Reads a message. */
    public static SimpleMessage read(byte[] value) {
        GenericRecord message = record(value);
        GenericRecord payload = (GenericRecord) message.get("payload");
        String kind = message.get("type").toString();
        if (!kind.equalsIgnoreCase(payload.getSchema().getName())
                || !Integer.valueOf(1).equals(payload.get("version"))) {
            throw new AssertionError("a " + kind + " with " + payload);
        }
        return new SimpleMessage(
                payload.hasField("type") ? payload.get("type").toString() : kind,
                new TableName(text(payload, "database"), text(payload, "table")),
                number(payload, "tableID"),
                text(payload, "sql"),
                number(payload, "commitTs"),
                number(payload, "buildTs"),
                number(payload, "schemaVersion"),
                present(payload, "claimCheckLocation") ? text(payload, "claimCheckLocation") : null,
                present(payload, "handleKeyOnly"),
                present(payload, "data") ? row((Map<?, ?>) payload.get("data")) : null,
                present(payload, "old") ? row((Map<?, ?>) payload.get("old")) : null,
                present(payload, "tableSchema") ? schema((GenericRecord) payload.get("tableSchema")) : null,
                present(payload, "preTableSchema") ? schema((GenericRecord) payload.get("preTableSchema")) : null);
    }

    /** Reads the record {@code Message}. */
    public static GenericRecord record(byte[] value) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, null);
            GenericRecord message = new GenericDatumReader<GenericRecord>(SCHEMA).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new AssertionError("something follows " + message);
            }
            return message;
        } catch (IOException e) {
            throw new AssertionError("not Avro", e);
        }
    }

    private static Map<String, @Nullable Object> row(Map<?, ?> map) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        map.forEach((name, value) -> row.put(name.toString(), value(value)));
        return row;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof GenericRecord record) {
            return record.hasField("location")
                    ? new Timestamp(text(record, "location"), text(record, "value"))
                    : new BigInteger(Long.toUnsignedString(number(record, "value")));
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
        return value instanceof CharSequence text ? text.toString() : value;
    }

    private static SimpleSchema schema(GenericRecord record) {
        return new SimpleSchema(
                new TableName(text(record, "database"), text(record, "table")),
                number(record, "tableID"),
                number(record, "version"),
                ((Collection<?>) record.get("columns"))
                        .stream().map(column -> column((GenericRecord) column)).toList(),
                ((Collection<?>) record.get("indexes"))
                        .stream().map(index -> index((GenericRecord) index)).toList());
    }

    private static SimpleSchema.Column column(GenericRecord record) {
        GenericRecord type = (GenericRecord) record.get("dataType");
        return new SimpleSchema.Column(
                text(record, "name"),
                new SimpleSchema.Type(
                        text(type, "mysqlType"),
                        text(type, "charset"),
                        text(type, "collate"),
                        number(type, "length"),
                        (Integer) type.get("decimal"),
                        present(type, "elements") ? texts(type, "elements") : List.of(),
                        (Boolean) type.get("unsigned"),
                        (Boolean) type.get("zerofill")),
                (Boolean) record.get("nullable"),
                present(record, "default") ? text(record, "default") : null);
    }

    private static SimpleSchema.Index index(GenericRecord record) {
        return new SimpleSchema.Index(
                text(record, "name"),
                (Boolean) record.get("unique"),
                (Boolean) record.get("primary"),
                (Boolean) record.get("nullable"),
                texts(record, "columns"));
    }

    private static List<String> texts(GenericRecord record, String field) {
        return ((Collection<?>) record.get(field))
                .stream().map(Object::toString).toList();
    }

    private static boolean present(GenericRecord record, String field) {
        return record.hasField(field) && record.get(field) != null;
    }

    private static String text(GenericRecord record, String field) {
        return record.hasField(field) ? record.get(field).toString() : "";
    }

    private static long number(GenericRecord record, String field) {
        return record.hasField(field) ? ((Number) record.get(field)).longValue() : 0;
    }

    private static Schema schema() {
        try (InputStream in = SimpleEncoder.class.getResourceAsStream("simple.avsc")) {
            return new Schema.Parser().parse(Objects.requireNonNull(in, "simple.avsc"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
