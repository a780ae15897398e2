package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Decimals as plain ASCII digits, with a minus sign and a point where needed: compared without an object. */
final class DecimalDigits {
    private DecimalDigits() {}

    /** The sign of the comparison of two decimals, of any scale and with any number of zeros at either end. */
    static int compare(ByteSlice left, ByteSlice right) {
        boolean leftNegative = isNegative(left);
        if (leftNegative != isNegative(right)) {
            return isZero(left) && isZero(right) ? 0 : leftNegative ? -1 : 1;
        }
        int sign = compareMagnitudes(left, right);
        return leftNegative ? -sign : sign;
    }

    static boolean isZero(ByteSlice decimal) {
        for (int i = decimal.offset(); i < decimal.offset() + decimal.length(); i++) {
            if (decimal.array()[i] >= '1' && decimal.array()[i] <= '9') {
                return false;
            }
        }
        return true;
    }

    static BigDecimal parse(ByteSlice decimal) {
        return new BigDecimal(
                new String(decimal.array(), decimal.offset(), decimal.length(), StandardCharsets.US_ASCII));
    }

    private static boolean isNegative(ByteSlice decimal) {
        return decimal.length() > 0 && decimal.array()[decimal.offset()] == '-';
    }

    private static int compareMagnitudes(ByteSlice left, ByteSlice right) {
        int leftAt = firstDigit(left);
        int rightAt = firstDigit(right);
        int leftPoint = point(left, leftAt);
        int rightPoint = point(right, rightAt);
        int sign = Integer.compare(leftPoint - leftAt, rightPoint - rightAt);
        for (; sign == 0 && leftAt < leftPoint; leftAt++, rightAt++) {
            sign = Byte.compare(left.array()[leftAt], right.array()[rightAt]);
        }
        if (sign != 0) {
            return sign;
        }
        int leftEnd = left.offset() + left.length();
        int rightEnd = right.offset() + right.length();
        leftAt = leftPoint + 1;
        rightAt = rightPoint + 1;
        for (; sign == 0 && (leftAt < leftEnd || rightAt < rightEnd); leftAt++, rightAt++) {
            byte leftDigit = leftAt < leftEnd ? left.array()[leftAt] : (byte) '0';
            byte rightDigit = rightAt < rightEnd ? right.array()[rightAt] : (byte) '0';
            sign = Byte.compare(leftDigit, rightDigit);
        }
        return sign;
    }

    /** Behind the sign and the zeros in front. */
    private static int firstDigit(ByteSlice decimal) {
        int at = decimal.offset();
        int end = at + decimal.length();
        while (at < end && (decimal.array()[at] == '-' || decimal.array()[at] == '0')) {
            at++;
        }
        return at;
    }

    private static int point(ByteSlice decimal, int from) {
        int end = decimal.offset() + decimal.length();
        int at = from;
        while (at < end && decimal.array()[at] != '.') {
            at++;
        }
        return at;
    }
}
