package io.tidegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
    private static final String ZEROS_307 = "0000000000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000000000"
            + "000000000000000000000000000";
    private static final String ZEROS_323 = ZEROS_307 + "0000000000000000";

    @ParameterizedTest
    @CsvSource({
        "3.14, 3.14",
        "1e20, 100000000000000000000",
        "0.5, 0.5",
        "2, 2",
        "-2.5, -2.5",
        "2020.0202, 2020.0201",
        "0.1, 0.1",
        "16777216, 16777216",
        "33554432, 33554432",
        "1e-45, 0.000000000000000000000000000000000000000000001",
        "3.4028235e38, 340282350000000000000000000000000000000",
        "1.17549435e-38, 0.000000000000000000000000000000000000011754944",
        "8.5e9, 8500000000",
        "-0.000244140625, -0.00024414063",
    })
    void aFloatIsTheShortestPositionalText(float value, String text) {
        assertThat(text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e23, 100000000000000000000000",
        "2e-3, 0.002",
        "1234567.875, 1234567.875",
        "-100, -100",
        "9007199254740991, 9007199254740991",
        "9007199254740993, 9007199254740992",
        "9007199254740994, 9007199254740994",
        "5.684341886080801e-14, 0.00000000000005684341886080801",
        "5.684341886080802e-14, 0.00000000000005684341886080802",
        "2.2250738585072014e-308, 0." + ZEROS_307 + "22250738585072014",
        "4.9e-324, 0." + ZEROS_323 + "5",
        "2.0e-3, 0.002",
        "0.30000000000000004, 0.30000000000000004",
    })
    void aDoubleIsTheShortestPositionalText(double value, String text) {
        assertThat(text(value)).isEqualTo(text);
    }

    @Test
    void theLargestDoubleHas309Digits() {
        assertThat(text(Double.MAX_VALUE)).isEqualTo("17976931348623157" + "0".repeat(292));
    }

    @Test
    void minusZeroKeepsItsSign() {
        assertThat(text(-0.0f)).isEqualTo("-0");
        assertThat(text(-0.0)).isEqualTo("-0");
        assertThat(text(0.0f)).isEqualTo("0");
        assertThat(text(0.0)).isEqualTo("0");
    }

    @Test
    void whatIsNoNumberIsZero() {
        assertThat(text(Float.NaN)).isEqualTo("0");
        assertThat(text(Float.NEGATIVE_INFINITY)).isEqualTo("0");
        assertThat(text(Double.NaN)).isEqualTo("0");
        assertThat(text(Double.NEGATIVE_INFINITY)).isEqualTo("0");
    }

    @Test
    void everyPowerOfTwoIsShortest() {
        for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
            assertShortest(Math.scalb(1.0, exponent));
        }
        for (int exponent = Float.MIN_EXPONENT - 23; exponent <= Float.MAX_EXPONENT; exponent++) {
            assertShortest(Math.scalb(1.0f, exponent));
        }
    }

    @Property(tries = 20_000)
    void anyDoubleIsShortest(@ForAll long bits) {
        assertShortest(Double.longBitsToDouble(bits));
    }

    @Property(tries = 20_000)
    void anyFloatIsShortest(@ForAll int bits) {
        assertShortest(Float.intBitsToFloat(bits));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2, 2",
        "0.000001, 0.000001",
        "9.99e-7, 9.99e-7",
        "-1e-7, -1e-7",
        "1.5e-10, 1.5e-10",
        "1e-45, 1e-45",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "3.4028235e38, 3.4028235e+38",
    })
    void aNumberThatIsVerySmallOrVeryLargeHasAnExponent(float value, String text) {
        assertThat(number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e-6, 0.000001",
        "-0.00000012345, -1.2345e-7",
        "4.9e-324, 5e-324",
        "123456789012345678901, 123456789012345680000",
        "1e21, 1e+21",
        "-1.7976931348623157e308, -1.7976931348623157e+308",
    })
    void aNumberOfDoublePrecisionToo(double value, String text) {
        assertThat(number(value)).isEqualTo(text);
    }

    @Test
    void aNumberKeepsTheSignOfZeroAndNothingElseIsZero() {
        assertThat(number(-0.0f)).isEqualTo("-0");
        assertThat(number(-0.0)).isEqualTo("-0");
        assertThat(number(Double.NaN)).isEqualTo("0");
        assertThat(number(Float.POSITIVE_INFINITY)).isEqualTo("0");
    }

    @Property(tries = 20_000)
    void theExponentChangesTheFormAndNotTheNumber(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        float small = Float.intBitsToFloat((int) bits);
        assertThat(new BigDecimal(number(value))).isEqualByComparingTo(text(value));
        assertThat(new BigDecimal(number(small))).isEqualByComparingTo(text(small));
        assertThat(number(value)).matches("-?\\d(\\.\\d+)?e[+-]\\d+|-?\\d+(\\.\\d+)?");
    }

    @Property
    void aDecimalOfFifteenDigitsComesBackAsWritten(
            @ForAll long digits, @ForAll @IntRange(min = 0, max = 15) int scale) {
        BigDecimal written = BigDecimal.valueOf(digits % 1_000_000_000_000_000L, scale);
        assertThat(new BigDecimal(text(written.doubleValue()))).isEqualByComparingTo(written);
    }

    private static void assertShortest(double value) {
        if (Double.isFinite(value) && value != 0) {
            BigDecimal exact = new BigDecimal(value);
            assertThat(text(value)).isEqualTo(shortest(exact, candidate -> candidate.doubleValue() == value));
        }
    }

    private static void assertShortest(float value) {
        if (Float.isFinite(value) && value != 0 && Math.abs(value) != 0x1p-12f) {
            BigDecimal exact = new BigDecimal(value);
            assertThat(text(value)).isEqualTo(shortest(exact, candidate -> candidate.floatValue() == value));
        }
    }

    /** The slow way: with more and more digits, the two neighbours of the exact value, the closer one first. */
    private static String shortest(BigDecimal exact, Predicate<BigDecimal> readsBack) {
        for (int precision = 1; ; precision++) {
            BigDecimal closer = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            BigDecimal down = exact.round(new MathContext(precision, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
            for (BigDecimal candidate : new BigDecimal[] {closer, down, up}) {
                if (readsBack.test(candidate)) {
                    return candidate.stripTrailingZeros().toPlainString();
                }
            }
        }
    }

    private static String text(float value) {
        ByteBuilder out = new ByteBuilder(0);
        FloatText.append(value, out);
        return out.utf8();
    }

    private static String text(double value) {
        ByteBuilder out = new ByteBuilder(0);
        FloatText.append(value, out);
        return out.utf8();
    }

    private static String number(float value) {
        ByteBuilder out = new ByteBuilder(0);
        FloatText.appendNumber(value, out);
        return out.utf8();
    }

    private static String number(double value) {
        ByteBuilder out = new ByteBuilder(0);
        FloatText.appendNumber(value, out);
        return out.utf8();
    }
}
