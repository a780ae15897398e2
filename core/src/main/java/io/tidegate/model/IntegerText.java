package io.tidegate.model;

/** Appends integers as decimal ASCII digits without creating objects. */
public final class IntegerText {
    private static final int MAX_DIGITS = 20;

    /** {@code 00 01 … 99}: two digits for one division. */
    private static final byte[] PAIRS = new byte[200];

    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private IntegerText() {}

    /** Appends a signed number. */
    public static void append(long signed, ByteBuilder out) {
        if (signed < 0) {
            out.append((byte) '-');
            // The magnitude of the smallest long is right when it is read as unsigned.
            appendUnsigned(-signed, out);
        } else {
            appendPositive(signed, out);
        }
    }

    /** Appends a number of 64 bits without sign. */
    public static void appendUnsigned(long unsigned, ByteBuilder out) {
        if (unsigned >= 0) {
            appendPositive(unsigned, out);
            return;
        }
        long tens = Long.divideUnsigned(unsigned, 10);
        appendPositive(tens, out);
        out.append((byte) ('0' + (unsigned - tens * 10)));
    }

    /** How many digits a number that is not negative has. */
    static int digits(long positive) {
        // 0 has a digit too, and no power of ten is odd: the count stays the same.
        long value = positive | 1;
        // 1233 / 4096 is log10(2): right, or one too few.
        int digits = ((Long.SIZE - Long.numberOfLeadingZeros(value)) * 1233) >>> 12;
        return value < POWERS_OF_TEN[digits] ? digits : digits + 1;
    }

    /** Stores a number that is not negative so that its last digit comes right before {@code end}; returns the start. */
    static int storeBefore(byte[] target, int end, long positive) {
        int at = end;
        long rest = positive;
        while (rest >= 100_000_000) {
            long above = rest / 100_000_000;
            at -= 8;
            storeEight(target, at, (int) (rest - above * 100_000_000));
            rest = above;
        }
        int small = (int) rest;
        while (small >= 100) {
            int hundreds = small / 100;
            at -= 2;
            storePair(target, at, small - hundreds * 100);
            small = hundreds;
        }
        if (small >= 10) {
            at -= 2;
            storePair(target, at, small);
        } else {
            target[--at] = (byte) ('0' + small);
        }
        return at;
    }

    /** Stores eight digits; no pair waits for the division of the one behind it. */
    private static void storeEight(byte[] target, int at, int value) {
        int upper = value / 10_000;
        int lower = value - upper * 10_000;
        storePair(target, at, upper / 100);
        storePair(target, at + 2, upper % 100);
        storePair(target, at + 4, lower / 100);
        storePair(target, at + 6, lower % 100);
    }

    private static void storePair(byte[] target, int at, int value) {
        target[at] = PAIRS[2 * value];
        target[at + 1] = PAIRS[2 * value + 1];
    }

    private static void appendPositive(long value, ByteBuilder out) {
        byte[] target = out.reserve(MAX_DIGITS);
        int digits = digits(value);
        storeBefore(target, out.length() + digits, value);
        out.advance(digits);
    }
}
