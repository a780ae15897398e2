package io.tidegate.model;

import java.util.Arrays;

/**
 * Appends floating point numbers as the shortest decimal text that reads back as the same number of the same width, the
 * closest of the shortest; positional, never with an exponent, without a point when there is no fraction. Minus zero is
 * {@code -0}; NaN and the infinities, which no database stores, are {@code 0}. Creates no objects.
 */
public final class FloatText {
    /** Integers below differ from their neighbours by at most one, so that their exact digits are the shortest. */
    private static final double EXACT_DOUBLE = 0x1p53;

    private static final float EXACT_FLOAT = 0x1p24f;

    /** {@code 0.}, 323 zeros and 17 digits. */
    private static final int MAX_LENGTH = 342;

    private FloatText() {}

    /** Appends a FLOAT. Not to be widened to double before: the shortest digits of a double are others. */
    public static void append(float value, ByteBuilder out) {
        if (!Float.isFinite(value)) {
            out.append((byte) '0');
            return;
        }
        if (Float.floatToRawIntBits(value) < 0) {
            out.append((byte) '-');
        }
        float magnitude = Math.abs(value);
        if (magnitude < EXACT_FLOAT && magnitude == (int) magnitude) {
            IntegerText.append((int) magnitude, out);
        } else {
            ShortestDecimal.append(magnitude, out);
        }
    }

    /** Appends a DOUBLE. */
    public static void append(double value, ByteBuilder out) {
        if (!Double.isFinite(value)) {
            out.append((byte) '0');
            return;
        }
        if (Double.doubleToRawLongBits(value) < 0) {
            out.append((byte) '-');
        }
        double magnitude = Math.abs(value);
        if (magnitude < EXACT_DOUBLE && magnitude == (long) magnitude) {
            IntegerText.append((long) magnitude, out);
        } else {
            ShortestDecimal.append(magnitude, out);
        }
    }

    /** Appends {@code digits * 10^exponent}; digits greater than zero. */
    static void appendPositional(long digits, int exponent, ByteBuilder out) {
        long significant = digits;
        int power = exponent;
        while (power < 0 && significant % 10 == 0) {
            significant /= 10;
            power++;
        }
        int count = IntegerText.digits(significant);
        byte[] target = out.reserve(MAX_LENGTH);
        int start = out.length();
        int point = count + power;
        if (power >= 0) {
            IntegerText.storeBefore(target, start + count, significant);
            Arrays.fill(target, start + count, start + point, (byte) '0');
            out.advance(point);
        } else if (point <= 0) {
            int end = start + 2 - power;
            Arrays.fill(target, start, end - count, (byte) '0');
            target[start + 1] = '.';
            IntegerText.storeBefore(target, end, significant);
            out.advance(end - start);
        } else {
            IntegerText.storeBefore(target, start + count + 1, significant);
            System.arraycopy(target, start + 1, target, start, point);
            target[start + point] = '.';
            out.advance(count + 1);
        }
    }
}
