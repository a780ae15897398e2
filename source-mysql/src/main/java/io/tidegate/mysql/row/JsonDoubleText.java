package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;

/**
 * Prints a double as MySQL does inside JSON: the shortest digits that read back as the same number, positional in the
 * middle of the range and with at least one digit after the point, else with an exponent. Not thread safe.
 *
 * <p>With the number as {@code 0.d1…dn × 10^point} it is positional iff {@code point >= -14} and either {@code point <= 15}
 * or there are more digits than {@code point}.
 */
final class JsonDoubleText {
    private static final int MIN_POINT = -14;
    private static final int MAX_POINT = 15;

    private final ByteBuilder positional = new ByteBuilder(400);
    private final byte[] digits = new byte[400];

    void append(double value, ByteBuilder out) {
        positional.clear();
        FloatText.append(value, positional);
        byte[] text = positional.array();
        int length = positional.length();
        int from = text[0] == '-' ? 1 : 0;
        int pointAt = from;
        while (pointAt < length && text[pointAt] != '.') {
            pointAt++;
        }
        int count = digits(text, from, length);
        int first = firstSignificant(text, from, length);
        if (count == 0) {
            out.append(text, 0, length);
            out.appendAscii(".0");
            return;
        }
        int point = first < pointAt ? pointAt - first : pointAt - first + 1;
        if (point >= MIN_POINT && (point <= MAX_POINT || count > point)) {
            out.append(text, 0, length);
            if (pointAt == length) {
                out.appendAscii(".0");
            }
            return;
        }
        out.append(text, 0, from);
        out.append(digits[0]);
        if (count > 1) {
            out.append((byte) '.');
            out.append(digits, 1, count - 1);
        }
        out.append((byte) 'e');
        IntegerText.append(point - 1, out);
    }

    private static int firstSignificant(byte[] text, int from, int length) {
        int at = from;
        while (at < length && (text[at] == '0' || text[at] == '.')) {
            at++;
        }
        return at;
    }

    /** Collects the significant digits, without zeros at either end, and returns how many there are. */
    private int digits(byte[] text, int from, int length) {
        int count = 0;
        for (int i = firstSignificant(text, from, length); i < length; i++) {
            if (text[i] != '.') {
                digits[count++] = text[i];
            }
        }
        while (count > 0 && digits[count - 1] == '0') {
            count--;
        }
        return count;
    }
}
