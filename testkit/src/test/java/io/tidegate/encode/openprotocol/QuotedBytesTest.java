package io.tidegate.encode.openprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.model.ByteBuilder;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedBytesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "89504e470d0a1a0a | \\\\x89PNG\\\\r\\\\n\\\\x1a\\\\n",
                "00017f225c | \\\\x00\\\\x01\\\\x7f\\\\\\\"\\\\\\\\",
                "0102030405060708090a | \\\\x01\\\\x02\\\\x03\\\\x04\\\\x05\\\\x06\\\\a\\\\b\\\\t\\\\n",
                "0b0c0d | \\\\v\\\\f\\\\r",
                "e6b58b61 | 测a",
                "c2a0 | \\\\u00a0",
                "e2808b | \\\\u200b",
                "74657374 | test",
                "c2 | \\\\xc2",
                "e6b5 | \\\\xe6\\\\xb5",
                "f09f9880 | 😀",
                "f3a08081 | \\\\U000e0001",
                "eda080 | \\\\xed\\\\xa0\\\\x80",
                "3c263e27 | <&>'",
            })
    void bytesAreQuotedAsGoDoesAndEscapedAsJson(String hex, String onTheWire) {
        assertThat(quoted(HexFormat.of().parseHex(hex))).isEqualTo(onTheWire);
    }

    @Test
    void nothingBecomesNothing() {
        assertThat(quoted(new byte[0])).isEmpty();
    }

    @Test
    void aSliceIsReadAndNothingAroundIt() {
        ByteBuilder out = new ByteBuilder(1);
        QuotedBytes.append("a测b".getBytes(UTF_8), 1, 2, out);
        assertThat(out.utf8()).isEqualTo("\\\\xe6\\\\xb5");
    }

    @Property
    void anyBytesComeBack(@ForAll byte[] bytes) throws JsonProcessingException {
        String literal = JSON.readValue("\"" + quoted(bytes) + "\"", String.class);
        assertThat(GoLiteral.bytes(literal)).isEqualTo(bytes);
    }

    @Property
    void anyTextComesBack(@ForAll String text) throws JsonProcessingException {
        byte[] utf8 = text.getBytes(UTF_8);
        String literal = JSON.readValue("\"" + quoted(utf8) + "\"", String.class);
        assertThat(GoLiteral.bytes(literal)).isEqualTo(utf8);
    }

    private static String quoted(byte[] bytes) {
        ByteBuilder out = new ByteBuilder(1);
        QuotedBytes.append(bytes, 0, bytes.length, out);
        return out.utf8();
    }
}
