package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import io.tidegate.model.Collation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a column is compared.
 *
 * @param order what its characters compare as
 * @param pads whether the shorter text counts as filled with spaces
 */
record TextRule(TextOrder order, boolean pads) {
    /** Byte by byte. */
    static final TextRule BINARY = new TextRule(TextOrder.BINARY, false);

    /** TiDB's {@code utf8mb4_bin}, for text of which no collation is known. */
    static final TextRule DEFAULT = new TextRule(TextOrder.CODE_POINTS, true);

    /** The rule of a collation; empty for one that is not known. */
    static Optional<TextRule> of(@Nullable Collation collation) {
        if (collation == null) {
            return Optional.of(DEFAULT);
        }
        String name = collation.name().toLowerCase(Locale.ROOT);
        boolean pads = !name.equals("binary") && !name.contains("_nopad") && !name.contains("_0900_");
        return TextOrder.of(collation).map(order -> new TextRule(order, pads));
    }

    /** The sign of the comparison of two texts. */
    int compare(ByteSlice left, ByteSlice right) {
        byte[] a = left.array();
        byte[] b = right.array();
        int aAt = left.offset();
        int bAt = right.offset();
        int aEnd = aAt + left.length();
        int bEnd = bAt + right.length();
        if (order == TextOrder.BINARY) {
            return Arrays.compareUnsigned(a, aAt, aEnd, b, bAt, bEnd);
        }
        while (aAt < aEnd && bAt < bEnd) {
            int sign = Long.compare(
                    order.weight(Utf8.codePoint(a, aAt, aEnd)), order.weight(Utf8.codePoint(b, bAt, bEnd)));
            if (sign != 0) {
                return sign;
            }
            aAt += Utf8.width(a, aAt, aEnd);
            bAt += Utf8.width(b, bAt, bEnd);
        }
        if (!pads) {
            return Integer.compare(aEnd - aAt, bEnd - bAt);
        }
        int sign = compareWithSpaces(a, aAt, aEnd);
        return sign != 0 ? sign : -compareWithSpaces(b, bAt, bEnd);
    }

    private int compareWithSpaces(byte[] rest, int from, int end) {
        long space = order.weight(' ');
        for (int at = from; at < end; at += Utf8.width(rest, at, end)) {
            int sign = Long.compare(order.weight(Utf8.codePoint(rest, at, end)), space);
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }
}
