package io.tidegate.encode.deadletter;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.Column;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableVersion;

/** Writes the handle key of a row as an object of texts, bytes as the characters of ISO-8859-1 they stand for. */
final class KeyText {
    private final ByteSlice slice = new ByteSlice();

    /** Appends the key of an image; false, with a part of it, when {@code out} would get longer than {@code maxLength}. */
    boolean append(TableVersion table, RowImage image, ByteBuilder out, int maxLength) {
        char before = '{';
        for (int ordinal : table.handleKey()) {
            Column column = table.column(ordinal);
            out.append((byte) before);
            JsonText.appendQuoted(JsonEscapes.PLAIN, column.name(), out);
            out.appendAscii(":\"");
            appendValue(column, ordinal, image, out);
            out.append((byte) '"');
            if (out.length() > maxLength) {
                return false;
            }
            before = ',';
        }
        out.append((byte) '}');
        return true;
    }

    /** A handle key has no NULL. */
    private void appendValue(Column column, int ordinal, RowImage image, ByteBuilder out) {
        switch (column.type().kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR, ENUM -> IntegerText.append(image.integer(ordinal), out);
            case BIGINT -> {
                if (column.type().unsigned() || column.type().zerofill()) {
                    IntegerText.appendUnsigned(image.integer(ordinal), out);
                } else {
                    IntegerText.append(image.integer(ordinal), out);
                }
            }
            case BIT, SET -> IntegerText.appendUnsigned(image.integer(ordinal), out);
            case FLOAT -> FloatText.append(image.float32(ordinal), out);
            case DOUBLE -> FloatText.append(image.float64(ordinal), out);
            case DECIMAL -> image.decimalText(ordinal, out);
            case DATE, DATETIME, TIMESTAMP, TIME -> image.temporalText(ordinal, out);
            case VECTOR -> image.vectorText(ordinal, out);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 -> {
                image.text(ordinal, slice);
                JsonText.appendUtf8(JsonEscapes.PLAIN, slice.array(), slice.offset(), slice.length(), out);
            }
            case JSON -> {
                image.jsonText(ordinal, slice);
                JsonText.appendUtf8(JsonEscapes.PLAIN, slice.array(), slice.offset(), slice.length(), out);
            }
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> {
                image.bytes(ordinal, slice);
                JsonText.appendLatin1(slice.array(), slice.offset(), slice.length(), out);
            }
        }
    }
}
