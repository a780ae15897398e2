package io.tidegate.testkit.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.testkit.ledger.Change.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads Canal-JSON messages that carry the TiDB extension. Shares no code with the encoder. */
public final class CanalJsonReader {
    private final ObjectMapper mapper = new ObjectMapper();

    /** The change in a record. */
    public Change read(ConsumerRecord<byte[], byte[]> message) {
        JsonNode json = parse(message.value());
        String type = json.path("type").asText();
        Kind kind =
                switch (type) {
                    case "INSERT" -> Kind.INSERT;
                    case "UPDATE" -> Kind.UPDATE;
                    case "DELETE" -> Kind.DELETE;
                    case "TIDB_WATERMARK" -> Kind.WATERMARK;
                    default -> Kind.DDL;
                };
        JsonNode extension = json.path("_tidb");
        long ts = extension
                .path(kind == Kind.WATERMARK ? "watermarkTs" : "commitTs")
                .longValue();
        return new Change(
                kind,
                json.path("database").asText(),
                json.path("table").asText(),
                ts,
                row(json.path("data")),
                row(json.path("old")),
                json.path("sql").asText(),
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp());
    }

    private JsonNode parse(byte[] value) {
        try {
            return mapper.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable String> row(JsonNode images) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        if (images.isArray() && !images.isEmpty()) {
            images.get(0)
                    .properties()
                    .forEach(field -> row.put(
                            field.getKey(),
                            field.getValue().isNull() ? null : field.getValue().asText()));
        }
        return row;
    }
}
