package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.RowImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Any cell as text, to compare with; NULL is {@code NULL}, bytes and character data are hex. */
final class CellText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private CellText() {}

    static String of(Column column, RowImage image, int ordinal) {
        if (image.isNull(ordinal)) {
            return "NULL";
        }
        ByteBuilder text = new ByteBuilder(16);
        ByteSlice slice = new ByteSlice();
        ColumnKind kind = column.type().kind();
        switch (kind) {
            case TINYINT, SMALLINT, MEDIUMINT, INT -> text.appendAscii(Long.toString(image.integer(ordinal)));
            case BIGINT ->
                text.appendAscii(
                        column.type().unsigned()
                                ? Long.toUnsignedString(image.integer(ordinal))
                                : Long.toString(image.integer(ordinal)));
            case BIT, ENUM, SET, YEAR -> text.appendAscii(Long.toUnsignedString(image.integer(ordinal)));
            case FLOAT -> text.appendAscii(Float.toString(image.float32(ordinal)));
            case DOUBLE -> text.appendAscii(Double.toString(image.float64(ordinal)));
            case DECIMAL -> image.decimalText(ordinal, text);
            case DATE, DATETIME, TIMESTAMP, TIME -> image.temporalText(ordinal, text);
            case VECTOR -> image.vectorText(ordinal, text);
            case UUID, INET4, INET6 -> {
                image.text(ordinal, slice);
                text.append(slice.toBytes());
            }
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> {
                image.text(ordinal, slice);
                text.appendAscii(HEX.formatHex(slice.toBytes()));
            }
            case JSON -> {
                image.jsonText(ordinal, slice);
                text.appendAscii(HEX.formatHex(slice.toBytes()));
            }
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> {
                image.bytes(ordinal, slice);
                text.appendAscii(HEX.formatHex(slice.toBytes()));
            }
        }
        return text.utf8();
    }

    /** The bytes of a vector from its text: the server rounds the text, so only they can be compared. */
    static String vectorHex(String text) {
        String[] elements = text.substring(1, text.length() - 1).split(",");
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        for (String element : elements) {
            bytes.putFloat(Float.parseFloat(element));
        }
        return HEX.formatHex(bytes.array());
    }

    /** The text a server sent, in the same form. */
    static String canonical(ColumnKind kind, String fromServer) {
        if (fromServer == null) {
            return "NULL";
        }
        return switch (kind) {
            // The server prints a FLOAT as a DOUBLE with more digits than it has.
            case FLOAT -> Float.toString((float) Double.parseDouble(fromServer));
            case DOUBLE -> Double.toString(Double.parseDouble(fromServer));
            default -> fromServer;
        };
    }
}
