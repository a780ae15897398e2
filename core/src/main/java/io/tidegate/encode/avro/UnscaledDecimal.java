package io.tidegate.encode.avro;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.RowImage;

/**
 * A DECIMAL as Avro's logical type wants it: the digits without the point as one big-endian two's complement number of as
 * few bytes as it needs. Reuses its memory; not thread safe.
 */
final class UnscaledDecimal {
    /** 65 digits need 216 bits, and one for the sign. */
    private static final int WORDS = 7;

    private static final int LONGEST_TEXT = 68;
    private static final int DIGITS_OF_LONG = 18;
    private static final int MOST_DIGITS = 65;

    private final ByteBuilder text = new ByteBuilder(LONGEST_TEXT);

    /** The magnitude in words of 32 bits, the lowest first. */
    private final int[] words = new int[WORDS];

    private int used;

    /** Appends the value of a column as Avro bytes. */
    void append(RowImage image, int column, ByteBuilder out) {
        text.clear();
        image.decimalText(column, text);
        byte[] chars = text.array();
        int length = text.length();
        boolean negative = length > 0 && chars[0] == '-';
        if (length <= DIGITS_OF_LONG) {
            appendLong(magnitude(chars, negative ? 1 : 0, length), negative, out);
        } else {
            read(chars, negative ? 1 : 0, length);
            appendWords(negative, out);
        }
    }

    private static long magnitude(byte[] chars, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (chars[i] != '.') {
                value = value * 10 + chars[i] - '0';
            }
        }
        return value;
    }

    private static void appendLong(long magnitude, boolean negative, ByteBuilder out) {
        long value = negative ? -magnitude : magnitude;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value) + 1;
        int bytes = (bits + Byte.SIZE - 1) / Byte.SIZE;
        AvroBinary.appendLong(bytes, out);
        byte[] target = out.reserve(bytes);
        for (int i = 0, at = out.length(); i < bytes; i++) {
            target[at + i] = (byte) (value >> (Byte.SIZE * (bytes - 1 - i)));
        }
        out.advance(bytes);
    }

    private void read(byte[] chars, int from, int to) {
        used = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            if (chars[i] != '.') {
                if (++digits > MOST_DIGITS) {
                    throw new IllegalArgumentException("a DECIMAL has 65 digits at most");
                }
                timesTenPlus(chars[i] - '0');
            }
        }
    }

    private void timesTenPlus(int digit) {
        long carry = digit;
        for (int i = 0; i < used; i++) {
            carry += Integer.toUnsignedLong(words[i]) * 10;
            words[i] = (int) carry;
            carry >>>= Integer.SIZE;
        }
        if (carry != 0) {
            words[used++] = (int) carry;
        }
    }

    private void appendWords(boolean negative, ByteBuilder out) {
        if (negative) {
            negate();
        }
        int bytes = used * Integer.BYTES + 1;
        int sign = negative && used > 0 ? -1 : 0;
        while (bytes > 1 && byteAt(bytes - 1, sign) == sign && (byteAt(bytes - 2, sign) < 0) == (sign < 0)) {
            bytes--;
        }
        AvroBinary.appendLong(bytes, out);
        byte[] target = out.reserve(bytes);
        for (int i = 0, at = out.length(); i < bytes; i++) {
            target[at + i] = byteAt(bytes - 1 - i, sign);
        }
        out.advance(bytes);
    }

    /** Turns the magnitude into the words of its two's complement. */
    private void negate() {
        long carry = 1;
        for (int i = 0; i < used; i++) {
            carry += Integer.toUnsignedLong(~words[i]);
            words[i] = (int) carry;
            carry >>>= Integer.SIZE;
        }
    }

    /** A byte of the number, the lowest is 0; beyond the words there is only the sign. */
    private byte byteAt(int index, int sign) {
        int word = index / Integer.BYTES;
        return (byte) (word < used ? words[word] >> (Byte.SIZE * (index % Integer.BYTES)) : sign);
    }
}
