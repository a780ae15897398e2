package io.tidegate.testkit.simple;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.model.TableName;
import io.tidegate.testkit.simple.SimpleMessage.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON encoding, strictly. */
public final class SimpleJson {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SimpleJson() {}

    /** Reads a message. */
    public static SimpleMessage read(byte[] value) {
        JsonNode json;
        try {
            json = STRICT.readTree(value);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + new String(value, StandardCharsets.UTF_8), e);
        }
        if (json.path("version").intValue() != 1) {
            throw new AssertionError("not version 1: " + json);
        }
        return new SimpleMessage(
                json.get("type").textValue(),
                new TableName(
                        json.path("database").asText(""), json.path("table").asText("")),
                json.path("tableID").longValue(),
                json.path("sql").asText(""),
                json.get("commitTs").longValue(),
                json.get("buildTs").longValue(),
                json.path("schemaVersion").longValue(),
                json.path("claimCheckLocation").textValue(),
                json.path("handleKeyOnly").booleanValue(),
                row(json.get("data")),
                row(json.get("old")),
                schema(json.get("tableSchema")),
                schema(json.get("preTableSchema")));
    }

    private static @Nullable Map<String, @Nullable Object> row(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        json.properties().forEach(entry -> row.put(entry.getKey(), value(entry.getValue())));
        return row;
    }

    private static @Nullable Object value(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        return json.isObject()
                ? new Timestamp(
                        json.get("location").textValue(), json.get("value").textValue())
                : json.textValue();
    }

    private static @Nullable SimpleSchema schema(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        List<SimpleSchema.Column> columns = new ArrayList<>();
        json.get("columns").forEach(column -> columns.add(column(column)));
        List<SimpleSchema.Index> indexes = new ArrayList<>();
        json.get("indexes").forEach(index -> indexes.add(index(index)));
        return new SimpleSchema(
                new TableName(json.get("schema").textValue(), json.get("table").textValue()),
                json.get("tableID").longValue(),
                json.get("version").longValue(),
                columns,
                indexes);
    }

    private static SimpleSchema.Column column(JsonNode json) {
        JsonNode type = json.get("dataType");
        JsonNode value = json.get("default");
        return new SimpleSchema.Column(
                json.get("name").textValue(),
                new SimpleSchema.Type(
                        type.get("mysqlType").textValue(),
                        type.get("charset").textValue(),
                        type.get("collate").textValue(),
                        type.path("length").longValue(),
                        type.has("decimal") ? type.get("decimal").intValue() : null,
                        texts(type.path("elements")),
                        type.path("unsigned").booleanValue(),
                        type.path("zerofill").booleanValue()),
                json.get("nullable").booleanValue(),
                value.isNull() ? null : value.asText());
    }

    private static SimpleSchema.Index index(JsonNode json) {
        return new SimpleSchema.Index(
                json.get("name").textValue(),
                json.get("unique").booleanValue(),
                json.get("primary").booleanValue(),
                json.get("nullable").booleanValue(),
                texts(json.get("columns")));
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
