package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.model.ByteBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JsonBinaryTextTest {
    @Test
    void smallAndLargeFormsPrintTheSame() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("a", Arrays.asList(1.0, null, true, false));
        document.put("b\"", Map.of("ç", List.of()));
        document.put("", Map.of());
        String expected = "{\"a\": [1.0, null, true, false], \"b\\\"\": {\"ç\": []}, \"\": {}}";
        assertThat(text(JsonDocument.encode(document, false))).isEqualTo(expected);
        assertThat(text(JsonDocument.encode(document, true))).isEqualTo(expected);
    }

    @Test
    void everyIntegerFormIsPrinted() {
        List<Object> numbers = List.of(
                new JsonDocument.Raw(5, JsonDocument.little(2, -2)),
                new JsonDocument.Raw(6, JsonDocument.little(2, 65535)),
                new JsonDocument.Raw(7, JsonDocument.little(4, -70000)),
                new JsonDocument.Raw(8, JsonDocument.little(4, 4294967295L)),
                JsonDocument.int64(Long.MIN_VALUE),
                new JsonDocument.Raw(10, JsonDocument.little(8, -1)));
        String expected = "[-2, 65535, -70000, 4294967295, -9223372036854775808, 18446744073709551615]";
        assertThat(text(JsonDocument.encode(numbers, false))).isEqualTo(expected);
        assertThat(text(JsonDocument.encode(numbers, true))).isEqualTo(expected);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(text(JsonDocument.encode(numbers.get(i), false)))
                    .isEqualTo(expected.replaceAll("[\\[\\]]", "").split(", ")[i]);
        }
    }

    @Test
    void doublesArePositionalInTheMiddleOfTheirRange() {
        assertThat(number(0.0)).isEqualTo("0.0");
        assertThat(number(-0.0)).isEqualTo("-0.0");
        assertThat(number(0.1)).isEqualTo("0.1");
        assertThat(number(-1.5)).isEqualTo("-1.5");
        assertThat(number(1e14)).isEqualTo("100000000000000.0");
        assertThat(number(1e16)).isEqualTo("1e16");
        assertThat(number(1.5e-5)).isEqualTo("0.000015");
        assertThat(number(1e-15)).isEqualTo("0.000000000000001");
        assertThat(number(1e-16)).isEqualTo("1e-16");
        assertThat(number(1.25e300)).isEqualTo("1.25e300");
        assertThat(number(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(number(1234567890123456.5)).isEqualTo("1234567890123456.5");
    }

    @Test
    void stringsAreEscapedAsTheServerDoes() {
        assertThat(text(JsonDocument.encode("a\"\\\b\f\n\r\t\u0001/<ç😀", false)))
                .isEqualTo("\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001/<ç😀\"");
        assertThat(text(JsonDocument.encode("x".repeat(70_000), true))).isEqualTo("\"" + "x".repeat(70_000) + "\"");
    }

    @Test
    void sqlValuesInsideJsonKeepTheirText() {
        assertThat(opaque(LogTypes.NEWDECIMAL, RowsEvent.hex("0a04 8004d2162e")))
                .isEqualTo("1234.5678");
        assertThat(opaque(LogTypes.DATETIME, JsonDocument.little(8, 0x7ef3ff7efbL << 24 | 999_999)))
                .isEqualTo("\"9999-12-31 23:59:59.999999\"");
        assertThat(opaque(LogTypes.DATE, JsonDocument.little(8, 0x7ef3fe0000L << 24)))
                .isEqualTo("\"9999-12-31\"");
        assertThat(opaque(LogTypes.TIME, JsonDocument.little(8, -(1L << 24 | 500_000))))
                .isEqualTo("\"-00:00:01.500000\"");
        assertThat(opaque(252, new byte[] {1, 2, 3})).isEqualTo("\"base64:type252:AQID\"");
    }

    @Test
    void longBase64HasTheServersLineBreaks() {
        assertThat(opaque(252, new byte[58])).isEqualTo("\"base64:type252:" + "A".repeat(76) + "\\nAA==\"");
    }

    @Test
    void aDocumentWithoutBytesIsNull() {
        assertThat(text(new byte[0])).isEqualTo("null");
    }

    @Test
    void aHundredLevelsArePrinted() {
        Object value = "x";
        for (int i = 0; i < 100; i++) {
            value = List.of(value);
        }
        assertThat(text(JsonDocument.encode(value, false))).isEqualTo("[".repeat(100) + "\"x\"" + "]".repeat(100));
    }

    @Test
    void moreLevelsThanAServerAllowsAreRefused() {
        Object value = "x";
        for (int i = 0; i < 200; i++) {
            value = List.of(value);
        }
        byte[] document = JsonDocument.encode(value, false);
        assertThatThrownBy(() -> text(document)).isInstanceOf(MalformedCellException.class);
    }

    @Test
    void anOffsetThatPointsBackIsRefused() {
        // An array of two arrays, both of which are the array itself.
        byte[] document = RowsEvent.hex("02 0200 0a00 02 0000 02 0000");
        assertThatThrownBy(() -> text(document)).isInstanceOf(MalformedCellException.class);
    }

    private static String number(double value) {
        return text(JsonDocument.encode(value, false));
    }

    private static String opaque(int type, byte[] data) {
        return text(JsonDocument.encode(JsonDocument.opaque(type, data), false));
    }

    private static String text(byte[] document) {
        ByteBuilder out = new ByteBuilder(16);
        new JsonBinaryText().append(document, 0, document.length, out);
        return out.utf8();
    }
}
