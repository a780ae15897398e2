package io.tidegate.encode.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.ByteBuilder;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {
    @ParameterizedTest
    @CsvSource({"'', ''", "f, Zg==", "fo, Zm8=", "foo, Zm9v", "foob, Zm9vYg==", "测, 5rWL", "???>>>, Pz8/Pj4+"})
    void bytesBecomeFourCharactersOfThree(String text, String base64) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(encoded(bytes, 0, bytes.length)).isEqualTo(base64);
    }

    @Property
    void anySliceIsWhatTheJdkSays(@ForAll byte[] bytes, @ForAll @IntRange(max = 5) int before) {
        byte[] array = new byte[before + bytes.length + 1];
        Arrays.fill(array, (byte) 0xff);
        System.arraycopy(bytes, 0, array, before, bytes.length);
        String expected = Base64.getEncoder().encodeToString(bytes);
        assertThat(encoded(array, before, bytes.length)).isEqualTo(expected);
        assertThat(Base64Text.length(bytes.length)).isEqualTo(expected.length());
    }

    private static String encoded(byte[] source, int offset, int length) {
        ByteBuilder out = new ByteBuilder(1);
        Base64Text.append(source, offset, length, out);
        return out.utf8();
    }
}
