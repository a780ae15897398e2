package io.tidegate.encode.canaljson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.model.Ddl;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** A message that the encoder wrote; there is none that a strict JSON parser does not read. */
record WrittenMessage(byte[] key, String text, JsonNode json) {
    static final CanalJsonConfig PLAIN = new CanalJsonConfig(false, false, false, false);
    static final CanalJsonConfig EXTENSION = new CanalJsonConfig(true, false, false, false);
    static final CanalJsonConfig CONTENT_COMPATIBLE = new CanalJsonConfig(false, true, false, false);
    static final CanalJsonConfig UPDATED_COLUMNS = new CanalJsonConfig(false, false, true, false);
    static final CanalJsonConfig HANDLE_KEY_DELETES = new CanalJsonConfig(true, false, false, true);

    static final long NOW = 1714550400912L;

    private static final int LIMIT = 10_485_760;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static WrittenMessage of(CanalJsonConfig config, ValueRow row) {
        return of(config, row, row.kind(), NOW);
    }

    static WrittenMessage of(CanalJsonConfig config, ValueRow row, RowKind as, long now) {
        return of(config, LIMIT, row, as, now);
    }

    /** The message under a limit. */
    static WrittenMessage of(CanalJsonConfig config, int limit, ValueRow row) {
        return of(config, limit, row, row.kind(), NOW);
    }

    private static WrittenMessage of(CanalJsonConfig config, int limit, ValueRow row, RowKind as, long now) {
        RecordBatch out = new RecordBatch();
        new CanalJsonEncoder(config, MessageLimits.of(limit), () -> now)
                .newRowEncoder()
                .encode(ValueCursor.on(row), as, "topic", 3, out);
        assertThat(out.size()).isEqualTo(1);
        assertThat(out.topic(0)).isEqualTo("topic");
        assertThat(out.partition(0)).isEqualTo(3);
        return of(out.key(0), out.value(0));
    }

    static WrittenMessage of(CanalJsonConfig config, Ddl ddl, long now) {
        EncodedMessage message = encoder(config, () -> now).encodeDdl(ddl);
        return of(message.key(), message.value());
    }

    static WrittenMessage ofWatermark(CanalJsonConfig config, long checkpointTs, long now) {
        EncodedMessage message = encoder(config, () -> now).encodeWatermark(checkpointTs);
        return of(message.key(), message.value());
    }

    /** An encoder under a limit that no message here exceeds. */
    static CanalJsonEncoder encoder(CanalJsonConfig config, LongSupplier wallClockMillis) {
        return new CanalJsonEncoder(config, MessageLimits.of(LIMIT), wallClockMillis);
    }

    static WrittenMessage of(byte[] key, byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        try {
            return new WrittenMessage(key, text, STRICT.readTree(value));
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    JsonNode sqlType() {
        return json.get("sqlType");
    }

    JsonNode mysqlType() {
        return json.get("mysqlType");
    }

    JsonNode data() {
        return json.get("data").get(0);
    }

    JsonNode old() {
        return json.get("old").get(0);
    }
}
