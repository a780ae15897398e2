package io.tidegate.encode.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.RowCase;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Against Avro's own encoder. */
class AvroBinaryTest {
    private static final TableVersion TABLE = RowCase.table("t", ColumnType.of(ColumnKind.DECIMAL, 65, 30));

    /** What Avro writes. */
    interface Writing {
        void with(BinaryEncoder encoder) throws IOException;
    }

    @Property
    void numbersAreWrittenAsAvroDoes(@ForAll long number, @ForAll double real, @ForAll float single)
            throws IOException {
        ByteBuilder out = new ByteBuilder(1);
        AvroBinary.appendLong(number, out);
        AvroBinary.appendDouble(real, out);
        AvroBinary.appendFloat(single, out);
        assertThat(out.toBytes()).isEqualTo(avro(encoder -> {
            encoder.writeLong(number);
            encoder.writeDouble(real);
            encoder.writeFloat(single);
        }));
    }

    @Property
    void textsAndFlagsAreWrittenAsAvroDoes(@ForAll String text, @ForAll boolean flag) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuilder out = new ByteBuilder(1);
        AvroBinary.appendString(text, out);
        AvroBinary.appendBoolean(flag, out);
        AvroBinary.appendBytes(utf8, 0, utf8.length, out);
        out.append(AvroBinary.bytes(utf8));
        assertThat(out.toBytes()).isEqualTo(avro(encoder -> {
            encoder.writeString(new String(utf8, StandardCharsets.UTF_8));
            encoder.writeBoolean(flag);
            encoder.writeBytes(utf8);
            encoder.writeBytes(utf8);
        }));
    }

    @Property
    void bytesOfUnknownLengthAreWrittenLikeAnyOther(@ForAll("lengths") int length, @ForAll byte before)
            throws IOException {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) i;
        }
        ByteBuilder out = new ByteBuilder(1);
        out.append(before);
        int start = AvroBinary.beginBytes(out);
        out.append(content);
        AvroBinary.endBytes(start, out);
        out.append((byte) 7);
        assertThat(out.toBytes()).isEqualTo(avro(encoder -> {
            encoder.writeFixed(new byte[] {before});
            encoder.writeBytes(content);
            encoder.writeFixed(new byte[] {7});
        }));
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300), Arbitraries.of(63, 64, 8191, 8192, 1_048_575, 1_048_576));
    }

    @Property
    void aDecimalIsTheShortestTwosComplementOfItsDigits(@ForAll("decimals") String text) throws IOException {
        RowImage image = ValueCursor.on(ValueRow.insert(TABLE, 1, 1L, text)).after();
        ByteBuilder out = new ByteBuilder(1);
        new UnscaledDecimal().append(image, 1, out);
        byte[] expected = new BigDecimal(text).unscaledValue().toByteArray();
        assertThat(out.toBytes()).isEqualTo(avro(encoder -> encoder.writeBytes(expected)));
    }

    /** Random ones, and those beside the powers of two and of ten, where a byte or a word more begins. */
    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<BigInteger> powers = Combinators.combine(
                        Arbitraries.integers().between(0, 215),
                        Arbitraries.integers().between(-2, 2))
                .as((power, more) -> BigInteger.TWO.pow(power).add(BigInteger.valueOf(more)));
        Arbitrary<BigInteger> tens = Combinators.combine(
                        Arbitraries.integers().between(0, 64),
                        Arbitraries.integers().between(-1, 0))
                .as((power, more) -> BigInteger.TEN.pow(power).add(BigInteger.valueOf(more)));
        Arbitrary<BigInteger> any = Arbitraries.bigIntegers()
                .between(
                        BigInteger.TEN.pow(65).negate().add(BigInteger.ONE),
                        BigInteger.TEN.pow(65).subtract(BigInteger.ONE));
        return Combinators.combine(
                        Arbitraries.oneOf(powers, tens, any),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.of(true, false))
                .as((unscaled, scale, negative) ->
                        new BigDecimal(negative ? unscaled.negate() : unscaled, scale).toPlainString());
    }

    private static byte[] avro(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writing.with(encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
