package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.server.access.Role;
import io.tidegate.server.api.ApiSite.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangefeedRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FEEDS = "/api/v2/changefeeds";

    @TempDir
    private static Path folder;

    private static ApiSite site;

    @BeforeAll
    static void start() {
        site = new ApiSite(folder);
        site.register();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void removeAll() {
        for (JsonNode item : site.get(FEEDS + "?state=all").at("/items")) {
            site.ask("DELETE", FEEDS + "/" + item.path("id").textValue(), "");
        }
    }

    @Test
    void aChangefeedIsCreatedAndShownAsTicdcShowsIt() {
        Answer created = site.create("orders");
        assertThat(created.at("/id").textValue()).isEqualTo("orders");
        assertThat(created.at("/state").textValue()).isEqualTo("normal");
        assertThat(created.at("/namespace").textValue()).isEqualTo("default");
        assertThat(created.at("/sink_uri").textValue()).endsWith("&sasl-user=u&sasl-password=******");
        assertThat(created.at("/creator_version").textValue()).isEqualTo("v8.5-test");
        assertThat(created.at("/create_time").textValue()).endsWith("+08:00");
        assertThat(created.at("/checkpoint_ts").isIntegralNumber()).isTrue();
        assertThat(created.at("/checkpoint_ts").longValue())
                .isEqualTo(created.at("/start_ts").longValue());
        assertThat(created.at("/config/ignore_ineligible_table").booleanValue()).isTrue();
        assertThat(created.at("/config/sink/protocol").textValue()).isEqualTo("canal-json");
        assertThat(created.at("/config/memory_quota").longValue()).isEqualTo(1_073_741_824);
        assertThat(created.at("/tidegate/cluster").textValue()).isEqualTo("shop");
        assertThat(created.at("/tidegate/checkpoint_ts").textValue())
                .isEqualTo(created.at("/checkpoint_ts").asText());
    }

    @Test
    void theListShowsWhatRunsAndOnRequestTheRest() {
        site.create("one");
        site.create("two");
        site.ask("POST", FEEDS + "/two/pause", "");
        Answer all = site.ask("GET", FEEDS + "?namespace=default", "");
        assertThat(all.at("/total").intValue()).isEqualTo(2);
        assertThat(all.at("/items/0/id").textValue()).isEqualTo("one");
        assertThat(all.at("/items/1/state").textValue()).isEqualTo("stopped");
        assertThat(all.at("/items/1/tidegate/state").textValue()).isEqualTo("PAUSED");
        assertThat(site.get(FEEDS + "?state=stopped").at("/total").intValue()).isEqualTo(1);
        assertThat(site.get(FEEDS + "?state=failed").at("/total").intValue()).isZero();
    }

    @Test
    void itIsPausedChangedAndResumed() {
        site.create("orders");
        assertThat(site.ask("POST", FEEDS + "/orders/pause", "{}").json()).isEmpty();
        JsonNode config = site.get(FEEDS + "/orders").at("/config");
        Answer changed = site.ask(
                "PUT",
                FEEDS + "/orders",
                "{\"sink_uri\": \"kafka://k:9092/other?protocol=canal-json&sasl-mechanism=plain&sasl-user=u&sasl-password=******\","
                        + " \"replica_config\": " + config + ", \"tidegate\": {\"name\": \"Orders\"}}");
        assertThat(changed.at("/config")).isEqualTo(config);
        assertThat(changed.at("/sink_uri").textValue()).startsWith("kafka://k:9092/other?");
        assertThat(changed.at("/tidegate/name").textValue()).isEqualTo("Orders");
        site.ask("POST", FEEDS + "/orders/resume", "");
        await().atMost(PATIENCE).until(() -> site.get(FEEDS + "/orders")
                .at("/tidegate/state")
                .textValue()
                .equals("RUNNING"));
    }

    @Test
    void aResumeCanMoveTheCheckpoint() {
        long start = site.create("orders").at("/checkpoint_ts").longValue();
        site.source.commit(3);
        await().atMost(PATIENCE)
                .until(() ->
                        site.get(FEEDS + "/orders/status").at("/checkpoint_ts").longValue() > start);
        site.ask("POST", FEEDS + "/orders/pause", "");
        site.ask("POST", FEEDS + "/orders/resume", "{\"overwrite_checkpoint_ts\": " + start + "}");
        await().atMost(PATIENCE)
                .until(() -> site.get("/api/v2/tidegate/changefeeds/orders/progress")
                                .at("/sent_rows")
                                .longValue()
                        >= 3);
    }

    @Test
    void whatIsNotThereCanBeRemovedAndIsABadRequestElsewhere() {
        assertThat(site.ask("DELETE", FEEDS + "/nobody", "").json()).isEmpty();
        Answer answer = site.get(FEEDS + "/nobody");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error_msg").textValue())
                .isEqualTo("[CDC:ErrChangeFeedNotExists]changefeed not exists, nobody");
    }

    @Test
    void itIsSyncedWhenNothingWasDeliveredForAWhileAndTheCheckpointIsClose() {
        site.create("orders");
        site.source.commit(1);
        await().atMost(PATIENCE).until(() -> site.get("/api/v2/tidegate/changefeeds/orders/progress")
                .at("/last_delivered_at")
                .isTextual());
        Answer synced = site.ask("GET", FEEDS + "/orders/synced", "");
        assertThat(synced.at("/synced").booleanValue()).isFalse();
        assertThat(synced.at("/info").textValue()).isEqualTo("The data syncing is not finished, please wait");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 | CDC:ErrSinkURIInvalid | ",
                "[] | 400 | CDC:ErrAPIInvalidParam | ",
                "{\"sink_uri\": 1} | 400 | CDC:ErrAPIInvalidParam | sink_uri",
                "{\"sink_uri\": \"kafka://k:9092/t?protocol=canal-json\", \"sinkuri\": 1} | 400 | CDC:ErrAPIInvalidParam | sinkuri",
                "{\"start_ts\": -1} | 400 | CDC:ErrAPIInvalidParam | start_ts",
                "{\"start_ts\": 1.5} | 400 | CDC:ErrAPIInvalidParam | start_ts",
                "{\"pd_addrs\": [\"http://pd:2379\"]} | 400 | CDC:ErrAPIInvalidParam | pd_addrs",
                "{\"tidegate\": {\"time_zone\": \"Nowhere/Atall\"}} | 400 | CDC:ErrAPIInvalidParam | tidegate.time_zone",
                "{\"tidegate\": {\"naem\": \"x\"}} | 400 | CDC:ErrAPIInvalidParam | tidegate.naem",
                "{\"start_ts\": 7, \"tidegate\": {\"start\": \"now\"}} | 400 | CDC:ErrAPIInvalidParam | tidegate.start",
                "{\"changefeed_id\": \"a_b\", \"sink_uri\": \"kafka://k:9092/t?protocol=canal-json\"} | 400 | CDC:ErrAPIInvalidParam | ",
                "{\"sink_uri\": \"kafka://down:9092/t?protocol=canal-json\", \"replica_config\": {\"force_replicate\": true}} | 400 | CDC:ErrKafkaNewProducer | ",
                "{\"sink_uri\": \"kafka://k:9092/t?protocol=canal-json\", \"replica_config\": {\"case-sensitive\": true}} | 400 | TG:ErrConfigUnknownKey | case-sensitive",
                "{\"sink_uri\": \"kafka://k:9092/t?protocol=canal-json\", \"sink_uri\": \"HIDE\"} | 400 | CDC:ErrAPIInvalidParam | ",
            })
    void aRequestThatIsWrongIsRefusedAtItsPlace(String body, int status, String code, String field) {
        Answer answer = site.post(FEEDS, body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.at("/error_code").textValue()).isEqualTo(code);
        assertThat(answer.at("/details/field").asText("")).isEqualTo(field == null ? "" : field);
    }

    @ParameterizedTest
    @CsvSource({"namespace=other", "keyspace=other", "state=gone"})
    void aParameterOfTheQueryIsChecked(String query) {
        Answer answer = site.get(FEEDS + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/details/field").textValue()).isEqualTo(query.replaceFirst("=.*", ""));
    }

    @Test
    void whatMayNotBeChangedIsNot() {
        site.create("orders");
        assertThat(site.put(FEEDS + "/orders", "{\"target_ts\": 0}")
                        .at("/error_code")
                        .textValue())
                .isEqualTo("CDC:ErrChangefeedUpdateRefused");
        site.ask("POST", FEEDS + "/orders/pause", "");
        assertThat(site.put(FEEDS + "/orders", "{\"start_ts\": 7}")
                        .at("/error_msg")
                        .textValue())
                .isEqualTo("[CDC:ErrAPIInvalidParam]start_ts can not be updated");
        assertThat(site.put(FEEDS + "/orders", "{\"changefeed_id\": \"x\"}").status())
                .isEqualTo(400);
        assertThat(site.put(
                                FEEDS + "/orders",
                                "{\"sink_uri\": \"kafka://elsewhere:1/t?protocol=canal-json&sasl-mechanism=plain&sasl-user=u&sasl-password=******\"}")
                        .at("/error_code")
                        .textValue())
                .isEqualTo("CDC:ErrSinkURIInvalid");
    }

    @Test
    void filesOfTheServerAreForAdministratorsAndBelowTheRoots() {
        String create = """
                {"changefeed_id": "%s", "sink_uri": "kafka+ssl://k:9092/t?protocol=canal-json&ca=%s",
                 "replica_config": {"ignore_ineligible_table": true}}
                """;
        String inside = folder.resolve("ca.pem").toString();
        Answer outside = site.post(FEEDS, create.formatted("files", "/etc/passwd"));
        assertThat(outside.status()).isEqualTo(403);
        assertThat(outside.at("/error_code").textValue()).isEqualTo("TG:ErrFileOutsideRoots");
        site.askAs(Role.OPERATOR);
        try {
            assertThat(site.post(FEEDS, create.formatted("files", inside))
                            .at("/error_code")
                            .textValue())
                    .isEqualTo("TG:ErrForbidden");
        } finally {
            site.askAs(Role.ADMIN);
        }
        site.ask("POST", FEEDS, create.formatted("files", inside));
        site.ask("POST", FEEDS + "/files/pause", "");
        Answer moved = site.put(
                FEEDS + "/files", "{\"sink_uri\": \"kafka+ssl://k:9092/t?protocol=canal-json&ca=/etc/passwd\"}");
        assertThat(moved.at("/error_code").textValue()).isEqualTo("TG:ErrFileOutsideRoots");
    }

    @Test
    void whoIsNoAdministratorLearnsNothingOfAnAddressThatCannotBeUsed() {
        site.askAs(Role.OPERATOR);
        try {
            Answer answer = site.post(
                    FEEDS,
                    "{\"sink_uri\": \"kafka://down:9092/t?protocol=canal-json\","
                            + " \"replica_config\": {\"force_replicate\": true}}");
            assertThat(answer.at("/detail").textValue()).isEqualTo("it cannot be used from here");
        } finally {
            site.askAs(Role.ADMIN);
        }
    }

    @Test
    void anIdIsTakenOnce() {
        site.create("orders");
        Answer again = site.post(FEEDS, ApiSite.CREATE.formatted("orders"));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/error_code").textValue()).isEqualTo("CDC:ErrChangeFeedAlreadyExists");
    }
}
