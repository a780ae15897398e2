package io.tidegate.encode.avro;

import static io.tidegate.encode.Columns.withDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.AvroConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AvroSchemaTest {
    private static final Column ID = new Column("id", ColumnType.of(ColumnKind.INT), false);

    @ParameterizedTest
    @CsvSource({
        "1Col, _1Col",
        "A.B, A_B",
        "S.chema, S_chema",
        "N-amespace, N_amespace",
        "columnNameWith中文, columnNameWith__",
        "-x, _x",
        "名1, _1",
        "𝄞x, _x",
        "ıI, _I"
    })
    void aNameOfADatabaseBecomesOneOfAvro(String name, String avro) {
        assertThat(AvroName.of(name)).isEqualTo(avro);
    }

    @ParameterizedTest
    @CsvSource({
        "normalNamespace, normalSchema, normalNamespace.normalSchema",
        "1Namespace, 1Schema, _1Namespace._1Schema",
        "N-amespace, S.chema, N_amespace.S_chema",
        "normalNamespace, '', normalNamespace"
    })
    void theNamespaceIsThatOfTheChangefeedAndTheSchema(String namespace, String schema, String avro) {
        assertThat(AvroName.namespace(namespace, schema)).isEqualTo(avro);
    }

    @ParameterizedTest
    @CsvSource({"cdc.shop.orders, cdc_shop_orders-value", "cdc_shop_orders, cdc_shop_orders-value", "a-b, a-b-value"})
    void theSubjectIsTheTopicWithItsDotsReplaced(String topic, String subject) {
        assertThat(AvroName.subject(topic, "value")).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "TINYINT   | false | 5      | {\"default\":5,\"name\":\"c\",\"type\":{\"type\":\"int\",\"connect.parameters\":{\"tidb_type\":\"INT\"}}}",
                "TINYINT   | false | true   | {\"default\":1,\"name\":\"c\",\"type\":{\"type\":\"int\",\"connect.parameters\":{\"tidb_type\":\"INT\"}}}",
                "YEAR      | true  | 2020   | {\"default\":2020,\"name\":\"c\",\"type\":[{\"type\":\"int\",\"connect.parameters\":{\"tidb_type\":\"YEAR\"}},\"null\"]}",
                "INT       | false | (uuid_short()) | {\"name\":\"c\",\"type\":{\"type\":\"int\",\"connect.parameters\":{\"tidb_type\":\"INT\"}}}",
                "INT       | true  | (1 + 2) | {\"default\":null,\"name\":\"c\",\"type\":[\"null\",{\"type\":\"int\",\"connect.parameters\":{\"tidb_type\":\"INT\"}}]}",
                "BIGINT    | false | -9223372036854775808 | {\"default\":-9223372036854775808,\"name\":\"c\",\"type\":{\"type\":\"long\",\"connect.parameters\":{\"tidb_type\":\"BIGINT\"}}}",
                "FLOAT     | false | 3.14   | {\"default\":3.140000104904175,\"name\":\"c\",\"type\":{\"type\":\"float\",\"connect.parameters\":{\"tidb_type\":\"FLOAT\"}}}",
                "DOUBLE    | false | 3.14   | {\"default\":3.14,\"name\":\"c\",\"type\":{\"type\":\"double\",\"connect.parameters\":{\"tidb_type\":\"DOUBLE\"}}}",
                "DOUBLE    | false | 2      | {\"default\":2,\"name\":\"c\",\"type\":{\"type\":\"double\",\"connect.parameters\":{\"tidb_type\":\"DOUBLE\"}}}",
                "DOUBLE    | false | 1.5e-7 | {\"default\":1.5e-7,\"name\":\"c\",\"type\":{\"type\":\"double\",\"connect.parameters\":{\"tidb_type\":\"DOUBLE\"}}}",
                "DOUBLE    | false | 1e21   | {\"default\":1e+21,\"name\":\"c\",\"type\":{\"type\":\"double\",\"connect.parameters\":{\"tidb_type\":\"DOUBLE\"}}}",
                "DECIMAL   | false | 0      | {\"name\":\"c\",\"type\":{\"type\":\"bytes\",\"connect.parameters\":{\"tidb_type\":\"DECIMAL\"},\"logicalType\":\"decimal\",\"precision\":10,\"scale\":0}}",
                "DECIMAL   | true  | 1.5    | {\"default\":null,\"name\":\"c\",\"type\":[\"null\",{\"type\":\"bytes\",\"connect.parameters\":{\"tidb_type\":\"DECIMAL\"},\"logicalType\":\"decimal\",\"precision\":10,\"scale\":0}]}",
                "VARCHAR   | true  | n/a    | {\"default\":\"n/a\",\"name\":\"c\",\"type\":[{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"TEXT\"}},\"null\"]}",
                "VARCHAR   | true  | null   | {\"default\":\"null\",\"name\":\"c\",\"type\":[{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"TEXT\"}},\"null\"]}",
                "VARCHAR   | false | <a&b>\"  | {\"default\":\"\\u003ca\\u0026b\\u003e\\\"\",\"name\":\"c\",\"type\":{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"TEXT\"}}}",
                "VARBINARY | false | ab     | {\"default\":\"YWI=\",\"name\":\"c\",\"type\":{\"type\":\"bytes\",\"connect.parameters\":{\"tidb_type\":\"BLOB\"}}}",
                "VARBINARY | false | 0xFF01 | {\"default\":\"/wE=\",\"name\":\"c\",\"type\":{\"type\":\"bytes\",\"connect.parameters\":{\"tidb_type\":\"BLOB\"}}}",
                "DATE      | true  | 2020-02-20 | {\"default\":\"2020-02-20\",\"name\":\"c\",\"type\":[{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"DATE\"}},\"null\"]}",
                "TIMESTAMP | false | CURRENT_TIMESTAMP | {\"default\":\"CURRENT_TIMESTAMP\",\"name\":\"c\",\"type\":{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"TIMESTAMP\"}}}",
                "DATETIME  | false | current_timestamp(3) | {\"default\":\"CURRENT_TIMESTAMP\",\"name\":\"c\",\"type\":{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"DATETIME\"}}}",
                "JSON      | true  | none   | {\"default\":null,\"name\":\"c\",\"type\":[\"null\",{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"JSON\"}}]}",
                "VECTOR    | false | none   | {\"name\":\"c\",\"type\":{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"TiDBVECTORFloat32\"}}}",
                "GEOMETRY  | false | none   | {\"name\":\"c\",\"type\":{\"type\":\"bytes\",\"connect.parameters\":{\"tidb_type\":\"BLOB\"}}}",
            })
    void aDefaultDecidesAboutTheFieldAndTheOrderOfItsUnion(
            ColumnKind kind, boolean nullable, String defaultText, String field) {
        assertThat(field(withDefault("c", ColumnType.of(kind), nullable, defaultText), WrittenRecord.PLAIN))
                .isEqualTo(field);
    }

    @Test
    void aBigintUnsignedIsALongThatWrapsOrAText() {
        Column column = withDefault("c", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false, "18446744073709551615");
        assertThat(field(column, WrittenRecord.PLAIN)).isEqualTo("""
                        {"default":-1,"name":"c","type":{"type":"long","connect.parameters":{"tidb_type":"BIGINT UNSIGNED"}}}""");
        assertThat(field(column, WrittenRecord.TEXTS)).isEqualTo("""
                        {"default":"18446744073709551615","name":"c","type":{"type":"string","connect.parameters":{"tidb_type":"BIGINT UNSIGNED"}}}""");
    }

    @Test
    void aDecimalAsTextHasItsDefault() {
        assertThat(field(
                        withDefault("price", ColumnType.of(ColumnKind.DECIMAL, 10, 2), false, "0"),
                        WrittenRecord.TEXTS))
                .isEqualTo("""
                        {"default":"0","name":"price","type":{"type":"string","connect.parameters":{"tidb_type":"DECIMAL"}}}""");
    }

    @Test
    void aBitHasItsLengthAndItsDefaultInBase64() {
        assertThat(field(
                        withDefault("c", ColumnType.of(ColumnKind.BIT, 10), false, "b'1010101010'"),
                        WrittenRecord.PLAIN))
                .isEqualTo("""
                        {"default":"Aqo=","name":"c","type":{"type":"bytes","connect.parameters":{"length":"10","tidb_type":"BIT"}}}""");
        assertThat(field(new Column("c", ColumnType.of(ColumnKind.BIT), false), WrittenRecord.PLAIN))
                .contains("\"length\":\"1\"");
    }

    @Test
    void membersAreAllowedWithTheirCommasEscaped() {
        ColumnType type = ColumnType.ofMembers(ColumnKind.ENUM, List.of("a,b", "it''s", "it\\'s", "x"));
        assertThat(field(new Column("c", type, false), WrittenRecord.PLAIN)).contains("""
                "allowed":"a\\\\,b,it's,it's,x","tidb_type":"ENUM\"""");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColumnKind.class,
            names = {"TINYINT", "SMALLINT", "MEDIUMINT", "INT"})
    void onlyUnsignedIntNeedsALong(ColumnKind kind) {
        String unsigned = field(new Column("c", ColumnType.of(kind).asUnsigned(), false), WrittenRecord.PLAIN);
        assertThat(unsigned)
                .contains("\"INT UNSIGNED\"")
                .contains(kind == ColumnKind.INT ? "\"type\":\"long\"" : "\"type\":\"int\"");
        assertThat(field(new Column("c", ColumnType.of(kind), false), WrittenRecord.PLAIN))
                .contains("\"type\":\"int\"")
                .contains("\"INT\"");
    }

    @Test
    void checksumsAddThreeFieldsBehindTheExtension() {
        assertThat(values(WrittenRecord.CHECKSUMS, ID)).endsWith("""
                        {"default":0,"name":"_tidb_commit_physical_time","type":"long"},\
                        {"default":"","name":"_tidb_row_level_checksum","type":"string"},\
                        {"default":false,"name":"_tidb_corrupted","type":"boolean"},\
                        {"default":0,"name":"_tidb_checksum_version","type":"int"}]}""");
    }

    @Test
    void theKeyHasTheColumnsOfTheHandleKeyInTableOrderWithoutTheExtension() {
        TableVersion table = new TableVersion(
                new TableName("s", "t"),
                List.of(
                        new Column("note", ColumnType.of(ColumnKind.TEXT), true),
                        withDefault("a", ColumnType.of(ColumnKind.TINYINT).asUnsigned(), false, "1"),
                        new Column("b", ColumnType.of(ColumnKind.INT), false)),
                List.of(new Key(Key.PRIMARY, List.of(2, 1), true)));
        assertThat(RecordSchema.ofKeys(table, WrittenRecord.EXTENSION).text()).isEqualTo("""
                {"type":"record","name":"t","namespace":"default.s","fields":[\
                {"default":1,"name":"a","type":{"type":"int","connect.parameters":{"tidb_type":"INT UNSIGNED"}}},\
                {"name":"b","type":{"type":"int","connect.parameters":{"tidb_type":"INT"}}}]}""");
    }

    @Test
    void aUniqueKeyOfNotNullColumnsStandsInForThePrimaryKey() {
        TableVersion table = new TableVersion(
                new TableName("s", "t"),
                List.of(ID, new Column("code", ColumnType.of(ColumnKind.VARCHAR, 9), false)),
                List.of(new Key("code", List.of(1), true)));
        assertThat(RecordSchema.ofKeys(table, WrittenRecord.PLAIN).fields())
                .extracting(Field::name)
                .containsExactly("code");
    }

    @Test
    void aTableThatNothingIdentifiesIsRefusedWithItsRemedy() {
        TableVersion table = new TableVersion(new TableName("s", "t`x"), List.of(ID), List.of());
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> RecordSchema.ofKeys(table, WrittenRecord.PLAIN))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.TABLE_INELIGIBLE);
                    assertThat(error.remedy()).startsWith("ALTER TABLE `s`.`t``x` ADD PRIMARY KEY (...)");
                })
                .withMessageContaining("s.t`x has no primary key");
    }

    @Test
    void virtualColumnsAreLeftOutAndStoredOnesAreNot() {
        ColumnType type = ColumnType.of(ColumnKind.INT);
        assertThat(values(
                        WrittenRecord.PLAIN,
                        ID,
                        new Column("v", type, true, Generation.VIRTUAL),
                        new Column("st", type, true, Generation.STORED)))
                .contains("\"name\":\"st\"")
                .doesNotContain("\"name\":\"v\"");
    }

    @Test
    void twoColumnsThatBecomeOneFieldAreRefused() {
        assertRefused(WrittenRecord.PLAIN, new Column("a-b", ID.type(), false), new Column("a_b", ID.type(), false));
    }

    @Test
    void aColumnNamedLikeAFieldOfTheExtensionIsRefused() {
        Column column = new Column("_tidb_op", ID.type(), false);
        assertRefused(WrittenRecord.EXTENSION, column);
        assertThat(values(WrittenRecord.PLAIN, ID, column)).contains("\"name\":\"_tidb_op\"");
    }

    private static void assertRefused(AvroConfig config, Column... columns) {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> values(config, columns))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.AVRO_ENCODE_FAILED))
                .withMessageContaining("of table s.t");
    }

    private static String field(Column column, AvroConfig config) {
        return Field.of(0, column, config).json();
    }

    private static String values(AvroConfig config, Column... columns) {
        TableVersion table = new TableVersion(new TableName("s", "t"), List.of(columns), List.of());
        return RecordSchema.ofValues(table, config).text();
    }
}
