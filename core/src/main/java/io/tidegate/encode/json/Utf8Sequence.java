package io.tidegate.encode.json;

/**
 * The well-formed byte sequences of UTF-8 (Unicode standard, table 3-7): no overlong forms, no surrogates, nothing above
 * U+10FFFF.
 */
public final class Utf8Sequence {
    private Utf8Sequence() {}

    /**
     * The length of the sequence of two to four bytes that starts with the non-ASCII byte at {@code at}; 0 when there is
     * no well-formed one before {@code end}.
     */
    public static int lengthAt(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        if (lead < 0xe0) {
            return lead >= 0xc2 && end - at >= 2 && isContinuation(bytes[at + 1]) ? 2 : 0;
        }
        if (lead < 0xf0) {
            return end - at >= 3 && isSecondOfThree(lead, bytes[at + 1] & 0xff) && isContinuation(bytes[at + 2])
                    ? 3
                    : 0;
        }
        return end - at >= 4
                        && isSecondOfFour(lead, bytes[at + 1] & 0xff)
                        && isContinuation(bytes[at + 2])
                        && isContinuation(bytes[at + 3])
                ? 4
                : 0;
    }

    /** The code point of a well-formed sequence of {@code length} bytes, which is two to four. */
    public static int codePointAt(byte[] bytes, int at, int length) {
        int bits = bytes[at] & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            bits = bits << 6 | (bytes[at + i] & 0x3f);
        }
        return bits;
    }

    private static boolean isSecondOfThree(int lead, int second) {
        int lowest = lead == 0xe0 ? 0xa0 : 0x80;
        int highest = lead == 0xed ? 0x9f : 0xbf;
        return second >= lowest && second <= highest;
    }

    private static boolean isSecondOfFour(int lead, int second) {
        int lowest = lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xf4 ? 0x8f : 0xbf;
        return lead <= 0xf4 && second >= lowest && second <= highest;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xc0) == 0x80;
    }
}
