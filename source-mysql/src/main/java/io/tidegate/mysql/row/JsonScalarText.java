package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Prints the strings, numbers and opaque values of MySQL's binary JSON. Not thread safe. */
final class JsonScalarText {
    private static final int INT16 = 5;
    private static final int UINT16 = 6;
    private static final int INT32 = 7;
    private static final int UINT32 = 8;
    private static final int INT64 = 9;
    private static final int UINT64 = 10;
    private static final int DOUBLE = 11;
    private static final int STRING = 12;
    private static final int OPAQUE = 15;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int MAX_LENGTH_BYTES = 5;
    /** In JSON the server counts whole groups of nine digits, so that a DECIMAL(65,30) becomes a (66,30). */
    private static final int MAX_DECIMAL_DIGITS = 81;

    private static final int BASE64_LINE = 76;
    private static final byte[] LINE_END = {'\n'};

    private final JsonDoubleText doubles = new JsonDoubleText();

    /** Appends the scalar between {@code at} and {@code limit} and returns how many bytes it has. */
    int append(int type, byte[] bytes, int at, int limit, ByteBuilder out) {
        int width =
                switch (type) {
                    case INT16, UINT16 -> 2;
                    case INT32, UINT32 -> 4;
                    case INT64, UINT64, DOUBLE -> 8;
                    case STRING -> 1;
                    case OPAQUE -> 2;
                    default -> throw new MalformedCellException("a JSON value of type " + type);
                };
        if (limit - at < width) {
            throw new MalformedCellException("a JSON value that ends too early");
        }
        switch (type) {
            case INT16 -> IntegerText.append((short) LittleEndian.u16(bytes, at), out);
            case UINT16 -> IntegerText.append(LittleEndian.u16(bytes, at), out);
            case INT32 -> IntegerText.append(LittleEndian.i32(bytes, at), out);
            case UINT32 -> IntegerText.append(LittleEndian.u32(bytes, at), out);
            case INT64 -> IntegerText.append(LittleEndian.i64(bytes, at), out);
            case UINT64 -> IntegerText.appendUnsigned(LittleEndian.i64(bytes, at), out);
            case DOUBLE -> doubles.append(Double.longBitsToDouble(LittleEndian.i64(bytes, at)), out);
            default -> {
                boolean opaque = type == OPAQUE;
                int lengthAt = opaque ? at + 1 : at;
                int start = lengthAt + lengthBytes(bytes, lengthAt, limit);
                int length = length(bytes, lengthAt, start, limit);
                if (opaque) {
                    opaque(bytes[at] & 0xFF, bytes, start, length, out);
                } else {
                    string(bytes, start, length, out);
                }
                width = start + length - at;
            }
        }
        return width;
    }

    /** Appends a string in quotes; its bytes are UTF-8. */
    static void string(byte[] bytes, int at, int length, ByteBuilder out) {
        out.append((byte) '"');
        escaped(bytes, at, length, out);
        out.append((byte) '"');
    }

    private static void escaped(byte[] bytes, int at, int length, ByteBuilder out) {
        int clean = at;
        int end = at + length;
        for (int i = at; i < end; i++) {
            byte current = bytes[i];
            if (current == '"' || current == '\\' || (current >= 0 && current < 0x20)) {
                out.append(bytes, clean, i - clean);
                escape(current, out);
                clean = i + 1;
            }
        }
        out.append(bytes, clean, end - clean);
    }

    private static void escape(byte character, ByteBuilder out) {
        out.append((byte) '\\');
        switch (character) {
            case '"', '\\' -> out.append(character);
            case '\b' -> out.append((byte) 'b');
            case '\f' -> out.append((byte) 'f');
            case '\n' -> out.append((byte) 'n');
            case '\r' -> out.append((byte) 'r');
            case '\t' -> out.append((byte) 't');
            default -> {
                out.appendAscii("u00");
                out.append(HEX[character >> 4]);
                out.append(HEX[character & 15]);
            }
        }
    }

    private static int lengthBytes(byte[] bytes, int at, int limit) {
        for (int i = 0; i < MAX_LENGTH_BYTES && at + i < limit; i++) {
            if (bytes[at + i] >= 0) {
                return i + 1;
            }
        }
        throw new MalformedCellException("a JSON string without a length");
    }

    /** A length in groups of seven bits, the lowest first. */
    private static int length(byte[] bytes, int at, int end, int limit) {
        long length = 0;
        for (int i = end - 1; i >= at; i--) {
            length = length << 7 | (bytes[i] & 0x7F);
        }
        if (length > limit - end) {
            throw new MalformedCellException("a JSON string of " + length + " bytes in " + (limit - end) + " bytes");
        }
        return (int) length;
    }

    /** A value of an SQL type that JSON lacks. */
    private static void opaque(int type, byte[] bytes, int at, int length, ByteBuilder out) {
        switch (type) {
            case LogTypes.NEWDECIMAL -> decimal(bytes, at, length, out);
            case LogTypes.DATE, LogTypes.NEWDATE, LogTypes.DATETIME, LogTypes.TIMESTAMP, LogTypes.TIME -> {
                if (length != 8) {
                    throw new MalformedCellException("a date or time in JSON of " + length + " bytes");
                }
                out.append((byte) '"');
                temporal(type, LittleEndian.i64(bytes, at), out);
                out.append((byte) '"');
            }
            default -> base64(type, bytes, at, length, out);
        }
    }

    private static void decimal(byte[] bytes, int at, int length, ByteBuilder out) {
        int precision = length < 2 ? 0 : bytes[at] & 0xFF;
        int scale = length < 2 ? 0 : bytes[at + 1] & 0xFF;
        if (precision == 0
                || precision > MAX_DECIMAL_DIGITS
                || scale > precision
                || length != 2 + DecimalText.width(precision, scale)) {
            throw new MalformedCellException(
                    "a DECIMAL(" + precision + "," + scale + ") in JSON of " + length + " bytes");
        }
        DecimalText.append(bytes, at + 2, precision, scale, out);
    }

    /** Packed in 8 bytes: 40 bits as in the column type, 24 bits microseconds; a TIME as a whole is negated. */
    private static void temporal(int type, long packed, ByteBuilder out) {
        long magnitude = Math.abs(packed);
        long fields = magnitude >> 24;
        int micros = (int) (magnitude & 0xFF_FFFF);
        if (micros > 999_999 || magnitude < 0) {
            throw new MalformedCellException("a date or time in JSON of value " + packed);
        }
        if (type == LogTypes.TIME) {
            int time = (int) Math.min(fields, Integer.MAX_VALUE);
            TemporalText.packedTime(packed < 0, time, micros, TemporalText.MAX_FRACTION, out);
        } else if (packed < 0) {
            throw new MalformedCellException("a date in JSON of value " + packed);
        } else if (type == LogTypes.DATE || type == LogTypes.NEWDATE) {
            TemporalText.packedDate(fields, out);
        } else {
            TemporalText.packedDatetime(fields, micros, TemporalText.MAX_FRACTION, out);
        }
    }

    /** The server breaks the lines of its base64, then escapes the breaks like any other. */
    private static void base64(int type, byte[] bytes, int at, int length, ByteBuilder out) {
        byte[] encoded =
                Base64.getMimeEncoder(BASE64_LINE, LINE_END).encode(Arrays.copyOfRange(bytes, at, at + length));
        out.append("\"base64:type".getBytes(StandardCharsets.US_ASCII));
        IntegerText.append(type, out);
        out.append((byte) ':');
        escaped(encoded, 0, encoded.length, out);
        out.append((byte) '"');
    }
}
