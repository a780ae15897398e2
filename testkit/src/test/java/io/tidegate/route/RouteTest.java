package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouteTest {
    private static final int MANY = 1_000_003;

    private static final TableVersion ORDERS = new TableVersion(
            new TableName("shop", "orders"),
            List.of(
                    new Column("id", ColumnType.of(ColumnKind.BIGINT), false),
                    new Column("region", ColumnType.of(ColumnKind.INT), true),
                    new Column("ratio", ColumnType.of(ColumnKind.DOUBLE), true)),
            List.of(new Key(Key.PRIMARY, List.of(0), true)));

    @Test
    void anInsertGoesByItsNewValues() {
        Route route = route(indexValue());

        assertThat(route.partition(insert(1L), RowKind.INSERT))
                .isNotEqualTo(route.partition(insert(2L), RowKind.INSERT));
    }

    @Test
    void aDeleteGoesWhereTheRowIs() {
        Route route = route(indexValue());
        ValueCursor delete = ValueCursor.on(ValueRow.delete(ORDERS, 1, 7L, 1L, 0.5));

        assertThat(route.partition(delete, RowKind.DELETE)).isEqualTo(route.partition(insert(7L), RowKind.INSERT));
    }

    @Test
    void anUpdateGoesByItsNewValues() {
        Route route = route(indexValue());

        assertThat(route.partition(update(7L, 8L), RowKind.UPDATE))
                .isEqualTo(route.partition(insert(8L), RowKind.INSERT));
    }

    @Test
    void theHalvesOfASplitUpdateGoByTheirOwnValues() {
        Route route = route(indexValue());

        assertThat(route.partition(update(7L, 8L), RowKind.DELETE))
                .isEqualTo(route.partition(insert(7L), RowKind.INSERT));
        assertThat(route.partition(update(7L, 8L), RowKind.INSERT))
                .isEqualTo(route.partition(insert(8L), RowKind.INSERT));
    }

    @Test
    void aColumnGivenTwiceCountsOnce() {
        Route once = route(columns("id"));
        Route twice = route(columns("id", "ID"));

        assertThat(twice.partition(insert(5L), RowKind.INSERT)).isEqualTo(once.partition(insert(5L), RowKind.INSERT));
    }

    @Test
    void aTableWithoutAHandleKeyGoesToOnePartition() {
        TableVersion keyless = new TableVersion(ORDERS.name(), ORDERS.columns(), List.of());
        Route route = router(indexValue()).route(keyless, topic -> MANY);
        Route byTable = route(new DispatchRule(List.of("*.*"), "", "table", "", List.of()));

        for (long id = 0; id < 10; id++) {
            ValueCursor row = ValueCursor.on(ValueRow.insert(keyless, 1, id, 1L, 0.5));
            assertThat(route.partition(row, RowKind.INSERT)).isEqualTo(byTable.partition(row, RowKind.INSERT));
        }
    }

    @Test
    void valuesOfOneRowLeaveNoTraceInTheNext() {
        Route used = route(columns("id", "region", "ratio"));
        used.partition(row(123456789L, 4L, 0.125), RowKind.INSERT);
        used.partition(row(1L, null, null), RowKind.INSERT);

        assertThat(used.partition(row(1L, 2L, 0.5), RowKind.INSERT))
                .isEqualTo(route(columns("id", "region", "ratio")).partition(row(1L, 2L, 0.5), RowKind.INSERT));
    }

    @Test
    void aRouteAsksForThePartitionsOfItsTopicEachTime() {
        AtomicInteger partitions = new AtomicInteger(1);
        Route route = router(new DispatchRule(List.of("*.*"), "", "ts", "", List.of()))
                .route(ORDERS, topic -> topic.equals("dflt") ? partitions.get() : 0);
        ValueCursor row = ValueCursor.on(ValueRow.insert(ORDERS, 7, 1L, 1L, 0.5));

        assertThat(route.partition(row, RowKind.INSERT)).isZero();
        partitions.set(4);
        assertThat(route.partition(row, RowKind.INSERT)).isEqualTo(3);
    }

    @Test
    void aCommitTsIsUnsigned() {
        Route route = route(new DispatchRule(List.of("*.*"), "", "ts", "", List.of()));
        ValueCursor row = ValueCursor.on(ValueRow.insert(ORDERS, -1, 1L, 1L, 0.5));

        assertThat(route.partition(row, RowKind.INSERT)).isEqualTo((int) Long.remainderUnsigned(-1, MANY));
    }

    @ParameterizedTest
    @EnumSource(ColumnKind.class)
    void everyKindOfColumnHasAPartition(ColumnKind kind) {
        TableVersion table = new TableVersion(
                ORDERS.name(),
                List.of(new Column("c", ColumnType.of(kind), true)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        Route route = router(indexValue()).route(table, topic -> MANY);

        assertThat(route.partition(ValueCursor.on(ValueRow.insert(table, 1, value(kind))), RowKind.INSERT))
                .isNotEqualTo(route.partition(
                        ValueCursor.on(ValueRow.insert(table, 1, new Object[] {null})), RowKind.INSERT));
    }

    @Test
    void aRowIsRoutedWithoutAllocating() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Route route = route(columns("id", "region", "ratio"));
        ValueCursor row = row(Long.MIN_VALUE, 4L, 1.1e-300);
        route.partition(row, RowKind.INSERT);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            route.partition(row, RowKind.INSERT);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    private static Object value(ColumnKind kind) {
        if (kind.isBinary() || kind == ColumnKind.GEOMETRY) {
            return new byte[] {1, 2};
        }
        return switch (kind) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR, ENUM, SET, BIT -> 3L;
            case FLOAT -> 3.5f;
            case DOUBLE -> 3.5;
            default -> "3";
        };
    }

    private static Route route(DispatchRule rule) {
        return router(rule).route(ORDERS, topic -> MANY);
    }

    private static DispatchRouter router(DispatchRule rule) {
        return DispatchRouter.of(List.of(rule), "dflt", false);
    }

    private static DispatchRule indexValue() {
        return new DispatchRule(List.of("*.*"), "", "index-value", "", List.of());
    }

    private static DispatchRule columns(String... names) {
        return new DispatchRule(List.of("*.*"), "", "columns", "", List.of(names));
    }

    private static ValueCursor insert(long id) {
        return row(id, 1L, 0.5);
    }

    private static ValueCursor row(Object... values) {
        return ValueCursor.on(ValueRow.insert(ORDERS, 1, values));
    }

    private static ValueCursor update(long from, long to) {
        return ValueCursor.on(ValueRow.update(ORDERS, 1, ValueRow.values(from, 1L, 0.5), ValueRow.values(to, 1L, 0.5)));
    }
}
