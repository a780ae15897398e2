package io.tidegate.encode.debezium;

import io.tidegate.encode.json.Base64Text;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowImage;
import java.nio.charset.StandardCharsets;

/** Writes values that are not NULL as JSON. Keeps nothing but what it reads them through. */
final class ValueText {
    private static final int MICROS_PER_MILLI = 1000;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final ByteSlice slice = new ByteSlice();
    private final ByteBuilder scratch = new ByteBuilder(128);
    private int maxLength;

    /** Text that makes {@code out} longer than this is left out from now on: the message is too large anyway. */
    void limit(int bytes) {
        this.maxLength = bytes;
    }

    /**
     * Writes a value and returns whether it had room. Only what a user can make arbitrarily long is held against the
     * limit, so that a giant value is refused before it is escaped.
     */
    boolean append(ColumnPlan column, RowImage image, ByteBuilder out) {
        int ordinal = column.ordinal();
        switch (column.rendering()) {
            case INT16, INT32, INT64, YEAR -> IntegerText.append(image.integer(ordinal), out);
            case FLOAT, WIDE_FLOAT -> FloatText.appendNumber(image.float32(ordinal), out);
            case DOUBLE -> FloatText.appendNumber(image.float64(ordinal), out);
            case DECIMAL -> {
                scratch.clear();
                image.decimalText(ordinal, scratch);
                DecimalNumber.append(scratch.array(), scratch.length(), out);
            }
            case BOOLEAN -> out.append(image.integer(ordinal) != 0 ? TRUE : FALSE);
            case BITS -> BitsText.append(image.integer(ordinal), column.size(), out);
            case DATE -> {
                readTemporal(ordinal, image);
                appendDate(TemporalNumber.epochDay(scratch.array()), 1, column, out);
            }
            case DATETIME_MILLIS -> {
                readTemporal(ordinal, image);
                long micros = TemporalNumber.epochMicros(scratch.array(), scratch.length());
                appendDate(micros, MICROS_PER_MILLI, column, out);
            }
            case DATETIME_MICROS -> {
                readTemporal(ordinal, image);
                appendDate(TemporalNumber.epochMicros(scratch.array(), scratch.length()), 1, column, out);
            }
            case TIMESTAMP -> appendTimestamp(image.timestampMicros(ordinal), column.size(), out);
            case TIME -> {
                readTemporal(ordinal, image);
                IntegerText.append(TemporalNumber.timeMicros(scratch.array(), scratch.length()), out);
            }
            case ENUM -> appendMember(image.integer(ordinal), column.members(), out);
            case SET -> appendMembers(image.integer(ordinal), column.members(), out);
            case VECTOR -> {
                out.append((byte) '"');
                image.vectorText(ordinal, out);
                out.append((byte) '"');
            }
            case TEXT -> {
                image.text(ordinal, slice);
                return appendText(out);
            }
            case JSON -> {
                image.jsonText(ordinal, slice);
                return appendText(out);
            }
            case BINARY -> {
                image.bytes(ordinal, slice);
                return appendBase64(out);
            }
        }
        return true;
    }

    private void readTemporal(int ordinal, RowImage image) {
        scratch.clear();
        image.temporalText(ordinal, scratch);
    }

    private static void appendDate(long number, int divisor, ColumnPlan column, ByteBuilder out) {
        if (number == TemporalNumber.INVALID) {
            out.append(column.whenInvalid());
        } else {
            // Milliseconds are exact: the fraction has no more than three digits.
            IntegerText.append(number / divisor, out);
        }
    }

    private static void appendTimestamp(long micros, int fractionDigits, ByteBuilder out) {
        out.append((byte) '"');
        if (micros == 0) {
            out.append(UtcText.ZERO);
        } else {
            UtcText.append(micros, fractionDigits, out);
        }
        out.append((byte) '"');
    }

    private static void appendMember(long index, byte[][] members, ByteBuilder out) {
        out.append((byte) '"');
        if (index > 0 && index <= members.length) {
            out.append(members[(int) index - 1]);
        }
        out.append((byte) '"');
    }

    /** A mask with a bit that no member has is an invalid value and has no text at all. */
    private static void appendMembers(long mask, byte[][] members, ByteBuilder out) {
        out.append((byte) '"');
        if (members.length == Long.SIZE || mask >>> members.length == 0) {
            int start = out.length();
            for (long rest = mask; rest != 0; rest &= rest - 1) {
                if (out.length() > start) {
                    out.append((byte) ',');
                }
                out.append(members[Long.numberOfTrailingZeros(rest)]);
            }
        }
        out.append((byte) '"');
    }

    private boolean appendText(ByteBuilder out) {
        if (slice.length() > maxLength - out.length()) {
            return false;
        }
        out.append((byte) '"');
        JsonText.appendUtf8(JsonEscapes.PLAIN, slice.array(), slice.offset(), slice.length(), out);
        out.append((byte) '"');
        return true;
    }

    private boolean appendBase64(ByteBuilder out) {
        if (Base64Text.length(slice.length()) > maxLength - out.length()) {
            return false;
        }
        out.append((byte) '"');
        Base64Text.append(slice.array(), slice.offset(), slice.length(), out);
        out.append((byte) '"');
        return true;
    }
}
