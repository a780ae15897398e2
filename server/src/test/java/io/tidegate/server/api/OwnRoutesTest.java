package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.server.api.ApiSite.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TiCDC's API has not, and what it has of the server itself. */
class OwnRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OWN = "/api/v2/tidegate";
    private static final String ORDERS = OWN + "/changefeeds/orders";

    @TempDir
    private static Path folder;

    private static ApiSite site;

    @BeforeAll
    static void start() {
        site = new ApiSite(folder);
        site.register();
        site.create("orders");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void progressAndMessagesShowWhatWasSent() {
        site.source.commit(5);
        await().atMost(PATIENCE)
                .until(() -> site.get(ORDERS + "/progress").at("/sent_rows").longValue() >= 5);
        Answer messages = site.ask("GET", ORDERS + "/messages?limit=2", "");
        assertThat(messages.at("/items")).hasSize(2);
        assertThat(messages.at("/items/1/value").textValue()).contains("\"type\":\"INSERT\"");
        assertThat(site.get(ORDERS + "/messages?limit=0").status()).isEqualTo(400);
        assertThat(site.get(ORDERS + "/messages?topic=others").at("/error_code").textValue())
                .isEqualTo("CDC:ErrAPIInvalidParam");
        assertThat(site.ask("GET", ORDERS + "/errors", "").at("/items")).isEmpty();
    }

    @Test
    void aCapacityIsChangedWhileItRuns() {
        Answer scaled = site.ask("POST", ORDERS + "/scale", "{\"rcu\": 2}");
        assertThat(scaled.at("/tidegate/rcu").intValue()).isEqualTo(2);
        assertThat(scaled.at("/tidegate/quota_rows_per_second").longValue()).isEqualTo(5000);
        assertThat(site.post(ORDERS + "/scale", "{}").at("/error_msg").textValue())
                .endsWith("rcu is missing");
        site.ask("POST", ORDERS + "/scale", "{\"rcu\": 0}");
    }

    @Test
    void aCopyIsMadeAndItsCheckpointMoved() {
        Answer copy = site.ask("POST", ORDERS + "/duplicate", "{\"id\": \"copy\", \"paused\": true}");
        assertThat(copy.at("/state").textValue()).isEqualTo("stopped");
        Answer preview =
                site.ask("POST", OWN + "/changefeeds/copy/rewind/preview", "{\"to\": \"time:2026-01-01T00:00:00Z\"}");
        assertThat(preview.at("/consequence").textValue()).isNotEmpty();
        Answer moved = site.ask("POST", OWN + "/changefeeds/copy/rewind", "{\"to\": \"tso:7\"}");
        assertThat(moved.at("/tidegate/start").textValue()).isEqualTo("tso:7");
        site.ask("DELETE", "/api/v2/changefeeds/copy", "");
    }

    @Test
    void aPreflightTellsTablesAndRoutesAndCreatesNothing() {
        Answer preflight = site.ask(
                "POST",
                OWN + "/preflight",
                "{\"sink_uri\": \"kafka://k:9092/t?protocol=canal-json&max-retry=1\","
                        + " \"replica_config\": {\"ignore_ineligible_table\": true}}");
        assertThat(preflight.at("/tables/0/table").textValue()).isEqualTo("items");
        assertThat(preflight.at("/tables/0/key/0").textValue()).isEqualTo("id");
        assertThat(preflight.at("/keyless_tables/0/table").textValue()).isEqualTo("notes");
        assertThat(preflight.at("/routes")).hasSize(1);
        assertThat(preflight.at("/checks/0/status").textValue()).isEqualTo("PASS");
        assertThat(preflight.at("/warnings/0/key").textValue()).isEqualTo("max-retry");
        assertThat(site.get("/api/v2/changefeeds").at("/total").intValue()).isEqualTo(1);
    }

    @Test
    void clustersAreRegisteredTestedChangedAndRemoved() {
        Answer other =
                site.ask("POST", OWN + "/clusters", "{\"name\": \"My DB\", \"uri\": \"mysql://me:HIDE@down:3307/\"}");
        assertThat(other.at("/id").textValue()).isEqualTo("my-db");
        assertThat(other.at("/kind").textValue()).isEqualTo("mysql");
        assertThat(other.at("/uri").textValue()).doesNotContain("HIDE");
        assertThat(site.ask("GET", OWN + "/clusters", "").at("/items")).hasSize(2);
        Answer test = site.ask("POST", OWN + "/clusters/my-db/test", "");
        assertThat(test.at("/checks/0/status").textValue()).isEqualTo("FAIL");
        assertThat(site.ask("POST", OWN + "/clusters/test", "{\"uri\": \"mysql://me@up/\"}")
                        .at("/checks/0/status")
                        .textValue())
                .isEqualTo("PASS");
        assertThat(site.ask("PUT", OWN + "/clusters/my-db", "{\"name\": \"Ours\"}")
                        .at("/name")
                        .textValue())
                .isEqualTo("Ours");
        site.ask("DELETE", OWN + "/clusters/my-db", "");
        assertThat(site.get(OWN + "/clusters/my-db").status()).isEqualTo(404);
        assertThat(site.delete(OWN + "/clusters/shop").status()).isEqualTo(409);
    }

    @Test
    void aClusterIsLookedAt() {
        Answer overview = site.ask("GET", OWN + "/clusters/shop/overview", "");
        assertThat(overview.at("/tables").intValue()).isEqualTo(2);
        assertThat(overview.at("/keyless_tables").intValue()).isEqualTo(1);
        assertThat(overview.at("/changefeed_limit").intValue()).isEqualTo(5);
        assertThat(site.ask("GET", OWN + "/clusters/shop/tables", "").at("/items"))
                .hasSize(2);
    }

    @Test
    void tablesAreListedAsTicdcListsThem() {
        String filter = "{\"replica_config\": {\"filter\": {\"rules\": [\"shop.*\"]}}, \"start_ts\": 0}";
        Answer tables = site.ask("POST", "/api/v2/verify_table", filter);
        assertThat(tables.at("/eligible_tables/0/table_name").textValue()).isEqualTo("items");
        assertThat(tables.at("/ineligible_tables/0/database_name").textValue()).isEqualTo("shop");
        assertThat(tables.at("/all_tables")).hasSize(2);
        assertThat(site.ask("POST", "/api/v2/get_all_tables", filter.replace("shop", "else"))
                        .json())
                .isEmpty();
    }

    @Test
    void theServerIsItsOnlyCapture() {
        assertThat(site.ask("GET", "/api/v2/status", "").at("/id").textValue()).isEqualTo("server-1");
        assertThat(site.ask("GET", "/status", "").at("/is_owner").booleanValue())
                .isTrue();
        assertThat(site.ask("GET", "/api/v2/health", "").json()).isEmpty();
        assertThat(site.ask("GET", "/api/v2/captures", "")
                        .at("/items/0/address")
                        .textValue())
                .isEqualTo("127.0.0.1:8300");
        assertThat(site.ask("GET", "/api/v2/processors", "")
                        .at("/items/0/changefeed_id")
                        .textValue())
                .isEqualTo("orders");
        assertThat(site.ask("GET", "/api/v2/processors/orders/server-1", "").at("/table_ids"))
                .isEmpty();
        assertThat(site.get("/api/v2/processors/orders/other").at("/error_code").textValue())
                .isEqualTo("CDC:ErrCaptureNotExist");
        assertThat(site.ask("POST", "/api/v2/owner/resign", "").json()).isEmpty();
        assertThat(site.ask("POST", "/api/v2/tso", "").at("/timestamp").longValue())
                .isPositive();
    }

    @Test
    void theLogIsAsItIs() {
        assertThat(site.ask("POST", "/api/v2/log", "{\"log_level\": \"info\"}").json())
                .isEmpty();
        assertThat(site.post("/api/v2/log", "{\"log_level\": \"debug\"}").status())
                .isEqualTo(400);
        assertThat(site.post("/api/v2/log", "{\"log_level\": \"loud\"}").status())
                .isEqualTo(400);
        assertThat(site.ask("POST", "/api/v2/log/redact", "{\"redact_info_log\": \"on\"}")
                        .at("/current_mode")
                        .textValue())
                .isEqualTo("on");
        assertThat(site.post("/api/v2/log/redact", "{\"redact_info_log\": \"off\"}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET metadata", "POST resolve_lock", "DELETE service_gc_safepoint"})
    void whatNeedsPdOrEtcdIsRefusedByName(String request) {
        String path = "/api/v2/unsafe/" + request.split(" ")[1];
        Answer answer =
                switch (request.split(" ")[0]) {
                    case "GET" -> site.get(path);
                    case "POST" -> site.post(path, "{}");
                    default -> site.delete(path);
                };
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail").textValue()).contains("there is no ");
    }
}
