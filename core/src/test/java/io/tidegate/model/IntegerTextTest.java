package io.tidegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntegerTextTest {
    @Property
    void aSignedNumberIsItsDecimalDigits(@ForAll long value) {
        assertThat(signed(value)).isEqualTo(Long.toString(value));
    }

    @Property
    void anUnsignedNumberIsItsDecimalDigits(@ForAll long value) {
        assertThat(unsigned(value)).isEqualTo(Long.toUnsignedString(value));
    }

    @Test
    void numbersOfEveryLengthAreWhole() {
        long power = 1;
        for (int digits = 1; digits <= 19; digits++, power *= 10) {
            assertThat(signed(power)).isEqualTo(Long.toString(power));
            assertThat(signed(power - 1)).isEqualTo(Long.toString(power - 1));
            assertThat(signed(-power)).isEqualTo(Long.toString(-power));
        }
    }

    @Test
    void theLimitsAreWhole() {
        assertThat(signed(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(signed(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(unsigned(-1)).isEqualTo("18446744073709551615");
        assertThat(unsigned(Long.MIN_VALUE)).isEqualTo("9223372036854775808");
        assertThat(unsigned(0)).isEqualTo("0");
    }

    private static String signed(long value) {
        ByteBuilder out = new ByteBuilder(0);
        IntegerText.append(value, out);
        return out.utf8();
    }

    private static String unsigned(long value) {
        ByteBuilder out = new ByteBuilder(0);
        IntegerText.appendUnsigned(value, out);
        return out.utf8();
    }
}
