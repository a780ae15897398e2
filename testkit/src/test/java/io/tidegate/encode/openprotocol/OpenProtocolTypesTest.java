package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Type codes, flags and values of columns. */
class OpenProtocolTypesTest {
    private static final Key PRIMARY_A = new Key(Key.PRIMARY, List.of(0), true);

    @ParameterizedTest
    @FieldSource("io.tidegate.encode.openprotocol.TypeSample#ALL")
    void aValueOfEachType(TypeSample sample) {
        assertThat(column(sample.type(), sample.value()))
                .isEqualTo("{\"t\":" + sample.t() + ",\"f\":" + sample.f() + ",\"v\":" + sample.v() + "}");
    }

    @ParameterizedTest
    @FieldSource("io.tidegate.encode.openprotocol.TypeSample#ALL")
    void nullOfEachTypeKeepsTypeAndFlags(TypeSample sample) {
        assertThat(column(sample.type(), null))
                .isEqualTo("{\"t\":" + sample.t() + ",\"f\":" + sample.f() + ",\"v\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2, 2",
        "-0.0, -0",
        "1e-7, 1e-7",
        "0.000001, 0.000001",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.5e-10, 1.5e-10",
    })
    void aFloatIsAJsonNumber(String value, String written) {
        assertThat(column(ColumnType.of(ColumnKind.DOUBLE), Double.valueOf(value)))
                .endsWith("\"v\":" + written + "}");
        assertThat(column(ColumnType.of(ColumnKind.FLOAT), Float.valueOf(value)))
                .endsWith("\"v\":" + written + "}");
    }

    @Test
    void emptyValuesOfBytesAndTextAreEmptyStrings() {
        for (ColumnKind kind : List.of(ColumnKind.BLOB, ColumnKind.VARBINARY)) {
            assertThat(column(ColumnType.of(kind), new byte[0])).endsWith("\"v\":\"\"}");
        }
        for (ColumnKind kind : List.of(ColumnKind.TEXT, ColumnKind.VARCHAR)) {
            assertThat(column(ColumnType.of(kind), "")).endsWith("\"v\":\"\"}");
        }
    }

    @Test
    void zeroOfEveryNumberWithoutARowOfItsOwnIsANumber() {
        assertThat(column(ColumnType.of(ColumnKind.YEAR), 0L)).endsWith("\"v\":0}");
        assertThat(column(ColumnType.ofMembers(ColumnKind.ENUM, List.of("a")), 0L))
                .endsWith("\"v\":0}");
    }

    @Test
    void flagsOfAKeylessColumnAreAlwaysThere() {
        assertThat(flags(List.of(), new Column("a", ColumnType.of(ColumnKind.VARCHAR), false)))
                .containsExactly(Map.entry("a", 0));
        assertThat(flags(List.of(), new Column("a", ColumnType.of(ColumnKind.INT), false)))
                .containsExactly(Map.entry("a", 1));
    }

    @Test
    void flagsOfAPrimaryKey() {
        Key both = new Key(Key.PRIMARY, List.of(0, 1), true);
        assertThat(flags(List.of(PRIMARY_A), new Column("id", ColumnType.of(ColumnKind.INT), false)))
                .containsExactly(Map.entry("id", 11));
        assertThat(flags(
                        List.of(PRIMARY_A),
                        new Column("id", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false)))
                .containsExactly(Map.entry("id", 139));
        assertThat(flags(List.of(PRIMARY_A), new Column("id", ColumnType.of(ColumnKind.VARCHAR), false)))
                .containsExactly(Map.entry("id", 10));
        assertThat(flags(
                        List.of(both),
                        new Column("a", ColumnType.of(ColumnKind.INT), false),
                        new Column("b", ColumnType.of(ColumnKind.INT), false)))
                .containsExactly(Map.entry("a", 43), Map.entry("b", 43));
    }

    @Test
    void flagsOfUniqueAndPlainIndexes() {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(
                        new Column("a", ColumnType.of(ColumnKind.INT), false),
                        new Column("b", ColumnType.of(ColumnKind.INT), false),
                        new Column("c", ColumnType.of(ColumnKind.INT), true),
                        new Column("d", ColumnType.of(ColumnKind.INT).asUnsigned(), true),
                        new Column("e", ColumnType.of(ColumnKind.BLOB), true)),
                List.of(PRIMARY_A, new Key("b", List.of(1, 2), true)),
                List.of(new Index("c", List.of(2, 3))),
                0,
                0);
        assertThat(flags(table))
                .containsExactly(
                        Map.entry("a", 11),
                        Map.entry("b", 49),
                        Map.entry("c", 113),
                        Map.entry("d", 225),
                        Map.entry("e", 65));
    }

    @Test
    void anIndexOfOneColumnMarksItAsMultipleAndAUniqueOneDoesNot() {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(
                        new Column("a", ColumnType.of(ColumnKind.INT), false),
                        new Column("b", ColumnType.of(ColumnKind.INT), true)),
                List.of(new Key("a", List.of(0), true)),
                List.of(new Index("b", List.of(1))),
                0,
                0);
        assertThat(flags(table))
                .containsExactly(Map.entry("a", 0x01 | 0x02 | 0x10), Map.entry("b", 0x01 | 0x20 | 0x40));
    }

    @Test
    void aPrimaryKeyOfAPrefixIsTheHandleKeyToo() {
        assertThat(flags(
                        List.of(new Key(Key.PRIMARY, List.of(0), false)),
                        new Column("a", ColumnType.of(ColumnKind.TEXT), false)))
                .containsExactly(Map.entry("a", 10));
    }

    @Test
    void aStoredColumnHasTheFlagsOfItsIndexes() {
        Column generated = new Column("g", ColumnType.of(ColumnKind.INT), true, Generation.STORED);
        assertThat(flags(List.of(new Key("g", List.of(0), true)), generated))
                .containsExactly(Map.entry("g", 0x01 | 0x04 | 0x10 | 0x40));
    }

    @Test
    void anEnumOfTheBinaryCharsetIsBinary() {
        ColumnType type = ColumnType.ofMembers(ColumnKind.ENUM, List.of("a"));
        assertThat(flags(List.of(), new Column("e", type, false, Generation.NONE, null, Collation.BINARY)))
                .containsExactly(Map.entry("e", 1));
        Collation utf8 = new Collation("utf8mb4", "utf8mb4_bin");
        assertThat(flags(List.of(), new Column("e", type, false, Generation.NONE, null, utf8)))
                .containsExactly(Map.entry("e", 0));
    }

    @Test
    void namesAreEscaped() {
        TableVersion table = new TableVersion(
                new TableName("a\"b", "<测>"),
                List.of(new Column("c\\", ColumnType.of(ColumnKind.INT), true)),
                List.of());
        WrittenRecord.Event event = WrittenRecord.event(USUAL, ValueRow.insert(table, COMMIT_TS, 1L));
        assertThat(event.keyText()).contains("\"scm\":\"a\\\"b\",\"tbl\":\"<测>\"");
        assertThat(event.valueText()).isEqualTo("{\"u\":{\"c\\\\\":{\"t\":3,\"f\":65,\"v\":1}}}");
    }

    /** The object of a nullable column. */
    private static String column(ColumnType type, Object value) {
        TableVersion table =
                new TableVersion(new TableName("test", "t"), List.of(new Column("c", type, true)), List.of());
        String text = WrittenRecord.event(USUAL, ValueRow.insert(table, COMMIT_TS, value))
                .valueText();
        assertThat(text).startsWith("{\"u\":{\"c\":").endsWith("}}");
        return text.substring("{\"u\":{\"c\":".length(), text.length() - 2);
    }

    private static Map<String, Integer> flags(List<Key> keys, Column... columns) {
        return flags(new TableVersion(new TableName("test", "t"), Arrays.asList(columns), keys));
    }

    private static Map<String, Integer> flags(TableVersion table) {
        Object[] nulls = new Object[table.columns().size()];
        Map<String, Integer> flags = new LinkedHashMap<>();
        WrittenRecord.event(USUAL, ValueRow.insert(table, COMMIT_TS, nulls))
                .value()
                .get("u")
                .properties()
                .forEach(field ->
                        flags.put(field.getKey(), field.getValue().get("f").intValue()));
        return flags;
    }
}
