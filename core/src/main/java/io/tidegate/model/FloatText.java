package io.tidegate.model;

import java.util.Arrays;

/**
 * Appends floating point numbers as the shortest decimal text that reads back as the same number of the same width, the
 * closest of the shortest, without a point when there is no fraction. Minus zero is {@code -0}; NaN and the infinities,
 * which no database stores, are {@code 0}. Creates no objects.
 *
 * <p>{@code append} never writes an exponent. {@code appendNumber} writes what Go's JSON writers do: below 10^-6 and from
 * 10^21 on an exponent, such as {@code 1e-7} and {@code 1.5e+21}.
 */
public final class FloatText {
    /** Integers below differ from their neighbours by at most one, so that their exact digits are the shortest. */
    private static final double EXACT_DOUBLE = 0x1p53;

    private static final float EXACT_FLOAT = 0x1p24f;

    private static final double LEAST_POSITIONAL = 1e-6;
    private static final double LEAST_ABOVE_POSITIONAL = 1e21;

    /** {@code 0.}, 323 zeros and 17 digits. */
    private static final int MAX_LENGTH = 342;

    /** Half way between two decimals of eight digits; Go, and so TiCDC, takes the upper one instead of the even one. */
    private static final float GO_ROUNDS_UP = 0x1p-12f;

    private FloatText() {}

    /** Appends a FLOAT. Not to be widened to double before: the shortest digits of a double are others. */
    public static void append(float value, ByteBuilder out) {
        if (!Float.isFinite(value)) {
            out.append((byte) '0');
            return;
        }
        appendSign(Float.floatToRawIntBits(value) < 0, out);
        float magnitude = Math.abs(value);
        if (magnitude < EXACT_FLOAT && magnitude == (int) magnitude) {
            IntegerText.append((int) magnitude, out);
        } else if (magnitude == GO_ROUNDS_UP) {
            out.appendAscii("0.00024414063");
        } else {
            ShortestDecimal.append(magnitude, false, out);
        }
    }

    /** Appends a DOUBLE. */
    public static void append(double value, ByteBuilder out) {
        if (!Double.isFinite(value)) {
            out.append((byte) '0');
            return;
        }
        appendSign(Double.doubleToRawLongBits(value) < 0, out);
        double magnitude = Math.abs(value);
        if (magnitude < EXACT_DOUBLE && magnitude == (long) magnitude) {
            IntegerText.append((long) magnitude, out);
        } else {
            ShortestDecimal.append(magnitude, false, out);
        }
    }

    /** Appends a FLOAT, with an exponent when it is very small or very large. */
    public static void appendNumber(float value, ByteBuilder out) {
        float magnitude = Math.abs(value);
        boolean extreme = magnitude < (float) LEAST_POSITIONAL || magnitude >= (float) LEAST_ABOVE_POSITIONAL;
        if (extreme && magnitude != 0 && Float.isFinite(value)) {
            appendSign(value < 0, out);
            ShortestDecimal.append(magnitude, true, out);
        } else {
            append(value, out);
        }
    }

    /** Appends a DOUBLE, with an exponent when it is very small or very large. */
    public static void appendNumber(double value, ByteBuilder out) {
        double magnitude = Math.abs(value);
        boolean extreme = magnitude < LEAST_POSITIONAL || magnitude >= LEAST_ABOVE_POSITIONAL;
        if (extreme && magnitude != 0 && Double.isFinite(value)) {
            appendSign(value < 0, out);
            ShortestDecimal.append(magnitude, true, out);
        } else {
            append(value, out);
        }
    }

    private static void appendSign(boolean negative, ByteBuilder out) {
        if (negative) {
            out.append((byte) '-');
        }
    }

    /** Appends {@code digits * 10^exponent} as one digit, a fraction and an exponent; digits greater than zero. */
    static void appendWithExponent(long digits, int exponent, ByteBuilder out) {
        long significant = digits;
        int power = exponent;
        while (significant % 10 == 0) {
            significant /= 10;
            power++;
        }
        int count = IntegerText.digits(significant);
        byte[] target = out.reserve(count + 1);
        int start = out.length();
        IntegerText.storeBefore(target, start + count + 1, significant);
        target[start] = target[start + 1];
        target[start + 1] = '.';
        out.advance(count == 1 ? 1 : count + 1);
        int shown = power + count - 1;
        out.append((byte) 'e');
        out.append((byte) (shown < 0 ? '-' : '+'));
        IntegerText.append(Math.abs(shown), out);
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
