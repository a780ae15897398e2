package io.tidegate.model;

/** Appends integers as decimal ASCII digits without creating objects. */
public final class IntegerText {
    private static final int MAX_DIGITS = 20;

    /** {@code 00 01 … 99}: two digits for one division. */
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
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
        int digits = 1;
        for (long rest = positive; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Stores a number that is not negative so that its last digit comes right before {@code end}; returns the start. */
    static int storeBefore(byte[] target, int end, long positive) {
        int at = end;
        long rest = positive;
        while (rest >= 100) {
            long hundreds = rest / 100;
            int pair = (int) (rest - hundreds * 100) * 2;
            target[--at] = PAIRS[pair + 1];
            target[--at] = PAIRS[pair];
            rest = hundreds;
        }
        if (rest >= 10) {
            target[--at] = PAIRS[(int) rest * 2 + 1];
            target[--at] = PAIRS[(int) rest * 2];
        } else {
            target[--at] = (byte) ('0' + rest);
        }
        return at;
    }

    private static void appendPositive(long value, ByteBuilder out) {
        byte[] target = out.reserve(MAX_DIGITS);
        int digits = digits(value);
        storeBefore(target, out.length() + digits, value);
        out.advance(digits);
    }
}
