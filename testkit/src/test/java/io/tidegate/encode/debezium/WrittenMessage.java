package io.tidegate.encode.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Ddl;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A key and a value that the encoder wrote; there are none that a strict JSON parser does not read. */
record WrittenMessage(String key, String value, JsonNode keyJson, JsonNode json) {
    static final DebeziumConfig PLAIN =
            new DebeziumConfig(false, false, true, true, true, false, "default", LargeMessages.NONE);
    static final DebeziumConfig SCHEMA =
            new DebeziumConfig(false, true, true, true, true, false, "default", LargeMessages.NONE);
    static final DebeziumConfig EXTENSION =
            new DebeziumConfig(true, false, true, true, true, false, "default", LargeMessages.NONE);
    static final DebeziumConfig EXTENSION_AND_SCHEMA =
            new DebeziumConfig(true, true, true, true, true, false, "default", LargeMessages.NONE);
    static final DebeziumConfig WITHOUT_OLD_VALUES =
            new DebeziumConfig(false, false, false, true, true, false, "default", LargeMessages.NONE);

    static final long NOW = 1714550400912L;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static DebeziumEncoder encoder(DebeziumConfig config) {
        return new DebeziumEncoder(
                config,
                DebeziumEncoder.TIDB_CONNECTOR,
                MessageLimits.of(10485760),
                LargeRowPolicy.open(config.large(), UUID::randomUUID),
                () -> NOW);
    }

    static WrittenMessage of(DebeziumConfig config, ValueRow row) {
        return of(config, row, row.kind());
    }

    static WrittenMessage of(DebeziumConfig config, ValueRow row, RowKind as) {
        RecordBatch out = new RecordBatch();
        encoder(config).newRowEncoder().encode(ValueCursor.on(row), as, "topic", 3, out);
        assertThat(out.size()).isEqualTo(1);
        assertThat(out.topic(0)).isEqualTo("topic");
        assertThat(out.partition(0)).isEqualTo(3);
        return of(out.key(0), out.value(0));
    }

    static WrittenMessage of(DebeziumConfig config, Ddl ddl) {
        return of(encoder(config).encodeDdl(ddl));
    }

    static WrittenMessage ofWatermark(DebeziumConfig config, long checkpointTs) {
        return of(encoder(config).encodeWatermark(checkpointTs));
    }

    static WrittenMessage of(EncodedMessage message) {
        return of(message.key(), message.value());
    }

    JsonNode payload() {
        return json.get("payload");
    }

    JsonNode after() {
        return payload().get("after");
    }

    /** The schema of a column of the new row. */
    JsonNode columnSchema(int ordinal) {
        return json.at("/schema/fields/1/fields/" + ordinal);
    }

    private static WrittenMessage of(byte[] key, byte[] value) {
        return new WrittenMessage(text(key), text(value), json(key), json(value));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] utf8) {
        try {
            return STRICT.readTree(utf8);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text(utf8), e);
        }
    }
}
