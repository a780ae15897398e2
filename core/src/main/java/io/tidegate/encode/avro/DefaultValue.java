package io.tidegate.encode.avro;

import io.tidegate.encode.avro.FieldType.Writing;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.FloatText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The default value of a column as JSON in the schema of a field. A default that is an expression and not a value counts
 * as none where the type has no text; on text, its source is the default, as in TiCDC.
 */
final class DefaultValue {
    private DefaultValue() {}

    /** The JSON of a column's default, null if the field is to have none but that of its NULL. */
    static @Nullable String json(Column column, FieldType type) {
        String text = column.defaultText();
        if (text == null || type.writing() == Writing.DECIMAL) {
            return null;
        }
        return switch (type.writing()) {
            case INTEGER -> integer(text);
            case FLOAT -> number(text, true);
            case DOUBLE -> number(text, false);
            case BIT -> bits(text, FieldType.bitBytes(column.type()));
            case BYTES -> base64(bytes(text));
            case TEMPORAL -> quoted(isNow(text) ? "CURRENT_TIMESTAMP" : text);
            case DECIMAL, UNSIGNED_TEXT, DECIMAL_TEXT, ENUM, SET, TEXT, JSON, VECTOR -> quoted(text);
        };
    }

    private static @Nullable String integer(String text) {
        String digits =
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> "1";
                    case "false" -> "0";
                    default -> text;
                };
        try {
            // Of BIGINT UNSIGNED the upper half is negative, in the schema as in the data.
            return Long.toString(new BigInteger(digits).longValue());
        } catch (NumberFormatException expression) {
            return null;
        }
    }

    /** Of a FLOAT the double that it widens to. */
    private static @Nullable String number(String text, boolean single) {
        double value;
        try {
            value = single ? Float.parseFloat(text) : Double.parseDouble(text);
        } catch (NumberFormatException expression) {
            return null;
        }
        ByteBuilder out = new ByteBuilder(32);
        FloatText.appendNumber(value, out);
        return out.utf8();
    }

    /** Of a BIT, written as {@code b'101'} or as a number. */
    private static @Nullable String bits(String text, int bytes) {
        BigInteger value;
        try {
            value = text.startsWith("b'") && text.endsWith("'")
                    ? new BigInteger(text.substring(2, text.length() - 1), 2)
                    : new BigInteger(text);
        } catch (NumberFormatException expression) {
            return null;
        }
        byte[] fixed = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            fixed[i] = value.shiftRight(Byte.SIZE * (bytes - 1 - i)).byteValue();
        }
        return base64(fixed);
    }

    /** MySQL prints the default of a binary column in hexadecimal, MariaDB as it is. */
    private static byte[] bytes(String text) {
        if (text.startsWith("0x") && text.length() % 2 == 0) {
            try {
                return HexFormat.of().parseHex(text, 2, text.length());
            } catch (IllegalArgumentException e) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** TiDB keeps this word, whatever the digits of its fraction. */
    private static boolean isNow(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return lowerCase.startsWith("current_timestamp") || lowerCase.startsWith("now(");
    }

    private static String base64(byte[] bytes) {
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
    }

    private static String quoted(String text) {
        ByteBuilder out = new ByteBuilder(text.length() + 2);
        JsonText.appendQuoted(text, out);
        return out.utf8();
    }
}
