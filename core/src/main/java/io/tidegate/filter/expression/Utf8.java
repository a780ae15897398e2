package io.tidegate.filter.expression;

/** Reads UTF-8 code point by code point; a byte that is none of it counts as U+FFFD. */
final class Utf8 {
    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** The code point at an index below {@code end}. */
    static int codePoint(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first >= 0) {
            return first;
        }
        int width = width(bytes, at, end);
        return switch (width) {
            case 2 -> (first & 0x1F) << 6 | (bytes[at + 1] & 0x3F);
            case 3 -> (first & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | (bytes[at + 2] & 0x3F);
            case 4 ->
                (first & 0x07) << 18
                        | (bytes[at + 1] & 0x3F) << 12
                        | (bytes[at + 2] & 0x3F) << 6
                        | (bytes[at + 3] & 0x3F);
            default -> REPLACEMENT;
        };
    }

    /** How many bytes the code point at an index takes. */
    static int width(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int width = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
        for (int i = 1; i < width; i++) {
            if (at + i >= end || (bytes[at + i] & 0xC0) != 0x80) {
                return 1;
            }
        }
        return width;
    }
}
