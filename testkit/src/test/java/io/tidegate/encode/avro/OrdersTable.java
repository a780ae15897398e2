package io.tidegate.encode.avro;

import static io.tidegate.testkit.rows.ValueRow.values;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;

/** The table {@code shop.orders} of the examples, and a row of it. */
final class OrdersTable {
    static final TableName NAME = new TableName("shop", "orders");
    static final TableVersion ORDERS = new TableVersion(
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
            List.of(new Key(Key.PRIMARY, List.of(0), true)));
    static final long COMMIT_TS = 449459100136243201L;

    private OrdersTable() {}

    static Column withDefault(String name, ColumnType type, boolean nullable, String defaultText) {
        return new Column(name, type, nullable, Generation.NONE, defaultText, null);
    }

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
