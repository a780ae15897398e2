package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.EventFilterRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that event filters leave out by their values. */
class ValueFilterTest {
    private static final TableVersion PARCEL = parcel("depot", "parcel");
    private static final EventFilterRule RULE = EventFilterRule.ofValues(
            List.of("depot.parcel"),
            "weight >= 40 or kind = 'fragile'",
            "weight > 55",
            "kind = 'plain'",
            "weight >= 60 and weight < 90");

    @Test
    void anInsertIsHeldAgainstItsRow() {
        assertThat(ignored(RULE, insert(1, "Oslo", 40, "plain"))).isTrue();
        assertThat(ignored(RULE, insert(2, "Lima", 39, "plain"))).isFalse();
        assertThat(ignored(RULE, insert(3, "Cork", 2, "fragile"))).isTrue();
    }

    @Test
    void aDeleteIsHeldAgainstItsRow() {
        assertThat(ignored(RULE, delete(4, "Pisa", 59, "fragile"))).isFalse();
        assertThat(ignored(RULE, delete(5, "Turin", 60, "fragile"))).isTrue();
        assertThat(ignored(RULE, delete(6, "Ghent", 90, "plain"))).isFalse();
    }

    @Test
    void anUpdateIsHeldAgainstItsNewRowAndItsOldOne() {
        assertThat(ignored(RULE, update(row(7, "Bonn", 55, "fragile"), row(7, "Bonn", 56, "fragile"))))
                .as("by the new row")
                .isTrue();
        assertThat(ignored(RULE, update(row(8, "Nice", 12, "fragile"), row(8, "Split", 54, "fragile"))))
                .isFalse();
        assertThat(ignored(RULE, update(row(9, "Bergen", 50, "plain"), row(9, "Bergen", 50, "fragile"))))
                .as("by the old row")
                .isTrue();
    }

    @Test
    void rowsOfOtherTablesAreKept() {
        assertThat(ignored(RULE, ValueRow.insert(parcel("depot", "courier"), 1, 1L, "Oslo", 70L, "plain")))
                .isFalse();
    }

    @Test
    void theMatcherTakesTablesOut() {
        EventFilterRule rule = EventFilterRule.ofValues(List.of("*.*", "!depot.shelf"), "id >= 1", "", "", "");

        assertThat(ignored(rule, ValueRow.insert(parcel("depot", "shelf"), 1, 1L, "Oslo", 7L, "x")))
                .isFalse();
        assertThat(ignored(rule, ValueRow.insert(parcel("depot", "crate"), 1, 1L, "Oslo", 7L, "x")))
                .isTrue();
    }

    @Test
    void aVirtualColumnHasItsComputedValue() {
        TableVersion table = new TableVersion(
                new TableName("depot", "parcel"),
                List.of(
                        new Column("net", ColumnType.of(ColumnKind.INT), true),
                        new Column("gross", ColumnType.of(ColumnKind.INT), true, Generation.VIRTUAL)),
                List.of());
        EventFilterRule rule = EventFilterRule.ofValues(List.of("*.*"), "", "gross > 50", "", "");

        assertThat(ignored(rule, ValueRow.update(table, 1, List.of(1L, 8L), List.of(44L, 51L))))
                .isTrue();
        assertThat(ignored(rule, ValueRow.update(table, 1, List.of(1L, 8L), List.of(43L, 50L))))
                .isFalse();
    }

    @Test
    void severalRulesAreIndependent() {
        EventFilters filters = EventFilters.of(
                List.of(
                        EventFilterRule.ofValues(List.of("depot.*"), "weight = 1", "", "", ""),
                        EventFilterRule.ofValues(List.of("depot.parcel"), "weight = 2", "", "", ""),
                        EventFilterRule.ofEvents(List.of("depot.parcel"), List.of("delete"))),
                false);

        assertThat(ignored(filters, insert(1, "Oslo", 1, "x"))).isTrue();
        assertThat(ignored(filters, insert(1, "Oslo", 2, "x"))).isTrue();
        assertThat(ignored(filters, insert(1, "Oslo", 3, "x"))).isFalse();
        assertThat(ignored(filters, delete(1, "Oslo", 3, "x"))).isTrue();
    }

    @Test
    void anEmptyExpressionLeavesNothingOut() {
        assertThat(ignored(EventFilterRule.ofValues(List.of("*.*"), "  ", "", "", ""), insert(1, "Oslo", 1, "x")))
                .isFalse();
    }

    @Test
    void theHalvesOfASplitUpdateAreHeldAgainstTheExpressionsForInsertsAndDeletes() {
        ValueRow change = update(row(1, "Oslo", 70, "fragile"), row(2, "Oslo", 10, "plain"));
        RowFilter filter = EventFilters.of(List.of(RULE), false).rows(PARCEL);
        ValueCursor cursor = ValueCursor.on(change);

        assertThat(filter.ignores(cursor, RowKind.DELETE)).isTrue();
        assertThat(filter.ignores(cursor, RowKind.INSERT)).isFalse();
    }

    @Test
    void aColumnThatTheTableLacksIsAnErrorBeforeTheFirstRow() {
        EventFilters filters = filters("weight >= 40 or kind = 'fragile' and colour='red'", "");

        TidegateException error = catchThrowableOfType(TidegateException.class, () -> filters.review(List.of(PARCEL)));

        assertThat(error.code()).isEqualTo(ErrorCode.FILTER_EXPRESSION_COLUMN_NOT_FOUND);
        assertThat(error.detail())
                .isEqualTo("event-filters[0].ignore-insert-value-expr: Cannot find column 'colour' from table"
                        + " 'depot.parcel' in: weight >= 40 or kind = 'fragile' and colour='red'");
        filters.review(List.of(parcel("other", "parcel")));
    }

    @Test
    void aSyntaxErrorIsFoundBeforeAnyTable() {
        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> filters("", "weight >= 60 and and weight < 90"));

        assertThat(error.code()).isEqualTo(ErrorCode.FILTER_EXPRESSION_INVALID);
        assertThat(error.detail())
                .startsWith("event-filters[0].ignore-delete-value-expr: There is a syntax error in:"
                        + " 'weight >= 60 and and weight < 90': \"and\" at character 18");
    }

    @Test
    void anUnknownFunctionIsASyntaxError() {
        TidegateException error = catchThrowableOfType(
                TidegateException.class, () -> filters("kind = 'plain' and nosuch(weight) > 20", ""));

        assertThat(error.code()).isEqualTo(ErrorCode.FILTER_EXPRESSION_INVALID);
        assertThat(error.detail())
                .endsWith("syntax error in: 'kind = 'plain' and nosuch(weight) > 20': there is no function nosuch for"
                        + " expressions");
    }

    @Test
    void aNumberOutOfRangeNamesTheRowAndTheExpression() {
        RowFilter filter = filters("id * 9223372036854775807 > 0", "").rows(PARCEL);
        ValueCursor row = ValueCursor.on(ValueRow.insert(PARCEL, 77, 2L, "Oslo", 1L, "x"));

        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> filter.ignores(row, RowKind.INSERT));

        assertThat(error.code()).isEqualTo(ErrorCode.FILTER_ROW_FAILED);
        assertThat(error.detail())
                .isEqualTo("event-filters[0].ignore-insert-value-expr 'id * 9223372036854775807 > 0' for a row of"
                        + " depot.parcel at commit-ts 77: a number is out of the range of BIGINT");
    }

    private static EventFilters filters(String insert, String delete) {
        return EventFilters.of(
                List.of(EventFilterRule.ofValues(List.of("depot.parcel"), insert, "", "", delete)), false);
    }

    private static boolean ignored(EventFilterRule rule, ValueRow row) {
        return ignored(EventFilters.of(List.of(rule), false), row);
    }

    private static boolean ignored(EventFilters filters, ValueRow row) {
        return filters.rows(row.table()).ignores(ValueCursor.on(row), row.kind());
    }

    private static ValueRow insert(@Nullable Object... values) {
        return new ValueRow(PARCEL, RowKind.INSERT, 1, List.of(), row(values));
    }

    private static ValueRow delete(@Nullable Object... values) {
        return new ValueRow(PARCEL, RowKind.DELETE, 1, row(values), List.of());
    }

    private static ValueRow update(List<@Nullable Object> before, List<@Nullable Object> after) {
        return ValueRow.update(PARCEL, 1, before, after);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return ValueRow.values(Arrays.stream(values)
                .map(value -> value instanceof Integer number ? (Object) number.longValue() : value)
                .toArray());
    }

    private static TableVersion parcel(String schema, String table) {
        return new TableVersion(
                new TableName(schema, table),
                List.of(
                        new Column("id", ColumnType.of(ColumnKind.INT), false),
                        new Column("city", ColumnType.of(ColumnKind.CHAR, 50), true),
                        new Column("weight", ColumnType.of(ColumnKind.INT), true),
                        new Column("kind", ColumnType.of(ColumnKind.CHAR, 10), true)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
    }
}
