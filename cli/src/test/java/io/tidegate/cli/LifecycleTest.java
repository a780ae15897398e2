package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.check.Check.Status;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Principal.Via;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.ChangefeedChanges;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.changefeed.Preflight;
import io.tidegate.server.cluster.ClusterOverview;
import io.tidegate.server.cluster.ClusterRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The life of changefeeds in a server, between a real database and a real broker. */
@Timeout(120)
class LifecycleTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private static final Principal ADMIN = new Principal("admin", Role.ADMIN, Via.LOCAL);
    private static int schemas;

    @TempDir
    private Path directory;

    private String schema = "";
    private @Nullable TidegateServer started;

    @BeforeEach
    void makeSchema() throws Exception {
        schema = "life" + schemas++;
        SITE.sql(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".orders (id INT PRIMARY KEY, v INT)",
                "INSERT INTO " + schema + ".orders VALUES (0, 0)");
        started = open();
        server().clusters()
                .register(new ClusterRequest("shop", "The shop", SITE.sourceUri(), SITE.sourcePassword()), ADMIN);
    }

    @AfterEach
    void closeServer() {
        server().close();
    }

    @Test
    void whatIsCommittedAfterTheCreationArrives() throws Exception {
        ChangefeedView made = feeds().create(request("orders"), ADMIN);
        assertThat(made.state()).isEqualTo(ChangefeedState.RUNNING);
        assertThat(made.definition().startTs()).isPositive();
        insert(1);
        awaitValues(1);
    }

    @Test
    void aPausedOneSendsNothingAndGoesOnWhereItStopped() throws Exception {
        feeds().create(request("orders"), ADMIN);
        insert(1);
        awaitValues(1);
        feeds().pause("orders");
        feeds().pause("orders");
        assertThat(state()).isEqualTo(ChangefeedState.PAUSED);
        insert(2);
        feeds().resume("orders");
        awaitValues(1, 2);
        assertThat(state()).isEqualTo(ChangefeedState.RUNNING);
        refused(() -> feeds().resume("orders"), "can only resume changefeed when it is stopped, failed, or finished");
    }

    @Test
    void oneThatIsCreatedPausedBeginsWhereItWasCreated() throws Exception {
        feeds().create(pausedRequest("orders"), ADMIN);
        assertThat(state()).isEqualTo(ChangefeedState.PAUSED);
        insert(1);
        feeds().resume("orders");
        awaitValues(1);
    }

    @Test
    void aServerThatStartsAgainGoesOn() throws Exception {
        feeds().create(request("orders"), ADMIN);
        feeds().create(request("paused"), ADMIN);
        feeds().pause("paused");
        insert(1);
        awaitValues(1);
        server().close();
        insert(2);
        started = open();
        awaitValues(1, 2);
        assertThat(feeds().list()).extracting(ChangefeedView::id).containsExactly("orders", "paused");
        assertThat(feeds().get("paused").state()).isEqualTo(ChangefeedState.PAUSED);
        assertThat(server().clusters().list()).hasSize(1);
    }

    @Test
    void onlyAPausedOneIsChangedAndTheChangeHoldsFromItsCheckpointOn() throws Exception {
        feeds().create(request("orders"), ADMIN);
        ChangefeedChanges toOther = new ChangefeedChanges(
                "Orders!", new Secret(SITE.sinkUri(schema + "_other?protocol=canal-json")), null, OptionalLong.empty());
        refused(
                () -> feeds().update("orders", toOther, ADMIN),
                "changefeed update error: can only update changefeed config when it is stopped or failed");
        feeds().pause("orders");
        insert(1);
        assertThat(feeds().update("orders", toOther, ADMIN).definition().name()).isEqualTo("Orders!");
        feeds().resume("orders");
        await().until(() -> values(schema + "_other").contains("1"));
        assertThat(values(schema)).isEmpty();
    }

    @Test
    void aLookBesideOneThatDeliversExactlyOnceDoesNotEndItsTransactions() throws Exception {
        ObjectNode config = rules();
        config.putObject("tidegate").putObject("delivery").put("guarantee", "exactly-once");
        NewChangefeed exactly = new NewChangefeed(
                "orders",
                null,
                null,
                new Secret(SITE.sinkUri(schema + "?protocol=canal-json")),
                config,
                ZoneOffset.UTC,
                null,
                0,
                0,
                false);
        feeds().create(exactly, ADMIN);
        insert(1);
        awaitValues(1);
        Preflight seen = feeds().preflight(exactly, ADMIN);
        assertThat(seen.checks()).noneMatch(check -> check.status() == Status.FAIL);
        insert(2);
        awaitValues(1, 2);
        assertThat(state()).isEqualTo(ChangefeedState.RUNNING);
        assertThat(feeds().figures())
                .singleElement()
                .satisfies(figures -> assertThat(figures.activity().errors()).isZero());
    }

    @Test
    void aPausedOneIsPausedSinceItWasAndNotSinceSomebodyTriedToChangeIt() {
        feeds().create(request("orders"), ADMIN);
        feeds().pause("orders");
        Instant paused = feeds().get("orders").since();
        ChangefeedChanges wrong =
                new ChangefeedChanges(null, new Secret("kafka://127.0.0.1/"), null, OptionalLong.empty());
        error(() -> feeds().update("orders", wrong, ADMIN)).isEqualTo(ErrorCode.SINK_URI_INVALID);
        feeds().scale("orders", 2, ADMIN);
        assertThat(feeds().get("orders").since()).isEqualTo(paused);
    }

    @Test
    void aRewindSendsAgainAndSaysSoBefore() throws Exception {
        ChangefeedView made = feeds().create(request("orders"), ADMIN);
        insert(1);
        awaitValues(1);
        String begin = "tso:" + Long.toUnsignedString(made.definition().startTs());
        await().until(() -> feeds().get("orders").status().checkpointTs()
                > made.definition().startTs());
        assertThat(feeds().previewRewind("orders", begin).consequence())
                .startsWith("Back by 0:00:0")
                .contains("are sent again");
        refused(
                () -> feeds().rewind("orders", begin, ADMIN),
                "can only move the checkpoint of a changefeed when it is stopped");
        feeds().pause("orders");
        feeds().rewind("orders", begin, ADMIN);
        assertThat(state()).isEqualTo(ChangefeedState.PAUSED);
        feeds().resume("orders");
        await().until(() -> values(schema).stream().filter("1"::equals).count() == 2);
    }

    @Test
    void itsCapacityHoldsAtOnceAndItsUseIsShown() throws Exception {
        feeds().create(request("orders"), ADMIN);
        feeds().scale("orders", 1, ADMIN);
        SITE.sql("USE " + schema, "INSERT INTO orders SELECT seq, 0 FROM seq_1_to_30000");
        await().until(() -> status().throttledMillis() > 0 && status().sentRows() > 0);
        assertThat(status().quotaRowsPerSecond()).isEqualTo(2500);
        assertThat(status().sentRows()).isLessThan(30_000);
        feeds().scale("orders", 0, ADMIN);
        await().until(() -> status().sentRows() == 30_000);
        assertThat(status().quotaRowsPerSecond()).isZero();
        error(() -> feeds().scale("orders", -1, ADMIN)).isEqualTo(ErrorCode.API_INVALID_PARAM);
    }

    @Test
    void itFinishesAtItsTarget() throws Exception {
        feeds().create(pausedRequest("orders"), ADMIN);
        insert(1);
        long now = SITE.currentTs();
        feeds().update("orders", new ChangefeedChanges(null, null, null, OptionalLong.of(now)), ADMIN);
        feeds().resume("orders");
        await().until(() -> state() == ChangefeedState.FINISHED);
        assertThat(values(schema)).containsExactly("1");
        restart();
        assertThat(state()).isEqualTo(ChangefeedState.FINISHED);
    }

    @Test
    void oneThatFailsSaysWhyAndDisturbsNoOther() throws Exception {
        feeds().create(request("orders"), ADMIN);
        NewChangefeed narrow = new NewChangefeed(
                "narrow",
                null,
                null,
                new Secret(SITE.sinkUri(schema + "_narrow?protocol=canal-json&max-message-bytes=700")),
                rules(),
                ZoneOffset.UTC,
                null,
                0,
                0,
                false);
        feeds().create(narrow, ADMIN);
        SITE.sql("CREATE TABLE " + schema + ".wide (id INT PRIMARY KEY, t TEXT)");
        SITE.sql("INSERT INTO " + schema + ".wide VALUES (1, '" + "x".repeat(3000) + "')");
        await().until(() -> feeds().get("narrow").state() == ChangefeedState.FAILED);
        ChangefeedView failed = feeds().get("narrow");
        assertThat(failed.error()).isNotNull();
        assertThat(failed.reason()).contains("larger than the topic takes");
        insert(1);
        await().until(() -> values(schema).contains("1"));
        assertThat(state()).isEqualTo(ChangefeedState.RUNNING);
        restart();
        assertThat(feeds().get("narrow").state()).isEqualTo(ChangefeedState.FAILED);
        assertThat(feeds().get("narrow").reason()).contains("larger than the topic takes");
    }

    @Test
    void oneWhoseBrokersAreGoneIsAWarningThatTellsSinceWhen() throws Exception {
        feeds().create(request("orders"), ADMIN);
        SITE.kafka().stop();
        insert(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> state() == ChangefeedState.WARNING);
        assertThat(feeds().get("orders").reason()).isNotEmpty();
        SITE.kafka().start();
        awaitValues(1);
        await().until(() -> state() == ChangefeedState.RUNNING);
    }

    @Test
    void aCopyDoesWhatItsOriginalDoes() throws Exception {
        feeds().create(request("orders"), ADMIN);
        ChangefeedView copy = feeds().duplicate("orders", null, "Copy of orders", null, false, ADMIN);
        assertThat(copy.id()).isEqualTo("copy-of-orders");
        insert(1);
        awaitValues(1, 1);
    }

    @Test
    void aRemovedOneIsGoneAndItsIdIsFree() throws Exception {
        feeds().create(request("orders"), ADMIN);
        insert(1);
        awaitValues(1);
        feeds().remove("orders");
        feeds().remove("orders");
        assertThatThrownBy(() -> feeds().get("orders")).hasMessageContaining("changefeed not exists, orders");
        feeds().create(request("orders"), ADMIN);
        insert(2);
        awaitValues(1, 2);
    }

    @Test
    void whatCannotStartIsRefusedAndLeavesNothing() {
        error(() -> feeds().create(to("kafka://127.0.0.1:1/t?protocol=canal-json"), ADMIN))
                .isEqualTo(ErrorCode.KAFKA_UNREACHABLE);
        error(() -> feeds().create(to("kafka://127.0.0.1:1/t?protocol=xml"), ADMIN))
                .isEqualTo(ErrorCode.SINK_UNKNOWN_PROTOCOL);
        error(() -> feeds().create(request("not an id"), ADMIN)).isEqualTo(ErrorCode.API_INVALID_PARAM);
        assertThat(feeds().list()).isEmpty();
        feeds().create(request("orders"), ADMIN);
        error(() -> feeds().create(request("orders"), ADMIN)).isEqualTo(ErrorCode.CHANGEFEED_ALREADY_EXISTS);
        for (int number = 2; number <= 5; number++) {
            feeds().create(pausedRequest("feed" + number), ADMIN);
        }
        error(() -> feeds().create(request("one-too-many"), ADMIN)).isEqualTo(ErrorCode.CHANGEFEED_LIMIT);
        assertThat(feeds().list()).hasSize(5);
    }

    @Test
    void aLookBeforeTheCreationNamesTablesRoutesAndDoubts() throws Exception {
        SITE.sql("CREATE TABLE " + schema + ".notes (t TEXT)");
        Preflight seen = feeds().preflight(request("orders"), ADMIN);
        assertThat(seen.tables()).extracting(table -> table.name().toString()).containsExactly(schema + ".orders");
        assertThat(seen.keylessTables())
                .extracting(table -> table.name().toString())
                .containsExactly(schema + ".notes");
        assertThat(seen.routes()).singleElement().satisfies(route -> assertThat(route.topic())
                .isEqualTo(schema));
        assertThat(seen.checks()).isNotEmpty();
        assertThat(feeds().list()).isEmpty();
    }

    @Test
    void aClusterSaysWhatItHasAndIsKeptWhileItIsUsed() {
        ClusterOverview seen = server().clusters().overview("shop");
        assertThat(seen.version()).contains("MariaDB");
        assertThat(seen.tables()).isPositive();
        assertThat(seen.changefeeds()).isZero();
        feeds().create(request("orders"), ADMIN);
        error(() -> server().clusters().remove("shop")).isEqualTo(ErrorCode.CLUSTER_IN_USE);
        error(() -> server().clusters()
                        .edit("shop", new ClusterRequest(null, null, "mariadb://root@127.0.0.2:1/", null), ADMIN))
                .isEqualTo(ErrorCode.API_INVALID_PARAM);
        error(() -> server().clusters()
                        .edit(
                                "shop",
                                new ClusterRequest(null, null, "mariadb://root@127.0.0.2:1/", new Secret("x")),
                                ADMIN))
                .isEqualTo(ErrorCode.CLUSTER_IN_USE);
        assertThat(server().clusters()
                        .edit("shop", new ClusterRequest(null, "Shop", null, null), ADMIN)
                        .name())
                .isEqualTo("Shop");
        feeds().remove("orders");
        server().clusters().remove("shop");
        assertThat(server().clusters().list()).isEmpty();
        error(() -> server().clusters()
                        .register(new ClusterRequest("t", null, "tidb://root@127.0.0.1:4000/", new Secret("")), ADMIN))
                .isEqualTo(ErrorCode.SOURCE_URI_INVALID);
    }

    @Test
    void twoServersWithChangefeedsOfTheSameNameBothRead() throws Exception {
        feeds().create(request("orders"), ADMIN);
        try (TidegateServer other = TidegateServer.start(
                directory.resolve("other"),
                ServerSettings.defaults().listeningAt("127.0.0.1:0"),
                ServerConnectors::new,
                Map.of(),
                "test")) {
            other.clusters().register(new ClusterRequest("shop", null, SITE.sourceUri(), SITE.sourcePassword()), ADMIN);
            other.changefeeds().create(request("orders"), ADMIN);
            insert(1);
            awaitValues(1, 1);
        }
        error(() -> open().close()).isEqualTo(ErrorCode.STATE_IN_USE);
    }

    private TidegateServer server() {
        return Objects.requireNonNull(started);
    }

    private void restart() {
        server().close();
        started = open();
    }

    private TidegateServer open() {
        return TidegateServer.start(
                directory.resolve("data"),
                ServerSettings.defaults().listeningAt("127.0.0.1:0"),
                ServerConnectors::new,
                Map.of(),
                "test");
    }

    private Changefeeds feeds() {
        return server().changefeeds();
    }

    private FeedStatus status() {
        return feeds().get("orders").status();
    }

    private ChangefeedState state() {
        return feeds().get("orders").state();
    }

    private NewChangefeed request(String id) {
        return request(id, SITE.sinkUri(schema + "?protocol=canal-json"), false);
    }

    private NewChangefeed pausedRequest(String id) {
        return request(id, SITE.sinkUri(schema + "?protocol=canal-json"), true);
    }

    private NewChangefeed to(String sinkUri) {
        return request("orders", sinkUri, false);
    }

    private NewChangefeed request(String id, String sinkUri, boolean paused) {
        return new NewChangefeed(id, null, null, new Secret(sinkUri), rules(), ZoneOffset.UTC, null, 0, 0, paused);
    }

    private ObjectNode rules() {
        ObjectNode config = new ObjectMapper().createObjectNode();
        config.put("ignore_ineligible_table", true);
        config.putObject("filter").putArray("rules").add(schema + ".*");
        return config;
    }

    private void insert(int id) throws Exception {
        SITE.sql("INSERT INTO " + schema + ".orders VALUES (" + id + ", 0)");
    }

    private void awaitValues(Integer... ids) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(values(schema))
                .containsExactlyInAnyOrder(
                        List.of(ids).stream().map(String::valueOf).toArray(String[]::new)));
    }

    /** The ids of the rows of a topic. */
    private static List<String> values(String topic) {
        return SITE.records(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .filter(json -> json.contains("\"isDdl\":false"))
                .map(json -> json.replaceAll(".*\"data\":\\[\\{\"id\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    private static void refused(ThrowingCallable work, String rule) {
        assertThatThrownBy(work).hasMessageContaining(rule);
        error(work).isEqualTo(ErrorCode.CHANGEFEED_UPDATE_REFUSED);
    }

    private static AbstractObjectAssert<?, ErrorCode> error(ThrowingCallable work) {
        return assertThatThrownBy(work)
                .isInstanceOf(TidegateException.class)
                .asInstanceOf(InstanceOfAssertFactories.type(TidegateException.class))
                .extracting(TidegateException::code);
    }
}
