package io.tidegate.encode.debezium;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.CodecContract;
import io.tidegate.testkit.contract.DecodedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class DebeziumContractTest extends CodecContract {
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Override
    protected Encoder encoder() {
        return new DebeziumEncoder(
                WrittenMessage.EXTENSION_AND_SCHEMA,
                DebeziumEncoder.TIDB_CONNECTOR,
                MessageLimits.of(MAX_MESSAGE_BYTES),
                LargeRowPolicy.refuse(),
                () -> WrittenMessage.NOW);
    }

    @Override
    protected List<DecodedRow> read(EncodedMessage message, TableVersion table) {
        JsonNode payload = parse(message.value()).get("payload");
        JsonNode source = payload.get("source");
        RowKind kind =
                switch (payload.get("op").textValue()) {
                    case "c" -> RowKind.INSERT;
                    case "u" -> RowKind.UPDATE;
                    case "d" -> RowKind.DELETE;
                    default -> throw new AssertionError(payload);
                };
        return List.of(new DecodedRow(
                kind,
                new TableName(source.get("db").textValue(), source.get("table").textValue()),
                row(payload.get("before"), table),
                row(payload.get("after"), table)));
    }

    @Override
    protected String readDdl(EncodedMessage message) {
        return parse(message.value()).at("/payload/ddl").textValue();
    }

    @Override
    protected long readWatermark(EncodedMessage message) {
        return parse(message.value()).at("/payload/source/commit_ts").longValue();
    }

    /** A DECIMAL is a double; a JSON number has no negative zero that readers keep. */
    @Override
    protected @Nullable Object expected(Column column, @Nullable Object value) {
        if (column.type().kind() == ColumnKind.DECIMAL && value != null) {
            return Double.toString(Double.parseDouble((String) value));
        }
        if (value instanceof Float number && number == 0) {
            return super.expected(column, 0f);
        }
        if (value instanceof Double number && number == 0) {
            return super.expected(column, 0d);
        }
        return super.expected(column, value);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return EXACT.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable Object> row(JsonNode image, TableVersion table) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (image.isNull()) {
            return row;
        }
        for (Column column : table.columns()) {
            JsonNode value = image.get(column.name());
            row.put(column.name(), value.isNull() ? null : read(column, value));
        }
        return row;
    }

    private static String read(Column column, JsonNode value) {
        int fraction = column.type().fractionDigits();
        return switch (column.type().kind()) {
            case FLOAT -> Float.toString(value.decimalValue().floatValue());
            case DOUBLE, DECIMAL -> Double.toString(value.decimalValue().doubleValue());
            case BIT -> value.isBoolean() ? value.booleanValue() ? "1" : "0" : Long.toString(littleEndian(value));
            case ENUM -> Integer.toString(column.type().members().indexOf(value.textValue()) + 1);
            case SET -> Long.toString(mask(column.type().members(), value.textValue()));
            case DATE -> LocalDate.ofEpochDay(value.longValue()).toString();
            case DATETIME -> text(moment(value.longValue(), fraction <= 3 ? 1000 : 1), fraction);
            case TIMESTAMP -> text(Instant.parse(value.textValue()), fraction);
            case TIME -> time(value.longValue(), fraction);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                HexFormat.of().formatHex(Base64.getDecoder().decode(value.textValue()));
            default -> value.asText();
        };
    }

    private static long littleEndian(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.textValue());
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value |= (bytes[i] & 0xffL) << (8 * i);
        }
        return value;
    }

    private static long mask(List<String> members, String names) {
        long mask = 0;
        if (!names.isEmpty()) {
            for (String name : names.split(",")) {
                mask |= 1L << members.indexOf(name);
            }
        }
        return mask;
    }

    private static Instant moment(long number, int microsPerUnit) {
        return Instant.EPOCH.plus(number * microsPerUnit, ChronoUnit.MICROS);
    }

    private static String text(Instant moment, int fraction) {
        String pattern = "uuuu-MM-dd HH:mm:ss" + (fraction == 0 ? "" : "." + "S".repeat(fraction));
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    private static String time(long micros, int fraction) {
        long magnitude = Math.abs(micros);
        long seconds = magnitude / 1_000_000;
        String text = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d.%06d",
                micros < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                magnitude % 1_000_000);
        return text.substring(0, text.length() - (fraction == 0 ? 7 : 6 - fraction));
    }
}
