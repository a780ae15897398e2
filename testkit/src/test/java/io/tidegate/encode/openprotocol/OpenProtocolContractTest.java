package io.tidegate.encode.openprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class OpenProtocolContractTest extends CodecContract {
    @Override
    protected Encoder encoder() {
        return new OpenProtocolEncoder(WrittenRecord.USUAL, MessageLimits.of(MAX_MESSAGE_BYTES));
    }

    @Override
    protected List<DecodedRow> read(EncodedMessage message, TableVersion table) {
        return WrittenRecord.of(message).events().stream()
                .map(event -> row(event.key(), event.value(), table))
                .toList();
    }

    @Override
    protected String readDdl(EncodedMessage message) {
        return WrittenRecord.of(message).events().get(0).value().get("q").textValue();
    }

    @Override
    protected long readWatermark(EncodedMessage message) {
        return WrittenRecord.of(message).events().get(0).key().get("ts").longValue();
    }

    private static DecodedRow row(JsonNode key, JsonNode value, TableVersion table) {
        boolean delete = value.has("d");
        RowKind kind = delete ? RowKind.DELETE : value.has("p") ? RowKind.UPDATE : RowKind.INSERT;
        return new DecodedRow(
                kind,
                new TableName(key.get("scm").textValue(), key.get("tbl").textValue()),
                row(value.path(delete ? "d" : "p"), table),
                row(value.path("u"), table));
    }

    private static Map<String, @Nullable Object> row(JsonNode image, TableVersion table) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (!image.isMissingNode()) {
            for (Column column : table.columns()) {
                JsonNode value = image.get(column.name()).get("v");
                row.put(column.name(), value.isNull() ? null : read(column, value));
            }
        }
        return row;
    }

    private static String read(Column column, JsonNode value) {
        return switch (column.type().kind()) {
            case FLOAT -> Float.toString(value.decimalValue().floatValue());
            case DOUBLE -> Double.toString(value.decimalValue().doubleValue());
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                new String(Base64.getDecoder().decode(value.textValue()), UTF_8);
            case TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                HexFormat.of().formatHex(Base64.getDecoder().decode(value.textValue()));
            case BINARY, VARBINARY -> HexFormat.of().formatHex(GoLiteral.bytes(value.textValue()));
            default -> value.asText();
        };
    }
}
