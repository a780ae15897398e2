package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.PRIMARY_KEY;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;

/** The small tables of the examples. */
final class SampleTables {
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
}
