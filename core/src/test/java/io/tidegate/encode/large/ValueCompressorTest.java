package io.tidegate.encode.large;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ValueCompression;
import io.tidegate.model.ByteBuilder;
import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class ValueCompressorTest {
    private static final long SEED = 20240501;

    @Test
    void withoutCompressionTheValueItselfIsSent() {
        ByteBuilder value = builder("value".getBytes(UTF_8));
        assertThat(ValueCompressor.of(ValueCompression.NONE).compressed(value)).isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, 100, 65_536, 65_537, 262_145, 1_048_577, 4_194_305, 9_000_000})
    void lz4IsAFrameThatOthersRead(int length) throws Exception {
        ValueCompressor lz4 = ValueCompressor.of(ValueCompression.LZ4);
        for (byte[] value : new byte[][] {repetitive(length), random(length)}) {
            byte[] frame = lz4.compressed(builder(value)).toBytes();
            assertThat(new LZ4FrameInputStream(new ByteArrayInputStream(frame)).readAllBytes())
                    .isEqualTo(value);
        }
    }

    /** Magic, flags, largest block, content size, check byte, end mark, checksum; the same with python's xxhash. */
    @Test
    void theFrameOfAnEmptyValueHasNoBlock() {
        byte[] frame = ValueCompressor.of(ValueCompression.LZ4)
                .compressed(builder(new byte[0]))
                .toBytes();
        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo("04224d18" + "6c" + "40" + "0000000000000000" + "09" + "00000000" + "055dcc02");
    }

    @Test
    void aFrameIsSmallAndTellsItsSize() throws Exception {
        byte[] value = repetitive(1_000_000);
        byte[] frame = ValueCompressor.of(ValueCompression.LZ4)
                .compressed(builder(value))
                .toBytes();
        assertThat(frame).hasSizeLessThan(value.length / 50);
        assertThat(new LZ4FrameInputStream(new ByteArrayInputStream(frame), true).getExpectedContentSize())
                .isEqualTo(value.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65_537, 1_000_000})
    void snappyIsABlockWithoutFraming(int length) throws Exception {
        ValueCompressor snappy = ValueCompressor.of(ValueCompression.SNAPPY);
        for (byte[] value : new byte[][] {repetitive(length), random(length)}) {
            byte[] block = snappy.compressed(builder(value)).toBytes();
            assertThat(Snappy.uncompress(block)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZ4", "SNAPPY"})
    void aCompressorIsUsedAgainAfterAGiantValue(ValueCompression compression) {
        ValueCompressor compressor = ValueCompressor.of(compression);
        byte[] small = compressor.compressed(builder(repetitive(100))).toBytes();
        compressor.compressed(builder(random(20 << 20)));
        assertThat(compressor.compressed(builder(repetitive(100))).toBytes()).isEqualTo(small);
    }

    private static ByteBuilder builder(byte[] bytes) {
        ByteBuilder builder = new ByteBuilder(bytes.length + 7);
        builder.append(bytes);
        return builder;
    }

    private static byte[] repetitive(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 50);
        }
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }
}
