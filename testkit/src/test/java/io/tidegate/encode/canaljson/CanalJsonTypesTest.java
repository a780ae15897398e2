package io.tidegate.encode.canaljson;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.canaljson.WrittenMessage.CONTENT_COMPATIBLE;
import static io.tidegate.encode.canaljson.WrittenMessage.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanalJsonTypesTest {
    static Stream<TypeSample> samples() {
        return TypeSample.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueIsWrittenWithItsTypes(TypeSample sample) {
        WrittenMessage message = insert(PLAIN, sample.type(), sample.value());
        assertThat(message.data().get("c").textValue()).isEqualTo(sample.text());
        assertThat(message.mysqlType().get("c").textValue()).isEqualTo(sample.name());
        assertThat(message.sqlType().get("c").intValue()).isEqualTo(sample.code());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theContentCompatibleFormPrintsTheFullType(TypeSample sample) {
        WrittenMessage message = insert(CONTENT_COMPATIBLE, sample.type(), sample.value());
        assertThat(message.data().get("c").textValue()).isEqualTo(sample.text());
        assertThat(message.mysqlType().get("c").textValue()).isEqualTo(sample.full());
        assertThat(message.sqlType().get("c").intValue()).isEqualTo(sample.code());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nullIsJsonNullAndKeepsItsTypes(TypeSample sample) {
        WrittenMessage message = insert(PLAIN, sample.type(), null);
        assertThat(message.data().get("c").isNull()).isTrue();
        assertThat(message.mysqlType().get("c").textValue()).isEqualTo(sample.name());
        assertThat(message.sqlType().get("c").intValue()).isEqualTo(sample.code());
    }

    @Test
    void everyKindOfColumnHasASample() {
        Set<ColumnKind> kinds =
                TypeSample.ALL.stream().map(sample -> sample.type().kind()).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(ColumnKind.class));
    }

    @ParameterizedTest
    @CsvSource({
        "TINYINT, 0, -6",
        "TINYINT, 127, -6",
        "TINYINT, 128, 5",
        "TINYINT, 255, 5",
        "TINYINT, , -6",
        "SMALLINT, 32767, 5",
        "SMALLINT, 32768, 4",
        "SMALLINT, , 5",
        "MEDIUMINT, 8388607, 4",
        "MEDIUMINT, 8388608, 4",
        "MEDIUMINT, , 4",
        "INT, 2147483647, 4",
        "INT, 2147483648, -5",
        "INT, 4294967295, -5",
        "INT, , 4",
        "BIGINT, 9223372036854775807, -5",
        "BIGINT, 9223372036854775808, 3",
        "BIGINT, 18446744073709551615, 3",
        "BIGINT, , -5"
    })
    void anUnsignedValueBeyondTheSignedRangeHasTheCodeOfTheNextType(ColumnKind kind, String value, int code) {
        Long bits = value == null ? null : Long.valueOf(Long.parseUnsignedLong(value));
        WrittenMessage message = insert(PLAIN, ColumnType.of(kind).asUnsigned(), bits);
        assertThat(message.sqlType().get("c").intValue()).isEqualTo(code);
        assertThat(message.data().get("c").textValue()).isEqualTo(value);
    }

    @Test
    void aSignedValueNeverChangesTheCode() {
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.TINYINT), -1L)
                        .sqlType()
                        .get("c")
                        .intValue())
                .isEqualTo(-6);
    }

    @Test
    void codesOfSeveralUnsignedColumnsFollowTheirOwnValues() {
        TableVersion table = new TableVersion(
                new TableName("shop", "t"),
                List.of(
                        new Column("a", ColumnType.of(ColumnKind.TINYINT).asUnsigned(), true),
                        new Column("b", ColumnType.of(ColumnKind.SMALLINT).asUnsigned(), true),
                        new Column("name", ColumnType.of(ColumnKind.TEXT), true),
                        new Column("c", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), true)),
                List.of());
        assertThat(WrittenMessage.of(PLAIN, ValueRow.insert(table, COMMIT_TS, 200L, 1L, "x", -1L))
                        .text())
                .contains("""
                        "sqlType":{"a":5,"b":5,"name":2005,"c":3},"mysqlType":{"a":"tinyint unsigned","b":"smallint unsigned","name":"text","c":"bigint unsigned"},""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DECIMAL   |    |    | decimal(10,0)",
                "DECIMAL   |  5 |    | decimal(5,0)",
                "FLOAT     | 10 |    | float",
                "BIT       |    |    | bit(1)",
                "CHAR      |    |    | char(1)",
                "BINARY    |    |    | binary(1)",
                "VECTOR    |    |    | vector",
                "BIGINT    | 19 |    | bigint(19)",
                "TIME      |    |  0 | time",
                "TIMESTAMP |    |    | timestamp"
            })
    void theFullTypeFillsInWhatTheDefinitionLeavesOut(ColumnKind kind, Integer length, Integer scale, String full) {
        ColumnType type =
                new ColumnType(kind, false, false, length == null ? -1 : length, scale == null ? -1 : scale, List.of());
        assertThat(insert(CONTENT_COMPATIBLE, type, null).mysqlType().get("c").textValue())
                .isEqualTo(full);
    }

    @Test
    void theFullTypeOfAZerofillColumnNamesBothModifiers() {
        ColumnType type = new ColumnType(ColumnKind.INT, true, true, -1, -1, List.of());
        assertThat(insert(CONTENT_COMPATIBLE, type, 1L).mysqlType().get("c").textValue())
                .isEqualTo("int(10) unsigned zerofill");
    }

    @Test
    void bitAndYearAreNeverUnsigned() {
        assertThat(insert(CONTENT_COMPATIBLE, ColumnType.of(ColumnKind.BIT, 8).asUnsigned(), 1L)
                        .mysqlType()
                        .get("c")
                        .textValue())
                .isEqualTo("bit(8)");
        ColumnType year = new ColumnType(ColumnKind.YEAR, true, true, 4, -1, List.of());
        assertThat(insert(CONTENT_COMPATIBLE, year, 0L).mysqlType().get("c").textValue())
                .isEqualTo("year(4)");
    }

    @Test
    void membersOfAnEnumHaveTheirQuotesAndBackslashesDoubled() {
        ColumnType type = ColumnType.ofMembers(ColumnKind.ENUM, List.of("it's", "a\\b", "c,d"));
        assertThat(insert(CONTENT_COMPATIBLE, type, 1L).mysqlType().get("c").textValue())
                .isEqualTo("enum('it''s','a\\\\b','c,d')");
    }

    @ParameterizedTest
    @CsvSource({
        "ENUM, 0, 0",
        "SET, 0, 0",
        "SET, -9223372036854775808, 9223372036854775808",
        "BIT, -1, 18446744073709551615",
        "YEAR, 0, 0"
    })
    void theEdgesOfNumbersThatStandForSomethingElse(ColumnKind kind, long value, String text) {
        assertThat(insert(PLAIN, ColumnType.of(kind), value).data().get("c").textValue())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"3.14, 3.14", "0.5, 0.5", "2, 2", "2020.0202, 2020.0201", "-0.0, -0", "1e20, 100000000000000000000"})
    void aFloatIsWrittenAsTheShortestPositionalText(float value, String text) {
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.FLOAT), value)
                        .data()
                        .get("c")
                        .textValue())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e20, 100000000000000000000",
        "1e-7, 0.0000001",
        "-0.0, -0",
        "3.140000104904175, 3.140000104904175"
    })
    void aDoubleIsWrittenAsTheShortestPositionalText(double value, String text) {
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.DOUBLE), value)
                        .data()
                        .get("c")
                        .textValue())
                .isEqualTo(text);
    }

    @Test
    void binaryIsWrittenAsTheCharactersOfLatin1() {
        byte[] bytes = {5, 7, 10, 15, 36, 50, 43, 99, 120, 60, 38, (byte) 255, (byte) 254, 45, 55, 70};
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.VARBINARY, 16), bytes).text())
                .contains("{\"c\":\"\\u0005\\u0007\\n\\u000f$2+cx\\u003c\\u0026ÿþ-7F\"}");
    }

    @Test
    void utf8InABlobIsReadAsLatin1() {
        byte[] utf8 = "测试blob".getBytes(StandardCharsets.UTF_8);
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.BLOB), utf8)
                        .data()
                        .get("c")
                        .textValue())
                .isEqualTo(new String(utf8, StandardCharsets.ISO_8859_1));
    }

    @Test
    void textIsEscapedAsTiCdcDoes() {
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.TEXT), "\"\\\t\n\r\b\f<>&\u2028\u2029/\u007f😀")
                        .text())
                .contains("{\"c\":\"\\\"\\\\\\t\\n\\r\\u0008\\u000c\\u003c\\u003e\\u0026\\u2028\\u2029/\u007f😀\"}");
    }

    @Test
    void aJsonDocumentIsEscapedOnceMore() {
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.JSON), "{\"a\": \"<\\b>\"}")
                        .text())
                .contains("{\"c\":\"{\\\"a\\\": \\\"\\u003c\\\\b\\u003e\\\"}\"}");
    }

    @Test
    void emptyTextAndTheWordNullAreStrings() {
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.TEXT), "").text()).contains("\"data\":[{\"c\":\"\"}]");
        assertThat(insert(PLAIN, ColumnType.of(ColumnKind.TEXT), "null").text())
                .contains("\"data\":[{\"c\":\"null\"}]");
    }

    private static WrittenMessage insert(CanalJsonConfig config, ColumnType type, Object value) {
        TableVersion table =
                new TableVersion(new TableName("shop", "t"), List.of(new Column("c", type, true)), List.of());
        return WrittenMessage.of(config, ValueRow.insert(table, COMMIT_TS, value));
    }
}
