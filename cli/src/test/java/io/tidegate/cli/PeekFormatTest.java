package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ValueCompression;
import io.tidegate.encode.large.ValueCompressor;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.TopicPeek.Message;
import io.tidegate.model.ByteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeekFormatTest {
    private static final String TEXT =
            "{\"database\":\"shop\",\"table\":\"orders\",\"type\":\"INSERT\",\"data\":[{\"note\":\"aaaaaaaaaaaaaaaaaaaa\"}]}";

    @ParameterizedTest
    @EnumSource(ValueCompression.class)
    void valuesAreShownAsTheyWereBeforeTheirCompression(ValueCompression compression) {
        assertThat(PeekFormat.of("canal-json", null, compression).text(message(compressed(compression))))
                .isEqualTo("INSERT shop.orders " + TEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "SNAPPY"})
    void aValueThatIsNotCompressedLikeThatIsShownAsItIs(ValueCompression compression) {
        assertThat(PeekFormat.of("canal-json", null, compression).text(message(TEXT.getBytes(UTF_8))))
                .isEqualTo("(not compressed with " + (compression == ValueCompression.LZ4 ? "lz4" : "snappy")
                        + ") INSERT shop.orders " + TEXT);
        assertThat(PeekFormat.of("canal-json", null, compression).text(message(null)))
                .isEqualTo("(no value)");
    }

    @Test
    void avroHasNoCompressionOfValues() {
        assertThatThrownBy(() -> PeekFormat.of("avro", "http://127.0.0.1:1", ValueCompression.LZ4))
                .isInstanceOfSatisfying(TidegateException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    private static byte[] compressed(ValueCompression compression) {
        ByteBuilder value = new ByteBuilder(1000);
        value.append(TEXT.getBytes(UTF_8));
        return ValueCompressor.of(compression).compressed(value).toBytes();
    }

    private static Message message(byte[] value) {
        return new Message(0, 0, 0, null, value);
    }
}
