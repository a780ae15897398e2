package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.TableVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How a column is written into a row.
 *
 * @param ordinal of the column
 * @param rendering how its value becomes JSON
 * @param prefix {@code ,"name":}; the first column goes without the comma
 * @param whenNull what stands for NULL: {@code null} or the default
 * @param whenInvalid what stands for a date that no calendar has
 * @param size bytes of a BIT, fractional digits of a TIMESTAMP
 * @param members of ENUM and SET, escaped
 */
record ColumnPlan(
        int ordinal,
        Rendering rendering,
        byte[] prefix,
        byte[] whenNull,
        byte[] whenInvalid,
        int size,
        byte[][] members) {
    private static final int USUAL_LENGTH = 64;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZERO = {'0'};

    static ColumnPlan[] of(TableVersion table, int[] ordinals, DebeziumConfig config) {
        return Arrays.stream(ordinals)
                .mapToObj(ordinal -> of(ordinal, table.column(ordinal), config.replaceNullWithDefault()))
                .toArray(ColumnPlan[]::new);
    }

    static ColumnPlan of(int ordinal, Column column, boolean replaceNullWithDefault) {
        Rendering rendering = Rendering.of(column.type());
        ByteBuilder prefix = new ByteBuilder(USUAL_LENGTH);
        prefix.append((byte) ',');
        JsonText.appendQuoted(JsonEscapes.PLAIN, column.name(), prefix);
        prefix.append((byte) ':');
        byte[] replacement = replaceNullWithDefault ? DefaultValue.inRow(column) : null;
        return new ColumnPlan(
                ordinal,
                rendering,
                prefix.toBytes(),
                replacement == null ? NULL : replacement,
                column.nullable() ? NULL : ZERO,
                rendering == Rendering.TIMESTAMP ? column.type().fractionDigits() : BitsText.bytes(column.type()),
                escaped(column.type().members()));
    }

    private static byte[][] escaped(List<String> members) {
        return members.stream()
                .map(member -> {
                    ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
                    JsonText.appendQuoted(JsonEscapes.PLAIN, member, text);
                    return Arrays.copyOfRange(text.array(), 1, text.length() - 1);
                })
                .toArray(byte[][]::new);
    }
}
