package io.tidegate.encode.canaljson;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.model.Column;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.CodecContract;
import io.tidegate.testkit.contract.DecodedRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class CanalJsonContractTest extends CodecContract {
    @Override
    protected Encoder encoder() {
        return new CanalJsonEncoder(
                WrittenMessage.EXTENSION, MessageLimits.of(MAX_MESSAGE_BYTES), () -> WrittenMessage.NOW);
    }

    @Override
    protected List<DecodedRow> read(EncodedMessage message, TableVersion table) {
        JsonNode json = WrittenMessage.of(message.key(), message.value()).json();
        RowKind kind = RowKind.valueOf(json.get("type").textValue());
        Map<String, @Nullable Object> data = row(json.get("data"), table);
        Map<String, @Nullable Object> old = row(json.get("old"), table);
        return List.of(new DecodedRow(
                kind,
                new TableName(
                        json.get("database").textValue(), json.get("table").textValue()),
                kind == RowKind.DELETE ? data : old,
                kind == RowKind.DELETE ? Map.of() : data));
    }

    @Override
    protected String readDdl(EncodedMessage message) {
        return WrittenMessage.of(message.key(), message.value())
                .json()
                .get("sql")
                .textValue();
    }

    @Override
    protected long readWatermark(EncodedMessage message) {
        return WrittenMessage.of(message.key(), message.value())
                .json()
                .at("/_tidb/watermarkTs")
                .longValue();
    }

    /** Binary values are text in latin1, numbers text as a program prints them. */
    private static Map<String, @Nullable Object> row(JsonNode images, TableVersion table) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (images.isNull()) {
            return row;
        }
        for (Column column : table.columns()) {
            JsonNode value = images.get(0).get(column.name());
            row.put(column.name(), value.isNull() ? null : read(column, value.textValue()));
        }
        return row;
    }

    private static String read(Column column, String text) {
        return switch (column.type().kind()) {
            case FLOAT -> Float.toString(new BigDecimal(text).floatValue());
            case DOUBLE -> Double.toString(new BigDecimal(text).doubleValue());
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
            default -> text;
        };
    }
}
