package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;

/**
 * DECIMAL as the server packs it: groups of nine digits in four bytes, the groups at both outer ends shorter, big-endian,
 * the first bit inverted and all bits inverted when negative. Printed digit by digit, never through a number object.
 */
final class DecimalText {
    static final int MAX_PRECISION = 65;
    private static final int GROUP_DIGITS = 9;
    private static final int GROUP_BYTES = 4;
    private static final int[] BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private DecimalText() {}

    /** Bytes of a DECIMAL(precision, scale). */
    static int width(int precision, int scale) {
        int integer = precision - scale;
        return integer / GROUP_DIGITS * GROUP_BYTES
                + BYTES[integer % GROUP_DIGITS]
                + scale / GROUP_DIGITS * GROUP_BYTES
                + BYTES[scale % GROUP_DIGITS];
    }

    /** Appends a value of {@link #width} bytes: a sign if negative, one leading zero, exactly its scale of digits. */
    static void append(byte[] bytes, int at, int precision, int scale, ByteBuilder out) {
        int invert = bytes[at] < 0 ? 0 : -1;
        byte[] target = out.reserve(precision + 3);
        int start = out.length();
        int to = start;
        if (invert != 0) {
            target[to++] = '-';
        }
        int from = at;
        int firstDigit = to;
        int digits = (precision - scale) % GROUP_DIGITS;
        int integerEnd = at + width(precision - scale, 0);
        while (from < integerEnd) {
            if (digits > 0) {
                int value = group(bytes, from, digits, at, invert);
                to = storeInteger(target, to, value, digits, to == firstDigit);
                from += BYTES[digits];
            }
            digits = GROUP_DIGITS;
        }
        if (to == firstDigit) {
            target[to++] = '0';
        }
        if (scale > 0) {
            target[to++] = '.';
            for (int rest = scale; rest > 0; rest -= GROUP_DIGITS) {
                digits = Math.min(rest, GROUP_DIGITS);
                to = Digits.store(target, to, group(bytes, from, digits, at, invert), digits);
                from += BYTES[digits];
            }
        }
        out.advance(to - start);
    }

    /** Leading zeros of the whole number are left out. */
    private static int storeInteger(byte[] target, int at, int value, int digits, boolean leading) {
        if (!leading) {
            return Digits.store(target, at, value, digits);
        }
        int significant = digits;
        while (significant > 0 && value < Digits.POWERS[significant - 1]) {
            significant--;
        }
        // A value of 0 has no significant digit; POWERS[0] is 1.
        return Digits.store(target, at, value, significant);
    }

    private static int group(byte[] bytes, int from, int digits, int first, int invert) {
        int width = BYTES[digits];
        long mask = (1L << (width * 8)) - 1;
        long value = (BigEndian.unsigned(bytes, from, width) ^ invert) & mask;
        if (from == first) {
            value ^= 1L << (width * 8 - 1);
        }
        if (value >= Digits.POWERS[digits]) {
            throw new MalformedCellException("a group of " + digits + " decimal digits has the value " + value);
        }
        return (int) value;
    }
}
