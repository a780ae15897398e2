package io.tidegate.encode.avro;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowImage;

/** Writes values that are not NULL. Keeps what it reads through; not thread safe. */
final class ValueBytes {
    private final ByteSlice slice = new ByteSlice();
    private final UnscaledDecimal decimal = new UnscaledDecimal();
    private int maxLength;

    /** A value that makes the message longer than this is left out: the message is too large anyway. */
    void limit(int bytes) {
        maxLength = bytes;
    }

    /**
     * Writes a value and returns whether it had room. Only what a user can make arbitrarily long is held against the
     * limit.
     */
    boolean append(Field field, RowImage image, ByteBuilder out) {
        int column = field.ordinal();
        switch (field.writing()) {
            case INTEGER -> AvroBinary.appendLong(image.integer(column), out);
            case FLOAT -> AvroBinary.appendFloat(image.float32(column), out);
            case DOUBLE -> AvroBinary.appendDouble(image.float64(column), out);
            case DECIMAL -> decimal.append(image, column, out);
            case BIT -> appendBits(image.integer(column), field.bytes(), out);
            case ENUM -> out.append(field.members()[Math.toIntExact(image.integer(column))]);
            case SET -> appendSet(image.integer(column), field.members(), out);
            case TEXT -> {
                image.text(column, slice);
                return appendSlice(out);
            }
            case JSON -> {
                image.jsonText(column, slice);
                return appendSlice(out);
            }
            case BYTES -> {
                image.bytes(column, slice);
                return appendSlice(out);
            }
            case UNSIGNED_TEXT, DECIMAL_TEXT, TEMPORAL, VECTOR -> appendText(field, image, out);
        }
        return true;
    }

    private static void appendText(Field field, RowImage image, ByteBuilder out) {
        int column = field.ordinal();
        int start = AvroBinary.beginBytes(out);
        switch (field.writing()) {
            case UNSIGNED_TEXT -> IntegerText.appendUnsigned(image.integer(column), out);
            case DECIMAL_TEXT -> image.decimalText(column, out);
            case TEMPORAL -> image.temporalText(column, out);
            case VECTOR -> image.vectorText(column, out);
            case INTEGER, FLOAT, DOUBLE, DECIMAL, BIT, ENUM, SET, TEXT, BYTES, JSON ->
                throw new IllegalStateException(field.writing() + " is not written as text of unknown length");
        }
        AvroBinary.endBytes(start, out);
    }

    private boolean appendSlice(ByteBuilder out) {
        if (slice.length() > maxLength - out.length()) {
            return false;
        }
        AvroBinary.appendBytes(slice.array(), slice.offset(), slice.length(), out);
        return true;
    }

    /** As many bytes as the column has, with leading zeros. */
    private static void appendBits(long value, int bytes, ByteBuilder out) {
        AvroBinary.appendLong(bytes, out);
        byte[] target = out.reserve(bytes);
        for (int i = 0, at = out.length(); i < bytes; i++) {
            target[at + i] = (byte) (value >>> (Byte.SIZE * (bytes - 1 - i)));
        }
        out.advance(bytes);
    }

    private static void appendSet(long mask, byte[][] members, ByteBuilder out) {
        int start = AvroBinary.beginBytes(out);
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            if (out.length() > start) {
                out.append((byte) ',');
            }
            out.append(members[Long.numberOfTrailingZeros(rest) + 1]);
        }
        AvroBinary.endBytes(start, out);
    }
}
