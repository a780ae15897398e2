package io.tidegate.route;

import static io.tidegate.model.ColumnKind.BIGINT;
import static io.tidegate.model.ColumnKind.BIT;
import static io.tidegate.model.ColumnKind.DATE;
import static io.tidegate.model.ColumnKind.DATETIME;
import static io.tidegate.model.ColumnKind.DECIMAL;
import static io.tidegate.model.ColumnKind.DOUBLE;
import static io.tidegate.model.ColumnKind.ENUM;
import static io.tidegate.model.ColumnKind.FLOAT;
import static io.tidegate.model.ColumnKind.INT;
import static io.tidegate.model.ColumnKind.JSON;
import static io.tidegate.model.ColumnKind.VARBINARY;
import static io.tidegate.model.ColumnKind.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DispatchRule;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The hashes of TiCDC. A hash shows through the partition numbers of topics of several sizes. */
class PartitionVectorTest {
    private static final int[] PARTITIONS = {3, 6, 10, 16, 65_521, Integer.MAX_VALUE};

    @ParameterizedTest
    @CsvSource({
        "test, t1, 1079797119",
        "test, t2, 3646239941",
        "test, t3, 2924610643",
        "test, orders, 1690941305",
        "shop, orders, 2818657056",
        "Shop, Orders, 3773844934",
        "a, bc, 891568578",
        "ab, c, 891568578",
        "test_default1, table, 184812334",
        "test_default2, table, 2375053696",
        "test_table, table, 2598963631",
        "中文, 表名, 372508891",
        "mydb, user-log, 585331943",
    })
    void theTableDispatcherHashesTheName(String schema, String table, long hash) {
        Vector vector = new Vector(new TableName(schema, table), List.of(cell("id", INT, 1L)));

        vector.assertHash(new DispatchRule(List.of("*.*"), "", "table", "", List.of()), hash);
        vector.assertHash(new DispatchRule(List.of("*.*"), "", "default", "", List.of()), hash);
        vector.assertHash(new DispatchRule(List.of("*.*"), "", "", "", List.of()), hash);
    }

    @ParameterizedTest
    @CsvSource({"test, t1, 0, 3, 9, 15", "Shop, Orders, 1, 4, 4, 6", "mydb, user-log, 2, 5, 3, 7"})
    void thePartitionIsTheUnsignedHashModuloTheirNumber(
            String schema, String table, int of3, int of6, int of10, int of16) {
        Vector vector = new Vector(new TableName(schema, table), List.of(cell("id", INT, 1L)));
        DispatchRule rule = new DispatchRule(List.of("*.*"), "", "table", "", List.of());

        assertThat(IntStream.of(3, 6, 10, 16).map(n -> vector.partition(rule, n)))
                .containsExactly(of3, of6, of10, of16);
    }

    @ParameterizedTest
    @MethodSource("valueVectors")
    void columnsHashesNameAndValues(Vector vector, long hash) {
        vector.assertHash(new DispatchRule(List.of("*.*"), "", "columns", "", vector.columnNames()), hash);
    }

    @ParameterizedTest
    @MethodSource("valueVectors")
    void aNamedIndexHashesNameAndValues(Vector vector, long hash) {
        vector.assertHash(new DispatchRule(List.of("*.*"), "", "index-value", "UK", List.of()), hash);
    }

    @ParameterizedTest
    @MethodSource("valueVectors")
    void theHandleKeyHashesNameAndValues(Vector vector, long hash) {
        vector.withPrimaryKey().assertHash(new DispatchRule(List.of("*.*"), "", "index-value", "", List.of()), hash);
        vector.withPrimaryKey().assertHash(new DispatchRule(List.of("*.*"), "", "rowid", "", List.of()), hash);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1, 1",
        "415508881418485761, 1, 0, 3, 1, 1",
        "415508881418485762, 0, 1, 4, 2, 2",
        "433305438660591626, 0, 2, 2, 6, 10",
    })
    void tsDividesTheCommitTs(long commitTs, int of2, int of3, int of6, int of10, int of16) {
        Vector vector = new Vector(new TableName("test", "t1"), List.of(cell("id", INT, 1L)), commitTs, false);
        DispatchRule rule = new DispatchRule(List.of("*.*"), "", "ts", "", List.of());

        assertThat(IntStream.of(2, 3, 6, 10, 16).map(n -> vector.partition(rule, n)))
                .containsExactly(of2, of3, of6, of10, of16);
    }

    private static Stream<Arguments> valueVectors() {
        TableName t1 = new TableName("test", "t1");
        TableName t2 = new TableName("test", "t2");
        TableName orders = new TableName("shop", "orders");
        return Stream.of(
                // TiCDC's test of the hash function itself, cut into names and values where no two columns are equal.
                vector(
                        0x914505a7L,
                        new TableName("hello", "hash"),
                        cell("hello", VARCHAR, "pingcap"),
                        cell("hell", VARCHAR, "oticdc"),
                        cell("hel", VARCHAR, "lotools")),
                vector(
                        0xf21b4f40L,
                        new TableName("ticdc", "hello"),
                        cell("hello", VARCHAR, "hash"),
                        cell("hell", VARCHAR, "otools"),
                        cell("hel", VARCHAR, "lopingcap")),
                vector(1636506354L, t1, cell("a", INT, 11L)),
                vector(3551467659L, t1, cell("a", INT, 22L)),
                vector(1765247205L, t2, cell("a", INT, 11L), cell("b", INT, 22L)),
                vector(1765247205L, t2, cell("b", INT, 22L), cell("a", INT, 11L)),
                vector(1765247205L, t2, cell("a", INT, 22L), cell("b", INT, 11L)),
                vector(3360251966L, t2, cell("a", INT, 11L), cell("b", INT, 0L)),
                vector(120293682L, t2, cell("a", INT, 11L), cell("b", INT, 33L)),
                vector(618103419L, new TableName("test_index_value", "table1"), cell("a", INT, 11L)),
                vector(2446154085L, t1, cell("COL2", INT, 22L), cell("Col1", INT, 11L)),
                vector(4030650719L, t1, cell("col2", INT, 22L), cell("col1", INT, 11L)),
                vector(1074383876L, orders, cell("id", INT, 1L)),
                vector(3640696254L, orders, cell("id", INT, 2L)),
                vector(2919738664L, orders, cell("id", INT, 3L)),
                vector(4047574428L, orders, cell("id", INT, -1L)),
                vector(761900801L, orders, new Cell("id", ColumnType.of(BIGINT).asUnsigned(), -1L)),
                vector(3988827718L, orders, cell("ID", INT, 1L)),
                vector(1074383876L, orders, cell("i", VARCHAR, "d1")),
                vector(4129436966L, orders, cell("name", VARCHAR, "")),
                vector(2818657056L, orders, cell("name", VARCHAR, null)),
                vector(3166522808L, orders, cell("name", VARCHAR, "你好")),
                vector(1040975472L, orders, cell("price", DECIMAL, "12.50")),
                vector(2744051068L, orders, cell("price", DECIMAL, "12.5")),
                vector(401675469L, orders, cell("ratio", FLOAT, 0.1f)),
                vector(401675469L, orders, cell("ratio", DOUBLE, 0.1)),
                vector(498141610L, orders, cell("ratio", FLOAT, Float.parseFloat("1e23"))),
                vector(498141610L, orders, cell("ratio", DOUBLE, Double.parseDouble("1e23"))),
                vector(950652782L, orders, cell("d", DATE, "2024-02-29")),
                vector(2189567658L, orders, cell("ts", DATETIME, "2024-02-29 13:45:00.123456")),
                vector(432407882L, orders, cell("j", JSON, "{\"a\": 1}")),
                vector(965056445L, orders, cell("e", ENUM, 2L)),
                vector(1018949183L, orders, cell("flag", BIT, 5L)),
                vector(2763270462L, orders, cell("bin", VARBINARY, new byte[] {0, -1})),
                vector(2330646322L, orders, cell("id", INT, 1L), cell("region", VARCHAR, "eu")));
    }

    private static Arguments vector(long hash, TableName table, Cell... cells) {
        return Arguments.of(new Vector(table, Arrays.asList(cells)), hash);
    }

    private static Cell cell(String name, ColumnKind kind, @Nullable Object value) {
        return new Cell(name, ColumnType.of(kind), value);
    }

    private record Cell(
            String name, ColumnType type, @Nullable Object value) {}

    private record Vector(TableName name, List<Cell> cells, long commitTs, boolean primaryKey) {
        Vector(TableName name, List<Cell> cells) {
            this(name, cells, 1, false);
        }

        Vector withPrimaryKey() {
            return new Vector(name, cells, commitTs, true);
        }

        /** In another case than defined, which must have no influence. */
        List<String> columnNames() {
            return cells.stream().map(cell -> swapCase(cell.name())).toList();
        }

        void assertHash(DispatchRule rule, long hash) {
            for (int n : PARTITIONS) {
                assertThat(partition(rule, n)).as("of %d", n).isEqualTo((int) (hash % n));
            }
        }

        int partition(DispatchRule rule, int partitions) {
            TableVersion table = table();
            Object[] values = cells.stream().map(Cell::value).toArray();
            return DispatchRouter.of(List.of(rule), "topic", false)
                    .route(table, topic -> partitions)
                    .partition(ValueCursor.on(ValueRow.insert(table, commitTs, values)), RowKind.INSERT);
        }

        private TableVersion table() {
            List<Integer> all = IntStream.range(0, cells.size()).boxed().toList();
            return new TableVersion(
                    name,
                    cells.stream()
                            .map(cell -> new Column(cell.name(), cell.type(), true))
                            .toList(),
                    List.of(new Key(primaryKey ? Key.PRIMARY : "uk", all, true)));
        }

        private static String swapCase(String name) {
            int[] swapped = name.chars()
                    .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                    .toArray();
            return new String(swapped, 0, swapped.length);
        }
    }
}
