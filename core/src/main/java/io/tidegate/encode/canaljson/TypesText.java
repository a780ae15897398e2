package io.tidegate.encode.canaljson;

import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The middle of a row's message, from {@code ,"sql":""} to the brace that opens the first row of values: constant text,
 * cut only where a code in {@code sqlType} depends on a value.
 */
final class TypesText {
    private static final int USUAL_LENGTH = 512;

    private final byte[] first;
    private final VariableCode[] codes;

    /**
     * A code that depends on the value of a column, and the constant text behind it.
     *
     * @param ordinal of the column
     * @param type decides
     * @param code of NULL and of small values
     * @param wider of large values
     * @param textAfter up to the next variable code, or to the end
     */
    private record VariableCode(int ordinal, SqlType type, byte[] code, byte[] wider, byte[] textAfter) {
        byte[] of(RowImage image) {
            return !image.isNull(ordinal) && type.isWider(image.integer(ordinal)) ? wider : code;
        }
    }

    private TypesText(byte[] first, VariableCode[] codes) {
        this.first = first;
        this.codes = codes;
    }

    /**
     * @param table the table version
     * @param ordinals the columns to write
     * @param typeText the text of a type in {@code mysqlType}
     * @param opening what follows {@code mysqlType}, up to the brace
     */
    static TypesText of(TableVersion table, int[] ordinals, Function<ColumnType, String> typeText, String opening) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        if (ordinals.length == 0) {
            text.appendAscii(",\"sql\":\"\",\"sqlType\":null,\"mysqlType\":null" + opening);
            return new TypesText(text.toBytes(), new VariableCode[0]);
        }
        List<Integer> cutOrdinals = new ArrayList<>();
        List<byte[]> pieces = new ArrayList<>();
        text.appendAscii(",\"sql\":\"\",\"sqlType\":");
        for (int i = 0; i < ordinals.length; i++) {
            Column column = table.column(ordinals[i]);
            appendName(i == 0, column, text);
            SqlType type = SqlType.of(column.type());
            if (type.dependsOnValue()) {
                cutOrdinals.add(ordinals[i]);
                pieces.add(text.toBytes());
                text.clear();
            } else {
                text.appendAscii(Integer.toString(type.code()));
            }
        }
        text.appendAscii("},\"mysqlType\":");
        for (int i = 0; i < ordinals.length; i++) {
            Column column = table.column(ordinals[i]);
            appendName(i == 0, column, text);
            JsonText.appendQuoted(typeText.apply(column.type()), text);
        }
        text.appendAscii("}" + opening);
        pieces.add(text.toBytes());
        return new TypesText(pieces.get(0), variableCodes(table, cutOrdinals, pieces));
    }

    /** Writes the text, with the codes that the values of the image ask for. */
    void append(RowImage image, ByteBuilder out) {
        out.append(first);
        for (VariableCode code : codes) {
            out.append(code.of(image));
            out.append(code.textAfter);
        }
    }

    private static void appendName(boolean isFirst, Column column, ByteBuilder text) {
        text.append((byte) (isFirst ? '{' : ','));
        JsonText.appendQuoted(column.name(), text);
        text.append((byte) ':');
    }

    private static VariableCode[] variableCodes(TableVersion table, List<Integer> ordinals, List<byte[]> pieces) {
        VariableCode[] codes = new VariableCode[ordinals.size()];
        for (int i = 0; i < codes.length; i++) {
            int ordinal = ordinals.get(i);
            SqlType type = SqlType.of(table.column(ordinal).type());
            codes[i] = new VariableCode(ordinal, type, digits(type.code()), digits(type.wider()), pieces.get(i + 1));
        }
        return codes;
    }

    private static byte[] digits(int code) {
        return Integer.toString(code).getBytes(StandardCharsets.US_ASCII);
    }
}
