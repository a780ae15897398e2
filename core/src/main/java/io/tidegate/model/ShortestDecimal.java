package io.tidegate.model;

import java.math.BigInteger;

/**
 * Finds the shortest decimal of a binary floating point number, after Raffaello Giulietti, "The Schubfach way to render
 * doubles": of all decimals that round to the number it takes one with the fewest digits, of these the closest.
 *
 * <p>A number is {@code c * 2^q}. The reals that round to it are an interval around it; {@code k} is the greatest
 * exponent for which that interval is at least {@code 10^k} wide, so that a multiple of {@code 10^k} lies in it and at
 * most one of {@code 10^(k+1)}. The centre and the two ends of the interval are scaled by {@code 10^-k} into quarters
 * of integers, with the inexact remainder kept in the lowest bit ("round to odd"), which is enough to decide every
 * comparison. The powers of ten are approximated from above by 126 bits.
 */
final class ShortestDecimal {
    private static final int DOUBLE_FRACTION_BITS = 52;
    private static final int DOUBLE_EXPONENT_BIAS = 1075;
    private static final int FLOAT_FRACTION_BITS = 23;
    private static final int FLOAT_EXPONENT_BIAS = 150;

    /** The range of {@code k} for doubles; floats stay inside. */
    private static final int K_MIN = -324;

    private static final int K_MAX = 292;

    private static final long MASK_63 = (1L << 63) - 1;

    /** For each k the upper and the lower 63 bits of {@code floor(10^-k / 2^r) + 1}, r such that it has 126 bits. */
    private static final long[] POWERS = new long[2 * (K_MAX - K_MIN + 1)];

    static {
        for (int k = K_MIN; k <= K_MAX; k++) {
            BigInteger power = scaledPower(k);
            POWERS[2 * (k - K_MIN)] = power.shiftRight(63).longValueExact();
            POWERS[2 * (k - K_MIN) + 1] = power.longValue() & MASK_63;
        }
    }

    private ShortestDecimal() {}

    /**
     * Appends a number greater than zero.
     *
     * @param withExponent whether it is written with an exponent, else positional
     */
    static void append(double value, boolean withExponent, ByteBuilder out) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << DOUBLE_FRACTION_BITS) - 1);
        int exponent = (int) (bits >>> DOUBLE_FRACTION_BITS);
        append(fraction, exponent, DOUBLE_FRACTION_BITS, DOUBLE_EXPONENT_BIAS, withExponent, out);
    }

    /**
     * Appends a number greater than zero.
     *
     * @param withExponent whether it is written with an exponent, else positional
     */
    static void append(float value, boolean withExponent, ByteBuilder out) {
        int bits = Float.floatToRawIntBits(value);
        int fraction = bits & ((1 << FLOAT_FRACTION_BITS) - 1);
        int exponent = bits >>> FLOAT_FRACTION_BITS;
        append(fraction, exponent, FLOAT_FRACTION_BITS, FLOAT_EXPONENT_BIAS, withExponent, out);
    }

    private static void append(
            long fraction, int exponent, int fractionBits, int bias, boolean withExponent, ByteBuilder out) {
        if (exponent == 0) {
            append(fraction, 1 - bias, false, withExponent, out);
        } else {
            // Below a power of two numbers lie twice as dense as above it, but for the smallest normal number.
            boolean denserBelow = fraction == 0 && exponent > 1;
            append(fraction | 1L << fractionBits, exponent - bias, denserBelow, withExponent, out);
        }
    }

    private static void append(long c, int q, boolean denserBelow, boolean withExponent, ByteBuilder out) {
        int k = denserBelow ? floorLog10OfThreeQuartersPow2(q) : floorLog10Pow2(q);
        int shift = q + floorLog2Pow10(-k) + 2;
        int power = 2 * (k - K_MIN);
        long high = POWERS[power];
        long low = POWERS[power + 1];
        // The ends of the interval belong to it only when the number is even.
        long odd = c & 1;
        long centre = scaled(high, low, c << 2 << shift);
        long lower = scaled(high, low, ((c << 2) - (denserBelow ? 1 : 2)) << shift) + odd;
        long upper = scaled(high, low, ((c << 2) + 2) << shift) - odd;

        long below = centre >> 2;
        if (below >= 10) {
            long tens = below / 10;
            boolean tensInside = lower <= 40 * tens;
            boolean nextTensInside = 40 * tens + 40 <= upper;
            if (tensInside != nextTensInside) {
                store(tensInside ? tens : tens + 1, k + 1, withExponent, out);
                return;
            }
        }
        boolean belowInside = lower <= 4 * below;
        boolean aboveInside = 4 * below + 4 <= upper;
        boolean takeBelow = belowInside == aboveInside ? isCloserToBelow(centre, below) : belowInside;
        store(takeBelow ? below : below + 1, k, withExponent, out);
    }

    private static void store(long digits, int exponent, boolean withExponent, ByteBuilder out) {
        if (withExponent) {
            FloatText.appendWithExponent(digits, exponent, out);
        } else {
            FloatText.appendPositional(digits, exponent, out);
        }
    }

    private static boolean isCloserToBelow(long centre, long below) {
        long middle = 4 * below + 2;
        return centre < middle || (centre == middle && (below & 1) == 0);
    }

    /** {@code value * (high * 2^63 + low) / 2^127}, the lowest bit set when a remainder was cut off. */
    private static long scaled(long high, long low, long value) {
        long carried = Math.multiplyHigh(low, value);
        long highLow = high * value;
        long highHigh = Math.multiplyHigh(high, value);
        long sum = (highLow >>> 1) + carried;
        long result = highHigh + (sum >>> 63);
        return result | ((sum & MASK_63) + MASK_63) >>> 63;
    }

    private static BigInteger scaledPower(int k) {
        int shift = 125 - floorLog2Pow10(-k);
        BigInteger power;
        if (k <= 0) {
            BigInteger exact = BigInteger.TEN.pow(-k);
            power = shift >= 0 ? exact.shiftLeft(shift) : exact.shiftRight(-shift);
        } else {
            power = BigInteger.ONE.shiftLeft(shift).divide(BigInteger.TEN.pow(k));
        }
        return power.add(BigInteger.ONE);
    }

    /** {@code floor(log10(2^e))} by {@code log10(2) * 2^41}. */
    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    /** {@code floor(log10(3/4 * 2^e))}. */
    private static int floorLog10OfThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    /** {@code floor(log2(10^e))} by {@code log2(10) * 2^38}. */
    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }
}
