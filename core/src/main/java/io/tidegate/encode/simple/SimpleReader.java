package io.tidegate.encode.simple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Turns messages of the Simple format into text for people, in whichever encoding they are. Not thread safe. */
public final class SimpleReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GenericDatumReader<GenericRecord> avro = new GenericDatumReader<>(schema());

    /** The schema of the Avro encoding: a union of named types, of which each message is the last. */
    public static Schema schema() {
        try (InputStream in = SimpleReader.class.getResourceAsStream("simple.avsc")) {
            return new SchemaParser().parse(Objects.requireNonNull(in)).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What happened, where, and the message as JSON; bytes of the Avro encoding as hexadecimal digits.
     *
     * @param value null for none
     * @return for what cannot be read, why and the bytes
     */
    public String text(byte @Nullable [] value) {
        if (value == null) {
            return "(no value)";
        }
        try {
            JsonNode message = value.length > 0 && value[0] == '{' ? MAPPER.readTree(value) : avro(value);
            return message.path("type").asText() + name(message) + " " + message;
        } catch (IOException | AvroRuntimeException e) {
            return "(neither JSON nor Avro of the Simple format, or compressed) 0x"
                    + HexFormat.of().formatHex(value);
        }
    }

    /** The table of a row, or the one that a definition in the message is of. */
    private static String name(JsonNode message) {
        JsonNode of = message.has("table") ? message : message.path("tableSchema");
        String schema = of.path(of.has("database") ? "database" : "schema").asText();
        return of.has("table") ? " " + schema + "." + of.path("table").asText() : "";
    }

    private JsonNode avro(byte[] value) throws IOException {
        GenericRecord message = avro.read(null, DecoderFactory.get().binaryDecoder(value, null));
        ObjectNode json = (ObjectNode) json(message.get("payload"));
        return json.has("type")
                ? json
                : JSON.objectNode().put("type", message.get("type").toString()).setAll(json);
    }

    private static JsonNode json(@Nullable Object value) {
        if (value instanceof GenericRecord record) {
            ObjectNode object = JSON.objectNode();
            for (Schema.Field field : record.getSchema().getFields()) {
                if (record.get(field.pos()) != null) {
                    object.set(field.name(), json(record.get(field.pos())));
                }
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((name, entry) -> object.set(name.toString(), json(entry)));
            return object;
        }
        if (value instanceof Collection<?> elements) {
            return JSON.arrayNode()
                    .addAll(elements.stream().map(SimpleReader::json).toList());
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return JSON.textNode("0x" + HexFormat.of().formatHex(bytes));
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return MAPPER.valueToTree(value);
        }
        return JSON.textNode(value.toString());
    }
}
