package io.tidegate.encode.avro;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.CodecContract;
import io.tidegate.testkit.contract.DecodedRow;
import io.tidegate.testkit.registry.MemoryRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;

/** With watermarks, so that DDLs and watermarks have messages too. */
class AvroContractTest extends CodecContract {
    private final MemoryRegistry registry = MemoryRegistry.takingAll();

    @Override
    protected Encoder encoder() {
        return new AvroEncoder(WrittenRecord.WATERMARKS, MessageLimits.of(MAX_MESSAGE_BYTES), registry);
    }

    @Override
    protected List<DecodedRow> read(EncodedMessage message, TableVersion table) {
        Map<String, Object> key = row(WrittenRecord.read(message.key(), registry), table);
        if (message.value()[0] == 3) {
            return List.of(new DecodedRow(RowKind.DELETE, table.name(), key, Map.of()));
        }
        GenericRecord value = WrittenRecord.read(message.value(), registry);
        RowKind kind = value.get("_tidb_op").toString().equals("c") ? RowKind.INSERT : RowKind.UPDATE;
        Map<String, Object> after = row(value, table);
        if (!after.entrySet().containsAll(key.entrySet())) {
            throw new AssertionError("key " + key + " of another row than " + after);
        }
        return List.of(new DecodedRow(kind, table.name(), Map.of(), after));
    }

    @Override
    protected String readDdl(EncodedMessage message) {
        String json = new String(message.value(), 1, message.value().length - 1, StandardCharsets.UTF_8);
        return AvroJson.read(json).get("query").textValue();
    }

    @Override
    protected long readWatermark(EncodedMessage message) {
        return ByteBuffer.wrap(message.value()).getLong(1);
    }

    @Override
    protected boolean carriesOldValues() {
        return false;
    }

    @Override
    protected boolean carriesWholeDeletes() {
        return false;
    }

    /** Members are written by name. */
    @Override
    protected Object expected(Column column, Object value) {
        return switch (column.type().kind()) {
            case ENUM -> value == null ? null : column.type().members().get(((Long) value).intValue() - 1);
            case SET ->
                value == null
                        ? null
                        : IntStream.range(0, column.type().members().size())
                                .filter(bit -> ((Long) value >> bit & 1) == 1)
                                .mapToObj(column.type().members()::get)
                                .collect(Collectors.joining(","));
            default -> super.expected(column, value);
        };
    }

    private static Map<String, Object> row(GenericRecord record, TableVersion table) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if (record.hasField(column.name())) {
                Object value = record.get(column.name());
                row.put(column.name(), value == null ? null : read(column, value));
            }
        }
        return row;
    }

    private static String read(Column column, Object value) {
        ColumnKind kind = column.type().kind();
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return switch (kind) {
                case DECIMAL ->
                    new BigDecimal(new BigInteger(bytes), column.type().scale()).toPlainString();
                case BIT -> new BigInteger(1, bytes).toString();
                default -> HexFormat.of().formatHex(bytes);
            };
        }
        return kind == ColumnKind.BIGINT && column.type().unsigned()
                ? Long.toUnsignedString((Long) value)
                : value.toString();
    }
}
