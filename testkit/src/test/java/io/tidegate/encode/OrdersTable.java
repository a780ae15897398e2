package io.tidegate.encode;

import static io.tidegate.encode.Columns.withDefault;
import static io.tidegate.testkit.rows.ValueRow.values;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;

/** The table of the examples of every format: many types, one primary key. And a row of it, and when it changes. */
public final class OrdersTable {
    public static final TableName NAME = new TableName("shop", "orders");
    public static final List<Key> PRIMARY_KEY = List.of(new Key(Key.PRIMARY, List.of(0), true));

    public static final TableVersion ORDERS = new TableVersion(
            NAME,
            List.of(
                    new Column("id", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false),
                    new Column("sku", ColumnType.of(ColumnKind.VARCHAR, 32), false),
                    withDefault("qty", ColumnType.of(ColumnKind.TINYINT).asUnsigned(), false, "1"),
                    new Column("price", ColumnType.of(ColumnKind.DECIMAL, 10, 2), true),
                    new Column("state", ColumnType.ofMembers(ColumnKind.ENUM, List.of("new", "paid", "sent")), false),
                    new Column("tags", ColumnType.ofMembers(ColumnKind.SET, List.of("gift", "rush")), true),
                    new Column("flags", ColumnType.of(ColumnKind.BIT, 4), true),
                    new Column("raw", ColumnType.of(ColumnKind.VARBINARY, 8), true),
                    new Column("note", ColumnType.of(ColumnKind.TEXT), true),
                    new Column("ratio", ColumnType.of(ColumnKind.FLOAT), true),
                    new Column("created", ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3), true)),
            PRIMARY_KEY);

    /** The same without the columns that the short examples leave out. */
    public static final TableVersion ID_AND_QTY =
            new TableVersion(NAME, List.of(ORDERS.column(0), ORDERS.column(2)), PRIMARY_KEY);

    /** Its physical part is 2024-05-01 08:00:00.300 UTC. */
    public static final long COMMIT_TS = 449459100136243201L;

    /** A minute later. */
    public static final long LATER_COMMIT_TS = 449459115864883203L;

    private OrdersTable() {}

    /** A row of {@link #ORDERS}. */
    public static List<Object> order(long qty) {
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
