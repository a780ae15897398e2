package io.tidegate.encode.openprotocol;

import static io.tidegate.testkit.rows.ValueRow.values;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;

/** The tables of the examples. */
final class SampleTables {
    static final TableName ORDERS_NAME = new TableName("shop", "orders");
    static final List<Key> PRIMARY_KEY = List.of(new Key(Key.PRIMARY, List.of(0), true));

    /** Many types, one primary key. */
    static final TableVersion ORDERS = new TableVersion(
            ORDERS_NAME,
            List.of(
                    new Column("id", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false),
                    new Column("sku", ColumnType.of(ColumnKind.VARCHAR, 32), false),
                    new Column("qty", ColumnType.of(ColumnKind.TINYINT).asUnsigned(), false),
                    new Column("price", ColumnType.of(ColumnKind.DECIMAL, 10, 2), true),
                    new Column("state", ColumnType.ofMembers(ColumnKind.ENUM, List.of("new", "paid", "sent")), false),
                    new Column("tags", ColumnType.ofMembers(ColumnKind.SET, List.of("gift", "rush")), true),
                    new Column("flags", ColumnType.of(ColumnKind.BIT, 4), true),
                    new Column("raw", ColumnType.of(ColumnKind.VARBINARY, 8), true),
                    new Column("note", ColumnType.of(ColumnKind.TEXT), true),
                    new Column("ratio", ColumnType.of(ColumnKind.FLOAT), true),
                    new Column("created", ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3), true)),
            PRIMARY_KEY);

    /** {@code test.t(a varchar(10) primary key, b varchar(10))}. */
    static final TableVersion TWO_TEXTS = new TableVersion(
            new TableName("test", "t"),
            List.of(
                    new Column("a", ColumnType.of(ColumnKind.VARCHAR, 10), false),
                    new Column("b", ColumnType.of(ColumnKind.VARCHAR, 10), true)),
            PRIMARY_KEY);

    private static final List<Column> TWO_NUMBERS_COLUMNS = List.of(
            new Column("a", ColumnType.of(ColumnKind.TINYINT), false),
            new Column("b", ColumnType.of(ColumnKind.INT), true));

    /** {@code test.t(a tinyint primary key, b int)}. */
    static final TableVersion TWO_NUMBERS =
            new TableVersion(new TableName("test", "t"), TWO_NUMBERS_COLUMNS, PRIMARY_KEY);

    /** The same without a key. */
    static final TableVersion WITHOUT_KEY =
            new TableVersion(new TableName("test", "t"), TWO_NUMBERS_COLUMNS, List.of());

    private SampleTables() {}

    /** A row of {@link #ORDERS}. */
    static List<Object> order(long qty) {
        return values(
                7L,
                "A&B <1>",
                qty,
                "19.90",
                2L,
                3L,
                5L,
                new byte[] {0, (byte) 0xff, '<', '\n'},
                null,
                0.1f,
                "2024-05-01 08:00:00.250");
    }
}
