package io.tidegate.encode.debezium;

import io.tidegate.encode.json.Base64Text;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The default of a column as JSON, converted from the text in the server's catalogue to what a value of the column looks
 * like. A moment that the server fills in, {@code CURRENT_TIMESTAMP}, is the beginning of 1970, as in Debezium.
 */
final class DefaultValue {
    private static final int USUAL_LENGTH = 32;
    private static final Pattern BITS = Pattern.compile("(?:b')?([01]{1,64})'?");
    private static final Pattern DATETIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?))?");
    private static final Pattern TIME = Pattern.compile("-?\\d{2,3}:\\d\\d:\\d\\d(?:\\.\\d{1,6})?");
    private static final Pattern HEX = Pattern.compile("0x((?:[0-9A-Fa-f]{2})*)");

    private DefaultValue() {}

    /** What stands as {@code default} in the schema of a column; null when it has none or one that cannot be converted. */
    static byte @Nullable [] inSchema(Column column) {
        String text = column.defaultText();
        if (text == null) {
            return null;
        }
        // TiCDC leaves the text of a binary default as it is.
        return Rendering.of(column.type()) == Rendering.BINARY ? quoted(text) : json(column, text);
    }

    /** What stands for NULL in a row when defaults replace it; null when the column has no default to do so. */
    static byte @Nullable [] inRow(Column column) {
        String text = column.defaultText();
        return text == null ? null : json(column, text);
    }

    private static byte @Nullable [] json(Column column, String text) {
        return switch (Rendering.of(column.type())) {
            case INT16, INT32, INT64 -> integer(text);
            case YEAR -> year(text);
            case FLOAT, WIDE_FLOAT, DOUBLE, DECIMAL -> floating(text);
            case BOOLEAN, BITS -> bits(column, text);
            case DATE -> date(column, text);
            case DATETIME_MILLIS -> datetime(column, text, 1000);
            case DATETIME_MICROS -> datetime(column, text, 1);
            case TIMESTAMP -> timestamp(column, text);
            case TIME -> time(text);
            case BINARY -> base64(text);
            case TEXT, ENUM, SET, JSON, VECTOR -> quoted(text);
        };
    }

    private static byte @Nullable [] integer(String text) {
        try {
            // The lowest 64 bits, as of a value.
            return number(new BigDecimal(text.strip()).toBigIntegerExact().longValue());
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static byte @Nullable [] year(String text) {
        byte[] year = integer(text);
        if (year == null) {
            return null;
        }
        long number = Long.parseLong(new String(year, StandardCharsets.US_ASCII));
        return number(number < 70 ? number + 2000 : number < 100 ? number + 1900 : number);
    }

    private static byte @Nullable [] floating(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
            FloatText.appendNumber(value, out);
            return out.toBytes();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static byte @Nullable [] bits(Column column, String text) {
        Matcher bits = BITS.matcher(text);
        if (!bits.matches()) {
            return null;
        }
        long value = Long.parseUnsignedLong(bits.group(1), 2);
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        if (Rendering.of(column.type()) == Rendering.BOOLEAN) {
            out.appendAscii(value != 0 ? "true" : "false");
        } else {
            BitsText.append(value, BitsText.bytes(column.type()), out);
        }
        return out.toBytes();
    }

    private static byte @Nullable [] date(Column column, String text) {
        Matcher date = DATETIME.matcher(text);
        long day = date.matches() ? TemporalNumber.epochDay(ascii(date.group(1))) : TemporalNumber.INVALID;
        return day == TemporalNumber.INVALID ? zeroUnlessNullable(column) : number(day);
    }

    private static byte @Nullable [] datetime(Column column, String text, int microsPerUnit) {
        Matcher datetime = DATETIME.matcher(text);
        if (!datetime.matches()) {
            return number(0);
        }
        long micros = micros(datetime);
        return micros == TemporalNumber.INVALID
                ? zeroUnlessNullable(column)
                : number(Math.floorDiv(micros, microsPerUnit));
    }

    private static byte @Nullable [] timestamp(Column column, String text) {
        Matcher datetime = DATETIME.matcher(text);
        if (datetime.matches()) {
            long micros = micros(datetime);
            if (micros > 0) {
                ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
                out.append((byte) '"');
                UtcText.append(micros, column.type().fractionDigits(), out);
                out.append((byte) '"');
                return out.toBytes();
            }
        } else if (!text.toLowerCase(Locale.ROOT).startsWith("current_timestamp")) {
            return null;
        }
        return column.nullable() ? null : quoted(new String(UtcText.ZERO, StandardCharsets.US_ASCII));
    }

    private static byte @Nullable [] time(String text) {
        if (!TIME.matcher(text).matches()) {
            return null;
        }
        byte[] ascii = ascii(text);
        return number(TemporalNumber.timeMicros(ascii, ascii.length));
    }

    private static byte[] base64(String text) {
        Matcher hex = HEX.matcher(text);
        byte[] bytes = hex.matches() ? HexFormat.of().parseHex(hex.group(1)) : text.getBytes(StandardCharsets.UTF_8);
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        out.append((byte) '"');
        Base64Text.append(bytes, 0, bytes.length, out);
        out.append((byte) '"');
        return out.toBytes();
    }

    private static long micros(Matcher datetime) {
        String clock = datetime.group(2);
        byte[] text = ascii(datetime.group(1) + " " + (clock == null ? "00:00:00" : clock));
        return TemporalNumber.epochMicros(text, text.length);
    }

    private static byte @Nullable [] zeroUnlessNullable(Column column) {
        return column.nullable() ? null : number(0);
    }

    private static byte[] number(long value) {
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        IntegerText.append(value, out);
        return out.toBytes();
    }

    private static byte[] quoted(String text) {
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        JsonText.appendQuoted(JsonEscapes.PLAIN, text, out);
        return out.toBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
