package io.tidegate.encode.openprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A record as a consumer takes it apart, with code that is none of the encoder's. There is none that it cannot read. */
record WrittenRecord(byte[] key, byte[] value, List<Event> events) {
    static final OpenProtocolConfig USUAL = new OpenProtocolConfig(16, true, false, false);
    static final OpenProtocolConfig UPDATED_COLUMNS = new OpenProtocolConfig(16, true, true, false);
    static final OpenProtocolConfig WITHOUT_OLD_VALUES = new OpenProtocolConfig(16, false, false, false);
    static final OpenProtocolConfig HANDLE_KEY_DELETES = new OpenProtocolConfig(16, true, false, true);
    static final MessageLimits LIMITS = MessageLimits.of(10_485_760);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A key with the value that belongs to it, as the texts they are; the value of a watermark is empty. */
    record Event(String keyText, String valueText) {
        JsonNode key() {
            return json(keyText);
        }

        JsonNode value() {
            return json(valueText);
        }
    }

    static WrittenRecord of(EncodedMessage message) {
        return of(message.key(), message.value());
    }

    static WrittenRecord of(byte[] key, byte[] value) {
        ByteBuffer keys = ByteBuffer.wrap(key);
        ByteBuffer values = ByteBuffer.wrap(value);
        assertThat(keys.getLong()).as("version").isEqualTo(1);
        List<Event> events = new ArrayList<>();
        while (keys.hasRemaining()) {
            events.add(new Event(part(keys), part(values)));
        }
        assertThat(values.hasRemaining()).as("more values than keys").isFalse();
        return new WrittenRecord(key, value, events);
    }

    /** What rows of one batch become, all sent to partition 3 of {@code topic}. */
    static List<WrittenRecord> of(OpenProtocolConfig config, MessageLimits limits, ValueRow... rows) {
        return of(new OpenProtocolEncoder(config, limits), rows);
    }

    static List<WrittenRecord> of(OpenProtocolEncoder format, ValueRow... rows) {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = format.newRowEncoder();
        for (ValueRow row : rows) {
            encoder.encode(ValueCursor.on(row), row.kind(), "topic", 3, out);
        }
        encoder.finish(out);
        List<WrittenRecord> records = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.topic(i)).isEqualTo("topic");
            assertThat(out.partition(i)).isEqualTo(3);
            records.add(of(out.key(i), out.value(i)));
        }
        return records;
    }

    /** The only event of the only record that a row becomes. */
    static Event event(OpenProtocolConfig config, ValueRow row) {
        List<WrittenRecord> records = of(config, LIMITS, row);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).events()).hasSize(1);
        return records.get(0).events().get(0);
    }

    /** Bytes that the limit is held against. */
    int length() {
        return key.length + value.length + MessageLimits.RECORD_OVERHEAD;
    }

    private static String part(ByteBuffer bytes) {
        byte[] part = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(part);
        return new String(part, UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return STRICT.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }
}
