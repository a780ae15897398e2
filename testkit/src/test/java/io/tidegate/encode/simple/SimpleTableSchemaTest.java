package io.tidegate.encode.simple;

import static io.tidegate.encode.simple.Sample.AVRO;
import static io.tidegate.encode.simple.Sample.JSON;
import static io.tidegate.encode.simple.Sample.column;
import static io.tidegate.model.ColumnType.UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SimpleConfig;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.simple.SimpleSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The definition of a table in both encodings. */
class SimpleTableSchemaTest {
    private static final ColumnType INT = ColumnType.of(ColumnKind.INT);

    static List<SimpleConfig> encodings() {
        return List.of(JSON, AVRO);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theIndexesOfATableWithTheRowIdAsPrimaryKey(SimpleConfig encoding) {
        List<Column> columns = List.of(
                column("id", INT, false, null),
                column("name", ColumnType.of(ColumnKind.VARCHAR, 64), false, null),
                column("age", INT, true, null),
                column("email", ColumnType.of(ColumnKind.VARCHAR, 255), false, null));
        TableVersion table = new TableVersion(
                new TableName("test", "t1"),
                columns,
                List.of(new Key(Key.ROW_ID, List.of(0), true), new Key("idx_name", List.of(1), true)),
                List.of(new Index("idx_age_email", List.of(2, 3))),
                1,
                2);
        SimpleSchema schema = schema(encoding, table);
        assertThat(schema.columns())
                .extracting(column -> column.type().name() + "/" + column.type().length() + " "
                        + column.type().charset() + " " + column.type().collate() + " " + column.nullable())
                .containsExactly(
                        "int/11 binary binary false",
                        "varchar/64 utf8mb4 utf8mb4_bin false",
                        "int/11 binary binary true",
                        "varchar/255 utf8mb4 utf8mb4_bin false");
        assertThat(schema.indexes())
                .containsExactly(
                        new SimpleSchema.Index("idx_name", true, false, false, List.of("name")),
                        new SimpleSchema.Index("idx_age_email", false, false, true, List.of("age", "email")),
                        new SimpleSchema.Index("primary", true, true, false, List.of("id")));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aPrimaryKeyThatIsAnIndexKeepsItsNameAndPlace(SimpleConfig encoding) {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(column("a", INT, false, null), column("b", INT, true, null)),
                List.of(new Key(Key.PRIMARY, List.of(0), true), new Key("b", List.of(1), false)),
                List.of(),
                1,
                2);
        assertThat(schema(encoding, table).indexes())
                .containsExactly(
                        new SimpleSchema.Index("PRIMARY", true, true, false, List.of("a")),
                        new SimpleSchema.Index("b", true, false, true, List.of("b")));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aTableWithoutIndexesHasAnEmptyList(SimpleConfig encoding) {
        assertThat(schema(encoding, table(column("a", INT, false, null))).indexes())
                .isEmpty();
    }

    static Stream<Arguments> lengths() {
        return Stream.of(
                Arguments.of(ColumnType.of(ColumnKind.TINYINT), 4L),
                Arguments.of(ColumnType.of(ColumnKind.TINYINT).asUnsigned(), 3L),
                Arguments.of(ColumnType.of(ColumnKind.TINYINT, 1), 1L),
                Arguments.of(ColumnType.of(ColumnKind.SMALLINT), 6L),
                Arguments.of(ColumnType.of(ColumnKind.SMALLINT).asUnsigned(), 5L),
                Arguments.of(ColumnType.of(ColumnKind.MEDIUMINT), 9L),
                Arguments.of(ColumnType.of(ColumnKind.MEDIUMINT).asUnsigned(), 8L),
                Arguments.of(INT, 11L),
                Arguments.of(INT.asUnsigned(), 10L),
                Arguments.of(ColumnType.of(ColumnKind.BIGINT), 20L),
                Arguments.of(ColumnType.of(ColumnKind.BIGINT).asUnsigned(), 20L),
                Arguments.of(ColumnType.of(ColumnKind.FLOAT), 12L),
                Arguments.of(ColumnType.of(ColumnKind.FLOAT, 10, 3), 10L),
                Arguments.of(ColumnType.of(ColumnKind.DOUBLE), 22L),
                Arguments.of(ColumnType.of(ColumnKind.DOUBLE, 20, 3), 20L),
                Arguments.of(ColumnType.of(ColumnKind.DECIMAL), 10L),
                Arguments.of(ColumnType.of(ColumnKind.DECIMAL, 12, 6), 12L),
                Arguments.of(ColumnType.of(ColumnKind.BIT), 1L),
                Arguments.of(ColumnType.of(ColumnKind.BIT, 10), 10L),
                Arguments.of(ColumnType.of(ColumnKind.CHAR), 1L),
                Arguments.of(ColumnType.of(ColumnKind.VARBINARY, 300), 300L),
                Arguments.of(ColumnType.of(ColumnKind.TINYTEXT), 255L),
                Arguments.of(ColumnType.of(ColumnKind.BLOB), 65535L),
                Arguments.of(ColumnType.of(ColumnKind.MEDIUMTEXT), 16777215L),
                Arguments.of(ColumnType.of(ColumnKind.LONGBLOB), 4294967295L),
                Arguments.of(ColumnType.of(ColumnKind.JSON), 4294967295L),
                Arguments.of(ColumnType.of(ColumnKind.DATE), 10L),
                Arguments.of(ColumnType.of(ColumnKind.YEAR), 4L),
                Arguments.of(ColumnType.of(ColumnKind.DATETIME), 19L),
                Arguments.of(ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3), 23L),
                Arguments.of(ColumnType.of(ColumnKind.TIME), 10L),
                Arguments.of(ColumnType.ofFraction(ColumnKind.TIME, 6), 17L),
                Arguments.of(ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b", "c")), 1L),
                Arguments.of(ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b", "c")), 5L),
                Arguments.of(ColumnType.of(ColumnKind.VECTOR, 5), 5L),
                Arguments.of(ColumnType.of(ColumnKind.VECTOR), -1L));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void theLengthOfAType(ColumnType type, long length) {
        assertThat(type(JSON, type).length()).isEqualTo(length);
        assertThat(type(AVRO, type).length()).isEqualTo(length);
    }

    @Test
    void jsonHasDigitsAfterThePointWhereThereAreSome() {
        assertThat(type(JSON, ColumnType.of(ColumnKind.DECIMAL)).decimal()).isNull();
        assertThat(type(JSON, ColumnType.of(ColumnKind.DECIMAL, 12, 6)).decimal())
                .isEqualTo(6);
        assertThat(type(JSON, ColumnType.ofFraction(ColumnKind.DATETIME, 3)).decimal())
                .isEqualTo(3);
        assertThat(type(JSON, ColumnType.of(ColumnKind.DATETIME)).decimal()).isNull();
        assertThat(type(JSON, ColumnType.of(ColumnKind.DOUBLE, 20, 3)).decimal())
                .isNull();
    }

    @Test
    void avroHasDigitsAfterThePointOfEveryTypeThatCanHaveSome() {
        assertThat(type(AVRO, ColumnType.of(ColumnKind.DECIMAL)).decimal()).isZero();
        assertThat(type(AVRO, ColumnType.ofFraction(ColumnKind.DATETIME, 3)).decimal())
                .isEqualTo(3);
        assertThat(type(AVRO, ColumnType.of(ColumnKind.TIMESTAMP)).decimal()).isZero();
        assertThat(type(AVRO, ColumnType.ofFraction(ColumnKind.TIME, 6)).decimal())
                .isEqualTo(6);
        assertThat(type(AVRO, ColumnType.of(ColumnKind.DATE)).decimal()).isNull();
        assertThat(type(AVRO, ColumnType.of(ColumnKind.FLOAT, 10, 3)).decimal()).isNull();
    }

    @Test
    void avroHasFlagsOfNumbersAlone() {
        assertThat(type(AVRO, INT).unsigned()).isFalse();
        assertThat(type(AVRO, INT).zerofill()).isFalse();
        assertThat(type(AVRO, ColumnType.of(ColumnKind.DECIMAL).asUnsigned()).unsigned())
                .isTrue();
        assertThat(type(AVRO, ColumnType.of(ColumnKind.ENUM)).unsigned()).isNull();
        assertThat(type(AVRO, ColumnType.of(ColumnKind.DATETIME)).zerofill()).isNull();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void bitsAndYearsAreUnsignedAndZerofillMeansUnsigned(SimpleConfig encoding) {
        assertThat(flags(encoding, ColumnType.of(ColumnKind.BIT, 10))).isEqualTo("true false");
        assertThat(flags(encoding, ColumnType.of(ColumnKind.YEAR))).isEqualTo("true true");
        assertThat(flags(encoding, new ColumnType(ColumnKind.INT, false, true, 8, UNSPECIFIED, List.of())))
                .isEqualTo("true true");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void defaultsAreTexts(SimpleConfig encoding) {
        assertThat(defaultOf(encoding, INT, "100")).isEqualTo("100");
        assertThat(defaultOf(encoding, ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b")), "b"))
                .isEqualTo("b");
        assertThat(defaultOf(encoding, ColumnType.of(ColumnKind.VARCHAR, 9), ""))
                .isEmpty();
        assertThat(defaultOf(encoding, INT, null)).isNull();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theDefaultOfBitsIsTheirNumber(SimpleConfig encoding) {
        ColumnType bits = ColumnType.of(ColumnKind.BIT, 64);
        assertThat(defaultOf(encoding, bits, "b'1000001'")).isEqualTo("65");
        assertThat(defaultOf(encoding, bits, "b'" + "1".repeat(64) + "'")).isEqualTo("18446744073709551615");
        assertThat(defaultOf(encoding, bits, "65")).isEqualTo("65");
    }

    @Test
    void jsonHasTheDefaultOfBitsWithoutQuotes() {
        String message = Sample.text(
                Sample.bootstrap(JSON, table(column("c", ColumnType.of(ColumnKind.BIT, 4), false, "b'101'"))));
        assertThat(message).contains("\"default\":5}");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theTimeOfTheWriteIsSpelledAsTiDbSpellsIt(SimpleConfig encoding) {
        ColumnType timestamp = ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3);
        for (String spelling : List.of("current_timestamp()", "current_timestamp(3)", "CURRENT_TIMESTAMP", "now()")) {
            assertThat(defaultOf(encoding, timestamp, spelling)).isEqualTo("CURRENT_TIMESTAMP");
        }
        assertThat(defaultOf(encoding, timestamp, "2020-01-01 00:00:00.000")).isEqualTo("2020-01-01 00:00:00.000");
        assertThat(defaultOf(encoding, ColumnType.of(ColumnKind.VARCHAR, 9), "now()"))
                .isEqualTo("now()");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void textOfAnUnknownCollationIsNotTakenForBytes(SimpleConfig encoding) {
        SimpleSchema.Type type = schema(encoding, table(new Column("c", ColumnType.of(ColumnKind.VARCHAR, 9), true)))
                .columns()
                .get(0)
                .type();
        assertThat(type.charset() + " " + type.collate()).isEqualTo("utf8mb4 utf8mb4_bin");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void textKeepsItsCollationAndOtherTypesHaveNone(SimpleConfig encoding) {
        Collation latin1 = new Collation("latin1", "latin1_swedish_ci");
        List<SimpleSchema.Column> columns = schema(
                        encoding,
                        table(
                                new Column("a", ColumnType.of(ColumnKind.CHAR, 9), true, Generation.NONE, null, latin1),
                                new Column("b", ColumnType.of(ColumnKind.JSON), true, Generation.NONE, null, latin1)))
                .columns();
        assertThat(columns.get(0).type().collate()).isEqualTo("latin1_swedish_ci");
        assertThat(columns.get(1).type().collate()).isEqualTo("binary");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void virtualColumnsAreListed(SimpleConfig encoding) {
        assertThat(schema(
                                encoding,
                                table(column("a", INT, false, null), new Column("v", INT, true, Generation.VIRTUAL)))
                        .columns())
                .extracting(SimpleSchema.Column::name)
                .containsExactly("a", "v");
    }

    private static SimpleSchema schema(SimpleConfig encoding, TableVersion table) {
        return Objects.requireNonNull(
                Sample.read(encoding, Sample.bootstrap(encoding, table)).tableSchema());
    }

    private static SimpleSchema.Type type(SimpleConfig encoding, ColumnType type) {
        return schema(encoding, table(column("c", type, true, null)))
                .columns()
                .get(0)
                .type();
    }

    private static String flags(SimpleConfig encoding, ColumnType type) {
        SimpleSchema.Type read = type(encoding, type);
        return read.unsigned() + " " + read.zerofill();
    }

    private static String defaultOf(SimpleConfig encoding, ColumnType type, String text) {
        return schema(encoding, table(column("c", type, true, text)))
                .columns()
                .get(0)
                .defaultValue();
    }

    private static TableVersion table(Column... columns) {
        return new TableVersion(new TableName("test", "t"), Arrays.asList(columns), List.of());
    }
}
