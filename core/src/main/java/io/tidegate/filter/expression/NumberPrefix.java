package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import java.nio.charset.StandardCharsets;

/**
 * The number that text begins with, as MySQL converts text to a number: blanks in front do not count, what follows the
 * number is ignored, and text without one is 0.
 */
final class NumberPrefix {
    private static final int EXACT_DIGITS = 15;
    private static final double[] EXACT_POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private NumberPrefix() {}

    static double parse(ByteSlice text) {
        byte[] bytes = text.array();
        int end = text.offset() + text.length();
        int at = text.offset();
        while (at < end && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
            at++;
        }
        int start = at;
        at += at < end && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
        long digits = 0;
        int count = 0;
        int fraction = 0;
        boolean point = false;
        for (; at < end && (isDigit(bytes[at]) || (bytes[at] == '.' && !point)); at++) {
            if (bytes[at] == '.') {
                point = true;
            } else {
                digits = count < EXACT_DIGITS ? digits * 10 + bytes[at] - '0' : digits;
                count++;
                fraction += point ? 1 : 0;
            }
        }
        if (count == 0) {
            return 0;
        }
        int afterExponent = exponentEnd(bytes, at, end);
        if (afterExponent == at && count <= EXACT_DIGITS) {
            // Both numbers are exact as doubles, so that their quotient is the nearest double.
            double magnitude = digits / EXACT_POWERS[fraction];
            return bytes[start] == '-' ? -magnitude : magnitude;
        }
        return Double.parseDouble(new String(bytes, start, afterExponent - start, StandardCharsets.US_ASCII));
    }

    /** Behind an exponent, or where it would begin if there is none. */
    private static int exponentEnd(byte[] bytes, int from, int end) {
        int at = from;
        if (at >= end || (bytes[at] | 0x20) != 'e') {
            return from;
        }
        at++;
        at += at < end && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
        int digits = at;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at == digits ? from : at;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
