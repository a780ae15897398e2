package io.tidegate.encode.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.model.ByteBuilder;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void textWithoutSpecialCharactersIsCopied() {
        assertThat(escaped("plain text / of more than eight bytes, with 'single' quotes"))
                .isEqualTo("plain text / of more than eight bytes, with 'single' quotes");
    }

    @Test
    void emptyTextStaysEmpty() {
        assertThat(escaped("")).isEmpty();
    }

    @Test
    void quoteAndBackslashGetABackslash() {
        assertThat(escaped("\"\\")).isEqualTo("\\\"\\\\");
    }

    @Test
    void onlyTabAndLineEndsHaveAShortForm() {
        assertThat(escaped("\t\n\r\b\f")).isEqualTo("\\t\\n\\r\\u0008\\u000c");
    }

    @Test
    void everyControlCharacterIsEscapedWithLowerCaseDigits() {
        for (char value = 0; value < 0x20; value++) {
            if (value != '\t' && value != '\n' && value != '\r') {
                assertThat(escaped(String.valueOf(value)))
                        .isEqualTo(String.format(Locale.ROOT, "\\u%04x", (int) value));
            }
        }
    }

    @Test
    void charactersOfHtmlAreEscaped() {
        assertThat(escaped("<a&b>")).isEqualTo("\\u003ca\\u0026b\\u003e");
    }

    @Test
    void lineAndParagraphSeparatorAreEscapedAndTheirNeighboursAreNot() {
        assertThat(escaped("\u2027\u2028\u2029\u202a")).isEqualTo("\u2027\\u2028\\u2029\u202a");
    }

    @Test
    void deleteAndTheUpperControlCharactersStay() {
        assertThat(escaped("\u007f\u0080\u009f")).isEqualTo("\u007f\u0080\u009f");
    }

    @Test
    void charactersBeyondTheBasicPlaneStay() {
        assertThat(escaped("a😀b測試")).isEqualTo("a😀b測試");
    }

    @Test
    void everyAsciiCharacterIsTreatedAlikeAtEveryPlaceInAWord() {
        for (char value = 0; value < 0x80; value++) {
            String alone = escaped(String.valueOf(value));
            for (int before = 0; before < 9; before++) {
                for (int after = 0; after < 9; after++) {
                    String text = "x".repeat(before) + value + "y".repeat(after);
                    assertThat(escaped(text)).isEqualTo("x".repeat(before) + alone + "y".repeat(after));
                }
            }
        }
    }

    @Test
    void eachByteOfAMalformedSequenceIsReplacedByItself() {
        String bad = "\\ufffd";
        assertThat(escaped(bytes(0xff))).isEqualTo(bad);
        assertThat(escaped(bytes(0x80, 'a'))).isEqualTo(bad + "a");
        assertThat(escaped(bytes(0xe2, 0x80))).as("cut").isEqualTo(bad + bad);
        assertThat(escaped(bytes(0xe2, 0x80, 'a'))).as("broken off").isEqualTo(bad + bad + "a");
        assertThat(escaped(bytes(0xc0, 0xaf))).as("overlong").isEqualTo(bad + bad);
        assertThat(escaped(bytes(0xe0, 0x9f, 0xbf))).as("overlong").isEqualTo(bad + bad + bad);
        assertThat(escaped(bytes(0xf0, 0x8f, 0xbf, 0xbf))).as("overlong").isEqualTo(bad.repeat(4));
        assertThat(escaped(bytes(0xed, 0xa0, 0x80))).as("surrogate").isEqualTo(bad + bad + bad);
        assertThat(escaped(bytes(0xf4, 0x90, 0x80, 0x80))).as("above U+10FFFF").isEqualTo(bad.repeat(4));
        assertThat(escaped(bytes(0xf5, 0x80, 0x80, 0x80))).as("no such lead").isEqualTo(bad.repeat(4));
    }

    @Test
    void theEdgesOfWellFormedSequencesStay() {
        for (int codePoint : new int[] {0x80, 0x7ff, 0x800, 0xfff, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff}) {
            String text = Character.toString(codePoint);
            assertThat(escaped(text)).isEqualTo(text);
        }
    }

    @Test
    void bytesBehindTheTextInItsArrayAreNeitherReadAsTextNorWritten() {
        byte[] array = "before\"text<after".getBytes(UTF_8);
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendUtf8(array, 7, 4, out);
        assertThat(out.utf8()).isEqualTo("text");
    }

    @Test
    void aSequenceThatTheTextCutsOffIsMalformedThoughTheArrayGoesOn() {
        byte[] array = "é".getBytes(UTF_8);
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendUtf8(array, 0, 1, out);
        assertThat(out.utf8()).isEqualTo("\\ufffd");
    }

    @Test
    void quotedTextStandsBetweenQuotes() {
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendQuoted("say \"hi\"", out);
        assertThat(out.utf8()).isEqualTo("\"say \\\"hi\\\"\"");
    }

    @Test
    void bytesBecomeTheCharactersOfLatin1() {
        byte[] bytes = bytes(5, 7, 10, 15, 36, 50, 43, 99, 120, 60, 38, 255, 254, 45, 55, 70);
        assertThat(latin1(bytes)).isEqualTo("\\u0005\\u0007\\n\\u000f$2+cx\\u003c\\u0026ÿþ-7F");
    }

    @Test
    void plainTextEscapesNothingThatJsonDoesNotAskFor() {
        String untouched = "<a&b> \u2028\u2029 \u007f\u009f é測😀 / '";
        assertThat(plain(untouched.getBytes(UTF_8))).isEqualTo(untouched);
        assertThat(plain("\"\\\t\n\r\b\f\u0001".getBytes(UTF_8))).isEqualTo("\\\"\\\\\\t\\n\\r\\u0008\\u000c\\u0001");
    }

    @Test
    void plainTextReplacesEachByteThatIsNotUtf8ByTheCharacterItself() {
        assertThat(plain(bytes(0xe2, 0x80, 'a'))).isEqualTo("\ufffd\ufffda");
    }

    @Property
    void whatJacksonReadsBackOfPlainTextIsTheText(@ForAll("texts") String text) throws JsonProcessingException {
        assertThat(JSON.readValue("\"" + plain(text.getBytes(UTF_8)) + "\"", String.class))
                .isEqualTo(text);
    }

    @Property
    void whatJacksonReadsBackIsTheText(@ForAll("texts") String text) throws JsonProcessingException {
        assertThat(JSON.readValue("\"" + escaped(text) + "\"", String.class)).isEqualTo(text);
    }

    @Property
    void whatJacksonReadsBackAsLatin1IsTheBytes(@ForAll byte[] bytes) throws JsonProcessingException {
        assertThat(JSON.readValue("\"" + latin1(bytes) + "\"", String.class).getBytes(ISO_8859_1))
                .isEqualTo(bytes);
    }

    @Property
    void noBytesMakeTextThatIsNotJson(@ForAll byte[] bytes) throws JsonProcessingException {
        String read = JSON.readValue("\"" + escaped(bytes) + "\"", String.class);
        String asJavaReads = new String(bytes, UTF_8);
        assertThat(read.replace("\ufffd", "")).isEqualTo(asJavaReads.replace("\ufffd", ""));
    }

    @Property
    void whereTheTextLiesInItsArrayDoesNotMatter(
            @ForAll("texts") String text, @ForAll @IntRange(max = 9) int before, @ForAll @IntRange(max = 9) int after) {
        byte[] utf8 = text.getBytes(UTF_8);
        byte[] array = new byte[before + utf8.length + after];
        Arrays.fill(array, (byte) '"');
        System.arraycopy(utf8, 0, array, before, utf8.length);
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendUtf8(array, before, utf8.length, out);
        assertThat(out.utf8()).isEqualTo(escaped(text));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> special =
                Arbitraries.of('"', '\\', '<', '>', '&', '\n', '\u0000', '\u001f', '\u2028', 'é', '測');
        Arbitrary<String> mixed = Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.chars().ascii()), Tuple.of(2, special))
                .list()
                .map(characters -> {
                    StringBuilder text = new StringBuilder();
                    characters.forEach(text::append);
                    return text.toString();
                });
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
                .list()
                .map(codePoints -> {
                    StringBuilder text = new StringBuilder();
                    codePoints.forEach(text::appendCodePoint);
                    return text.toString();
                });
        return Arbitraries.oneOf(mixed, any);
    }

    private static String escaped(String text) {
        return escaped(text.getBytes(UTF_8));
    }

    private static String escaped(byte[] utf8) {
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendUtf8(utf8, 0, utf8.length, out);
        return out.utf8();
    }

    private static String plain(byte[] utf8) {
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendUtf8(JsonEscapes.PLAIN, utf8, 0, utf8.length, out);
        return out.utf8();
    }

    private static String latin1(byte[] bytes) {
        ByteBuilder out = new ByteBuilder(1);
        JsonText.appendLatin1(bytes, 0, bytes.length, out);
        return out.utf8();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
