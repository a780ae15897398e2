package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.EventFilterRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Event filters by kind and by the text of DDLs. */
class EventFiltersTest {
    @ParameterizedTest
    @EnumSource(value = DdlKind.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfDdlHasANameThatLeavesOutNothingElse(DdlKind kind) {
        assertThat(ignoredKinds(kind.eventType())).containsExactly(kind);
        assertThat(ignoredRows(kind.eventType())).isEmpty();
    }

    @Test
    void allDdlIsEveryDdlAndNoRow() {
        assertThat(ignoredKinds("all ddl")).containsExactly(DdlKind.values());
        assertThat(ignoredRows("all ddl")).isEmpty();
    }

    @Test
    void allDmlIsEveryRowAndNoDdl() {
        assertThat(ignoredKinds("all dml")).isEmpty();
        assertThat(ignoredRows("all dml")).containsExactly(RowKind.values());
    }

    @ParameterizedTest
    @CsvSource({"insert, INSERT", "update, UPDATE", "delete, DELETE"})
    void aKindOfRowLeavesOutNothingElse(String name, RowKind kind) {
        assertThat(ignoredRows(name)).containsExactly(kind);
        assertThat(ignoredKinds(name)).isEmpty();
    }

    @Test
    void alterTableIsEveryClauseOfAlterTableForeignKeysIncluded() {
        assertThat(ignoredKinds("alter table"))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        DdlKind.CREATE_DATABASE,
                        DdlKind.DROP_DATABASE,
                        DdlKind.ALTER_DATABASE,
                        DdlKind.CREATE_TABLE,
                        DdlKind.DROP_TABLE,
                        DdlKind.TRUNCATE_TABLE,
                        DdlKind.RECOVER_TABLE,
                        DdlKind.CREATE_VIEW,
                        DdlKind.DROP_VIEW)));
    }

    @ParameterizedTest
    @CsvSource({
        "create schema, CREATE_DATABASE",
        "create database, CREATE_DATABASE",
        "drop schema, DROP_DATABASE",
        "drop database, DROP_DATABASE",
        "modify schema charset and collate, ALTER_DATABASE",
    })
    void aDatabaseIsASchema(String name, DdlKind kind) {
        assertThat(ignoredKinds(name)).containsExactly(kind);
    }

    @Test
    void ignoringAddColumnDoesNotIgnoreAnAlterTableWithSeveralClauses() {
        EventFilters filters = events("t.*", "add column");

        assertThat(filters.ignores(ddl(DdlKind.MULTI_SCHEMA_CHANGE, "t.a", "ALTER TABLE a ADD c INT, DROP d")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add fulltext index  | ALTER TABLE a ADD FULLTEXT INDEX f (c)    | true",
                "add fulltext index  | create fulltext index f on a (c)           | true",
                "add fulltext index  | ALTER TABLE a ADD INDEX f (c)              | false",
                "create hybrid index | CREATE HYBRID INDEX h ON a (c)             | true",
                "create hybrid index | CREATE INDEX hybrid ON a (c)               | false",
            })
    void kindsOfIndexesAreToldByTheirStatement(String name, String sql, boolean ignored) {
        assertThat(events("t.*", name).ignores(ddl(DdlKind.CREATE_INDEX, "t.a", sql)))
                .isEqualTo(ignored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE",
                "alter database",
                "add index",
                "all",
                "none",
                "rename column",
                "",
                " insert",
                "Insert"
            })
    void anyOtherNameIsRefused(String name) {
        TidegateException refusal = refusal(EventFilterRule.ofEvents(List.of("*.*"), List.of("insert", name)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.IGNORE_EVENT_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("event-filters[0].ignore-event: invalid ignore event type: '" + name + "'");
    }

    @ParameterizedTest
    @MethodSource("sqlVectors")
    void aDdlIsIgnoredByItsText(List<String> expressions, String sql, boolean ignored) {
        EventFilters filters = EventFilters.of(List.of(EventFilterRule.ofSql(List.of("test.t1"), expressions)), true);

        assertThat(filters.ignores(ddl(DdlKind.OTHER, "test.t1", sql))).isEqualTo(ignored);
        assertThat(filters.ignores(ddl(DdlKind.OTHER, "test.t2", sql))).isFalse();
    }

    private static Stream<Arguments> sqlVectors() {
        List<String> two = List.of("^DROP TABLE", "add column");
        List<String> one = List.of("^DROP TABLE");
        return Stream.of(
                Arguments.of(two, "DROP TABLE t1", true),
                Arguments.of(two, "alter table t1 add column c1 int", true),
                Arguments.of(one, "drop table t1", true),
                Arguments.of(one, "CREATE TABLE t1(id int)", false),
                Arguments.of(one, "/* x */ DROP TABLE t1", false));
    }

    @Test
    void aBadExpressionIsRefusedAndNamed() {
        TidegateException refusal = refusal(EventFilterRule.ofSql(List.of("*.*"), List.of("ok", "(?=x)")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.FILTER_RULE_INVALID);
        assertThat(refusal.detail())
                .startsWith("event-filters[0].ignore-sql[1]: failed to create binlog event filter:");
    }

    @Test
    void aBadMatcherIsRefusedAndNamed() {
        TidegateException refusal = refusal(EventFilterRule.ofEvents(List.of("a.b", "c"), List.of("insert")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.FILTER_RULE_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("event-filters[0].matcher[1] \"c\": at <cmdline>:1: wrong table pattern");
    }

    @Test
    void aRuleWithoutMatcherMatchesNothing() {
        EventFilters filters = EventFilters.of(List.of(EventFilterRule.ofEvents(List.of(), List.of("all ddl"))), false);

        assertThat(filters.ignores(ddl(DdlKind.DROP_TABLE, "t.a", "DROP TABLE a")))
                .isFalse();
    }

    @Test
    void oneRuleOfSeveralIsEnoughAndNoneCanTakeItBack() {
        EventFilters filters = EventFilters.of(
                List.of(
                        EventFilterRule.ofEvents(List.of("t.*"), List.of("drop table")),
                        EventFilterRule.ofEvents(List.of("!t.a"), List.of("all ddl")),
                        EventFilterRule.ofSql(List.of("t.a"), List.of("truncate"))),
                false);

        assertThat(filters.ignores(ddl(DdlKind.DROP_TABLE, "t.a", "DROP TABLE a")))
                .isTrue();
        assertThat(filters.ignores(ddl(DdlKind.TRUNCATE_TABLE, "t.a", "TRUNCATE a")))
                .isTrue();
        assertThat(filters.ignores(ddl(DdlKind.TRUNCATE_TABLE, "t.b", "TRUNCATE b")))
                .isFalse();
    }

    @Test
    void aDatabaseIsMatchedAsASchema() {
        Ddl drop = new Ddl(1, DdlKind.DROP_DATABASE, new TableName("t", ""), null, "DROP DATABASE t", null);

        assertThat(events("t.*", "drop database").ignores(drop)).isTrue();
        assertThat(events("t.a", "drop database").ignores(drop)).isTrue();
        assertThat(events("u.*", "drop database").ignores(drop)).isFalse();
    }

    @Test
    void aRenamedTableIsMatchedByItsOldName() {
        Ddl rename = new Ddl(
                1, DdlKind.RENAME_TABLE, new TableName("t", "b"), new TableName("t", "a"), "RENAME TABLE a TO b", null);

        assertThat(events("t.a", "rename table").ignores(rename)).isTrue();
        assertThat(events("t.b", "rename table").ignores(rename)).isFalse();
    }

    @Test
    void theCaseOfNamesMattersToMatchersWhenTheChangefeedSaysSo() {
        EventFilterRule rule = EventFilterRule.ofEvents(List.of("TEST_DB.TEST_TABLE"), List.of("drop table", "insert"));
        Ddl drop = ddl(DdlKind.DROP_TABLE, "test_db.test_table", "DROP TABLE test_table");

        assertThat(EventFilters.of(List.of(rule), false).ignores(drop)).isTrue();
        assertThat(EventFilters.of(List.of(rule), true).ignores(drop)).isFalse();
        assertThat(EventFilters.of(List.of(rule), false)
                        .rows(table("test_db.test_table"))
                        .ignoresAll(RowKind.INSERT))
                .isTrue();
        assertThat(EventFilters.of(List.of(rule), true)
                        .rows(table("test_db.test_table"))
                        .ignoresAll(RowKind.INSERT))
                .isFalse();
    }

    private static Set<DdlKind> ignoredKinds(String name) {
        EventFilters filters = events("t.*", name);
        Set<DdlKind> kinds = EnumSet.noneOf(DdlKind.class);
        Arrays.stream(DdlKind.values())
                .filter(kind -> filters.ignores(ddl(kind, "t.a", "a statement")))
                .forEach(kinds::add);
        return kinds;
    }

    private static List<RowKind> ignoredRows(String name) {
        RowFilter rows = events("t.*", name).rows(table("t.a"));
        return Arrays.stream(RowKind.values()).filter(rows::ignoresAll).toList();
    }

    private static EventFilters events(String matcher, String name) {
        return EventFilters.of(List.of(EventFilterRule.ofEvents(List.of(matcher), List.of(name))), false);
    }

    private static TidegateException refusal(EventFilterRule rule) {
        return catchThrowableOfType(TidegateException.class, () -> EventFilters.of(List.of(rule), false));
    }

    private static Ddl ddl(DdlKind kind, String table, String sql) {
        return new Ddl(1, kind, name(table), null, sql, null);
    }

    private static TableVersion table(String name) {
        return new TableVersion(name(name), List.of(), List.of());
    }

    private static TableName name(String name) {
        int dot = name.indexOf('.');
        return new TableName(name.substring(0, dot), name.substring(dot + 1));
    }
}
