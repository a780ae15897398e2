package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.DispatchRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchRouterTest {
    private static final List<DispatchRule> LANES = List.of(
            new DispatchRule(List.of("lane1.*", "lane2.*"), "of-{schema}-{table}", "index-value", "", List.of()),
            new DispatchRule(List.of("lane3.*", "lane4.*"), "ship_{schema}_out", "columns", "", List.of("region")),
            new DispatchRule(List.of("lane5.*"), "ledger", "ts", "", List.of()),
            new DispatchRule(List.of("lane6.*"), "", "table", "", List.of()),
            new DispatchRule(List.of("lane6.*"), "too_late", "table", "", List.of()));

    private final DispatchRouter lanes = DispatchRouter.of(LANES, "dflt", false);

    @ParameterizedTest
    @CsvSource({
        "lane1, of-lane1-t",
        "lane4, ship_lane4_out",
        "lane5, ledger",
        "lane6, dflt",
        "other, dflt",
        "LANE1, of-LANE1-t",
    })
    void theFirstRuleThatMatchesGivesTheTopic(String schema, String topic) {
        assertThat(lanes.topic(new TableName(schema, "t"))).isEqualTo(topic);
    }

    @Test
    void matchersHonourCase() {
        assertThat(DispatchRouter.of(LANES, "dflt", true).topic(new TableName("LANE1", "t")))
                .isEqualTo("dflt");
    }

    @Test
    void insideAMatcherTheLastLineWins() {
        DispatchRule rule = new DispatchRule(List.of("a.*", "!a.b"), "x", "", "", List.of());
        DispatchRouter router = DispatchRouter.of(List.of(rule), "dflt", false);

        assertThat(router.topic(new TableName("a", "c"))).isEqualTo("x");
        assertThat(router.topic(new TableName("a", "b"))).isEqualTo("dflt");
    }

    @Test
    void anEmptyMatcherMatchesNothing() {
        DispatchRule rule = new DispatchRule(List.of(), "x", "", "", List.of());

        assertThat(DispatchRouter.of(List.of(rule), "dflt", false).topic(new TableName("a", "b")))
                .isEqualTo("dflt");
    }

    @Test
    void theTopicOfARouteIsTheSameObjectEachTime() {
        Route route = lanes.route(table(new TableName("lane1", "t")), topic -> 3);

        assertThat(route.topic()).isEqualTo("of-lane1-t").isSameAs(route.topic());
    }

    @Test
    void aDatabaseDdlGoesToTheDefaultTopic() {
        assertThat(lanes.topic(ddl(DdlKind.CREATE_DATABASE, new TableName("lane1", ""), null)))
                .isEqualTo("dflt");
    }

    @Test
    void aTableDdlGoesToTheTopicOfItsTable() {
        assertThat(lanes.topic(ddl(DdlKind.ADD_COLUMN, new TableName("lane1", "t"), null)))
                .isEqualTo("of-lane1-t");
    }

    @Test
    void aRenameGoesToTheTopicOfTheOldName() {
        assertThat(lanes.topic(ddl(DdlKind.RENAME_TABLE, new TableName("lane5", "u"), new TableName("lane1", "t"))))
                .isEqualTo("of-lane1-t");
    }

    @Test
    void aTableIsDescribedByTheRuleThatTookIt() {
        RuleMatch match = lanes.describe(new TableName("lane4", "t"));

        assertThat(match)
                .isEqualTo(new RuleMatch(
                        OptionalInt.of(1), List.of("lane3.*", "lane4.*"), "ship_lane4_out", "columns(region)"));
        assertThat(match).hasToString("dispatchers[1] lane3.*, lane4.*: columns(region)");
    }

    @Test
    void aTableThatNoRuleTakesIsDescribedByTheDefault() {
        assertThat(lanes.describe(new TableName("other", "t"))).hasToString("default *.*: table");
    }

    @Test
    void aBadMatcherIsRefusedWithItsPlace() {
        DispatchRule rule = new DispatchRule(List.of("a.*", "b"), "", "", "", List.of());
        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> DispatchRouter.of(List.of(rule), "d", false));

        assertThat(error.code()).isEqualTo(ErrorCode.FILTER_RULE_INVALID);
        assertThat(error.detail()).isEqualTo("dispatchers[0].matcher[1] \"b\": at <cmdline>:1: wrong table pattern");
    }

    @Test
    void anUnknownPartitionDispatcherIsRefused() {
        TidegateException error = refused("index_value", "");

        assertThat(error.code()).isEqualTo(ErrorCode.DISPATCHER_FAILED);
        assertThat(error.detail()).isEqualTo("dispatchers[0]: there is no partition dispatcher \"index_value\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "default", "TABLE", "Ts", "INDEX-VALUE", "RowID"})
    void namesOfPartitionDispatchersHaveNoCase(String partition) {
        assertThat(router(partition, "", List.of())).isNotNull();
    }

    @Test
    void columnsNeedsColumns() {
        TidegateException error = refused("columns", "");

        assertThat(error.code()).isEqualTo(ErrorCode.DISPATCHER_FAILED);
        assertThat(error.detail()).contains("empty list of columns");
    }

    @Test
    void aMissingIndexIsAnErrorThatListsTheUniqueOnes() {
        TidegateException error = routeRefused(router("index-value", "uk_other", List.of()));

        assertThat(error.code()).isEqualTo(ErrorCode.DISPATCHER_FAILED);
        assertThat(error.detail()).contains("table: shop.orders, index: uk_other");
        assertThat(error.remedy()).contains("PRIMARY, uk_code");
    }

    @Test
    void aMissingColumnIsAnError() {
        TidegateException error = routeRefused(router("columns", "", List.of("id", "region")));

        assertThat(error.code()).isEqualTo(ErrorCode.DISPATCHER_FAILED);
        assertThat(error.detail()).contains("table: shop.orders, columns: [id, region], column: region");
    }

    @Test
    void aVirtualColumnIsAnError() {
        TidegateException error = routeRefused(router("columns", "", List.of("VIRT")));

        assertThat(error.code()).isEqualTo(ErrorCode.DISPATCHER_FAILED);
        assertThat(error.detail()).contains("virtual generated").contains("column: virt");
    }

    @Test
    void aReviewFindsWhatWouldFailAtTheFirstRow() {
        DispatchRouter router = router("index-value", "uk_other", List.of());
        TidegateException error = catchThrowableOfType(
                TidegateException.class, () -> router.review(List.of(table(new TableName("shop", "orders")))));

        assertThat(error.code()).isEqualTo(ErrorCode.DISPATCHER_FAILED);
    }

    @Test
    void aReviewWarnsOfTablesThatShareATopic() {
        DispatchRouter router = topics("{schema}_{table}", false);

        assertThat(router.review(tables("a_b.c", "a.b_c", "a.d")))
                .singleElement()
                .asString()
                .startsWith("a_b.c, a.b_c share the topic a_b_c");
    }

    @Test
    void aReviewTakesATopicForAllAsMeant() {
        assertThat(topics("{schema}", false).review(tables("a.b", "a.c"))).isEmpty();
        assertThat(topics("all", false).review(tables("a.b", "b.c"))).isEmpty();
        assertThat(topics("", false).review(tables("a.b", "b.c"))).isEmpty();
    }

    @Test
    void tablesThatShareATopicAreRefusedForAvro() {
        TidegateException error = catchThrowableOfType(
                TidegateException.class, () -> topics("{schema}_{table}", true).review(tables("a_b.c", "a.b_c")));

        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID);
        assertThat(error.detail())
                .isEqualTo("a_b.c, a.b_c share the topic a_b_c, and the format Avro needs a topic for each table");
    }

    @Test
    void tablesThatNoRuleMatchesShareTheDefaultTopicWhichAvroRefuses() {
        DispatchRouter router = DispatchRouter.of(List.of(), "all", false, true);
        assertThat(router.review(tables("shop.a"))).isEmpty();
        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> router.review(tables("shop.a", "shop.b")));
        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID);
        assertThat(error.detail()).startsWith("shop.a, shop.b share the topic all");
        assertThat(error.remedy()).contains("topic = '{schema}_{table}'");
    }

    @Test
    void aReviewWarnsOfColumnsThatMayChangeWithoutASplit() {
        List<TableVersion> tables = List.of(table(new TableName("shop", "orders")));

        assertThat(router("columns", "", List.of("note")).review(tables))
                .singleElement()
                .asString()
                .startsWith("dispatchers[0]: the columns of columns(note) are not part of a unique key of shop.orders");
        assertThat(router("columns", "", List.of("Code")).review(tables)).isEmpty();
    }

    @Test
    void aReviewWarnsOfTheOldNameRowid() {
        assertThat(router("rowid", "", List.of()).review(List.of()))
                .containsExactly("dispatchers[0]: rowid is an old name of the partition dispatcher index-value.");
    }

    private static TidegateException refused(String partition, String index) {
        return catchThrowableOfType(TidegateException.class, () -> router(partition, index, List.of()));
    }

    private static TidegateException routeRefused(DispatchRouter router) {
        TableVersion table = table(new TableName("shop", "orders"));
        return catchThrowableOfType(TidegateException.class, () -> router.route(table, topic -> 3));
    }

    private static DispatchRouter router(String partition, String index, List<String> columns) {
        return DispatchRouter.of(
                List.of(new DispatchRule(List.of("*.*"), "", partition, index, columns)), "dflt", false);
    }

    private static DispatchRouter topics(String expression, boolean oneTablePerTopic) {
        return DispatchRouter.of(
                List.of(new DispatchRule(List.of("*.*"), expression, "", "", List.of())),
                "dflt",
                false,
                oneTablePerTopic);
    }

    private static List<TableVersion> tables(String... names) {
        return List.of(names).stream()
                .map(name -> name.split("\\."))
                .map(name -> table(new TableName(name[0], name[1])))
                .toList();
    }

    private static TableVersion table(TableName name) {
        ColumnType type = ColumnType.of(ColumnKind.INT);
        return new TableVersion(
                name,
                List.of(
                        new Column("id", type, false),
                        new Column("code", type, true),
                        new Column("note", type, true),
                        new Column("virt", type, true, Generation.VIRTUAL)),
                List.of(new Key(Key.PRIMARY, List.of(0), true), new Key("uk_code", List.of(1), true)));
    }

    private static Ddl ddl(DdlKind kind, TableName table, TableName renamedFrom) {
        return new Ddl(1, kind, table, renamedFrom, "…", null);
    }
}
