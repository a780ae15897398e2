package io.tidegate.encode.debezium;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.FloatText;
import java.nio.charset.StandardCharsets;

/**
 * A DECIMAL as the JSON number of its nearest double. Up to 15 digits that number is the decimal itself without trailing
 * zeros: no two such decimals share a double, so none has a shorter text. Only longer decimals are parsed, which creates
 * objects.
 */
final class DecimalNumber {
    private static final int EXACT_DIGITS = 15;
    private static final int POSITIONAL_FRACTION_DIGITS = 6;

    private DecimalNumber() {}

    /** Appends plain ASCII digits {@code [-]d…[.d…]} of {@code length} bytes at the beginning of {@code text} as a number. */
    static void append(byte[] text, int length, ByteBuilder out) {
        int point = point(text, length);
        int end = length;
        if (point < length) {
            while (text[end - 1] == '0') {
                end--;
            }
            if (end - 1 == point) {
                end = point;
            }
        }
        int first = text[0] == '-' ? 1 : 0;
        while (first < end && (text[first] == '0' || text[first] == '.')) {
            first++;
        }
        if (first == end) {
            out.append((byte) '0');
            return;
        }
        int digits = end - first - (first < point && point < end ? 1 : 0);
        boolean positional = first - point <= POSITIONAL_FRACTION_DIGITS;
        if (digits <= EXACT_DIGITS && positional) {
            out.append(text, 0, end);
        } else {
            FloatText.appendNumber(Double.parseDouble(new String(text, 0, end, StandardCharsets.US_ASCII)), out);
        }
    }

    private static int point(byte[] text, int length) {
        int at = 0;
        while (at < length && text[at] != '.') {
            at++;
        }
        return at;
    }
}
