package io.tidegate.testkit.simple;

import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.testkit.contract.DecodedRow;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that a consumer of one partition has been told, and rows decoded with them: with the one that a row
 * names and with no other.
 */
public final class SimpleTables {
    private final Map<Version, SimpleSchema> schemas = new HashMap<>();

    private record Version(TableName table, long version) {}

    /** Learns what a message tells of definitions; what is known already stays. */
    public void learn(SimpleMessage message) {
        learn(message.tableSchema());
        learn(message.preTableSchema());
    }

    /** The values of a row; empty as long as its definition is not known. */
    public Optional<DecodedRow> decode(SimpleMessage row) {
        SimpleSchema schema = schemas.get(new Version(row.table(), row.schemaVersion()));
        return schema == null
                ? Optional.empty()
                : Optional.of(new DecodedRow(
                        RowKind.valueOf(row.type()),
                        row.table(),
                        values(row.old(), schema),
                        values(row.data(), schema)));
    }

    private void learn(@Nullable SimpleSchema schema) {
        if (schema != null) {
            schemas.putIfAbsent(new Version(schema.name(), schema.version()), schema);
        }
    }

    /** Values in the form that {@link io.tidegate.testkit.contract.CodecContract} expects, in the order of the columns. */
    private static Map<String, @Nullable Object> values(
            @Nullable Map<String, @Nullable Object> row, SimpleSchema schema) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (row == null) {
            return values;
        }
        for (SimpleSchema.Column column : schema.columns()) {
            if (row.containsKey(column.name())) {
                values.put(column.name(), value(row.get(column.name()), column.type()));
            }
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value, SimpleSchema.Type type) {
        if (value instanceof SimpleMessage.Timestamp timestamp) {
            return timestamp.value();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof String text) {
            return text(text, type);
        }
        return value == null ? null : value.toString();
    }

    private static String text(String text, SimpleSchema.Type type) {
        if (type.isBinary()) {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(text));
        }
        return switch (type.name()) {
            case "float" -> Float.toString(Float.parseFloat(text));
            case "double" -> Double.toString(Double.parseDouble(text));
            default -> text;
        };
    }
}
