package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.DispatchRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.route.DispatchRouter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnSelectorsTest {
    @ParameterizedTest
    @MethodSource("vectors")
    void theLastColumnRuleThatMatchesDecides(List<String> rules, String columns, String sent) {
        TableVersion table = table("t.a", columns);
        ColumnSelectors selectors = selectors(true, new ColumnSelectorRule(List.of("t.*"), rules));

        assertThat(names(selectors.selection(table).orElseThrow().table())).isEqualTo(sent);
    }

    private static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(List.of("a", "b"), "a b c", "a b"),
                Arguments.of(List.of("*", "!a"), "a b c", "b c"),
                Arguments.of(List.of("co*", "!col2"), "a col1 col2", "col1"),
                Arguments.of(List.of("co?1"), "a col1 col2 co1", "col1"),
                Arguments.of(List.of("ID", "Name"), "id name x", "id name"),
                Arguments.of(List.of("*", "!B"), "A b", "A"),
                Arguments.of(List.of(" # nothing ", "", "\t/^c[0-9]$/"), "a c1 c22", "c1"),
                Arguments.of(List.of("`a.b`", "\"c\"\"d\""), "a.b c\"d e", "a.b c\"d"),
                Arguments.of(List.of("[ab]", "[!a-y]"), "a b c z", "a b z"));
    }

    @Test
    void aSelectionOfNoColumnIsRefused() {
        TidegateException refusal = refusal(true, table("t.a", "a b"), "!a");

        assertThat(refusal.code()).isEqualTo(ErrorCode.COLUMN_SELECTOR_FAILED);
        assertThat(refusal.detail())
                .isEqualTo("column-selectors[0]: no primary key columns or unique key columns obtained after filter"
                        + " out, table: t.a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b       | unexpected special character '.'",
                "a b       | unexpected special character ' '",
                "`a`b      | syntax error: stray characters after column pattern",
                "`a`.b     | syntax error: stray characters after column pattern",
                "/a/b      | syntax error: stray characters after column pattern",
                "!         | syntax error: missing pattern",
                "[         | syntax error: failed to parse character class",
                "@f        | importing filter files is not allowed",
            })
    void aBadColumnRuleIsRefused(String rule, String message) {
        TidegateException refusal = catchThrowableOfType(
                TidegateException.class,
                () -> selectors(true, new ColumnSelectorRule(List.of("*.*"), List.of("a", rule))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.FILTER_RULE_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("column-selectors[0].columns[1] \"" + rule + "\": at <cmdline>:1: " + message);
    }

    @Test
    void theFirstSelectorThatMatchesATableCounts() {
        ColumnSelectors selectors = selectors(
                true,
                new ColumnSelectorRule(List.of("x.*"), List.of("c")),
                new ColumnSelectorRule(List.of("t.*", "!t.b"), List.of("a")),
                new ColumnSelectorRule(List.of("t.*"), List.of("b")));

        assertThat(names(
                        selectors.selection(table("t.a", "a b c")).orElseThrow().table()))
                .isEqualTo("a");
        assertThat(names(
                        selectors.selection(table("t.b", "a b c")).orElseThrow().table()))
                .isEqualTo("b");
        assertThat(selectors.place(new TableName("t", "a"))).hasValue("column-selectors[1]");
    }

    @Test
    void aTableThatNoSelectorMatchesIsSentWhole() {
        ColumnSelectors selectors = selectors(true, new ColumnSelectorRule(List.of("t.*"), List.of("a")));

        assertThat(selectors.selection(table("u.a", "a b"))).isEmpty();
        assertThat(selectors.place(new TableName("u", "a"))).isEmpty();
        assertThat(ColumnSelectors.none().selection(table("t.a", "a b"))).isEmpty();
    }

    @Test
    void aSelectorThatSelectsEveryColumnChangesNothing() {
        assertThat(selectors(true, new ColumnSelectorRule(List.of("t.*"), List.of("*")))
                        .selection(table("t.a", "a b")))
                .isEmpty();
    }

    @Test
    void theCaseOfTablesMattersWhenTheChangefeedSaysSoThatOfColumnsNever() {
        ColumnSelectorRule rule = new ColumnSelectorRule(List.of("T.A"), List.of("ID"));

        assertThat(ColumnSelectors.of(List.of(rule), false, true).selection(table("t.a", "id x")))
                .isPresent();
        assertThat(ColumnSelectors.of(List.of(rule), true, true).selection(table("t.a", "id x")))
                .isEmpty();
        assertThat(ColumnSelectors.of(List.of(rule), true, true).selection(table("T.A", "id x")))
                .isPresent();
    }

    @Test
    void allWorkersAreGivenTheSameSelection() {
        TableVersion table = table("t.a", "a b");
        ColumnSelectors selectors = selectors(true, new ColumnSelectorRule(List.of("t.*"), List.of("a")));

        assertThat(selectors.selection(table).orElseThrow())
                .isSameAs(selectors.selection(table).orElseThrow());
    }

    @Test
    void thePrimaryKeyOrAWholeUniqueKeyMustRemain() {
        TableVersion table = keyed();

        assertThat(names(selection(table, "id", "v"))).isEqualTo("id v");
        assertThat(names(selection(table, "u1", "u2"))).isEqualTo("u1 u2");
        assertThat(refusal(false, table, "u1", "v").code()).isEqualTo(ErrorCode.COLUMN_SELECTOR_FAILED);
        assertThat(refusal(true, table, "u1", "v").code()).isEqualTo(ErrorCode.COLUMN_SELECTOR_FAILED);
    }

    @Test
    void aTableWithoutAnyKeyCanBeSelectedFromOnlyWhenSuchTablesAreReplicated() {
        assertThat(refusal(false, table("t.a", "a b"), "a").code()).isEqualTo(ErrorCode.COLUMN_SELECTOR_FAILED);
        assertThat(selectors(true, new ColumnSelectorRule(List.of("t.*"), List.of("a")))
                        .selection(table("t.a", "a b")))
                .isPresent();
    }

    @Test
    void virtualColumnsAloneAreNoSelection() {
        TableVersion table = new TableVersion(
                new TableName("t", "a"),
                List.of(
                        new Column("a", ColumnType.of(ColumnKind.INT), true),
                        new Column("v", ColumnType.of(ColumnKind.INT), true, Generation.VIRTUAL)),
                List.of());

        assertThat(refusal(true, table, "v").code()).isEqualTo(ErrorCode.COLUMN_SELECTOR_FAILED);
    }

    @Test
    void whatRemainsOfATableHasTheKeysWhoseColumnsAllRemain() {
        TableVersion whole = keyed();
        TableVersion part = selection(whole, "v", "u*");

        assertThat(part.name()).isEqualTo(whole.name());
        assertThat(part.keys()).containsExactly(new Key("uk", List.of(1, 0), true));
        assertThat(part.handleKey()).containsExactly(1, 0);
        assertThat(part.indexes()).containsExactly(new Index("i", List.of(2)));
        assertThat(part.id()).isEqualTo(whole.id());
        assertThat(part.schemaVersion()).isEqualTo(whole.schemaVersion());
    }

    @Test
    void theNamesOfThePrimaryKeyStayThoughItsColumnsAreLeftOut() {
        assertThat(selection(keyed(), "u*").primaryKey()).isEmpty();
        assertThat(selection(keyed(), "u*").primaryKeyNames()).containsExactly("id");
    }

    @Test
    void aColumnThatTheDispatcherNamesMustRemain() {
        ColumnSelectors selectors = selectors(true, new ColumnSelectorRule(List.of("t.*"), List.of("id", "u1")));
        List<TableVersion> tables = List.of(keyed());
        DispatchRouter byDropped = router("columns", List.of("ID", "V"));
        DispatchRouter byKept = router("columns", List.of("U1"));
        DispatchRouter byKey = router("index-value", List.of());

        TidegateException refusal =
                catchThrowableOfType(TidegateException.class, () -> byDropped.review(tables, selectors));

        assertThat(refusal.code()).isEqualTo(ErrorCode.COLUMN_SELECTOR_FAILED);
        assertThat(refusal.detail())
                .isEqualTo("the filtered out column is used in the column dispatcher, table: t.a, column: v");
        byKept.review(tables, selectors);
        byKey.review(tables, selectors);
    }

    private static DispatchRouter router(String partition, List<String> columns) {
        return DispatchRouter.of(List.of(new DispatchRule(List.of("*.*"), "", partition, "", columns)), "topic", false);
    }

    private static TableVersion selection(TableVersion table, String... columns) {
        return selectors(false, new ColumnSelectorRule(List.of("t.*"), List.of(columns)))
                .selection(table)
                .orElseThrow()
                .table();
    }

    private static TidegateException refusal(boolean keylessTables, TableVersion table, String... columns) {
        ColumnSelectors selectors = selectors(keylessTables, new ColumnSelectorRule(List.of("t.*"), List.of(columns)));
        return catchThrowableOfType(TidegateException.class, () -> selectors.selection(table));
    }

    private static ColumnSelectors selectors(boolean keylessTables, ColumnSelectorRule... rules) {
        return ColumnSelectors.of(List.of(rules), false, keylessTables);
    }

    /** A table with a primary key on id and a unique key on u2 and u1. */
    private static TableVersion keyed() {
        TableVersion columns = table("t.a", "id u1 u2 v");
        return new TableVersion(
                columns.name(),
                columns.columns(),
                List.of(new Key(Key.PRIMARY, List.of(0), true), new Key("uk", List.of(2, 1), true)),
                List.of(new Index("i", List.of(3)), new Index("j", List.of(0, 3))),
                7,
                8);
    }

    /** A table without keys. */
    private static TableVersion table(String name, String columns) {
        int dot = name.indexOf('.');
        return new TableVersion(
                new TableName(name.substring(0, dot), name.substring(dot + 1)),
                Arrays.stream(columns.split(" "))
                        .map(column -> new Column(column, ColumnType.of(ColumnKind.INT), false))
                        .toList(),
                List.of());
    }

    private static String names(TableVersion table) {
        return String.join(" ", table.columns().stream().map(Column::name).toList());
    }
}
