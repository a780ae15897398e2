package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.server.api.ApiSite.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changefeed was, and what it came to. */
class HistoryRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ONE = "/api/v2/changefeeds/orders";
    private static final String ORDERS = "/api/v2/tidegate/changefeeds/orders";

    @TempDir
    private Path folder;

    private ApiSite site;

    @BeforeEach
    void start() {
        site = new ApiSite(folder);
        site.register();
        site.create("orders");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void everyChangeOfAConfigurationIsKeptWithWhoMadeItAndWhatDiffers() {
        site.ask("POST", ORDERS + "/scale", "{\"rcu\": 2}");
        site.ask("POST", ONE + "/pause", "");
        site.ask("PUT", ONE, "{\"tidegate\": {\"name\": \"The orders\"}}");
        site.ask(
                "PUT",
                ONE,
                "{\"replica_config\": {\"ignore_ineligible_table\": true, \"filter\": {\"rules\": [\"shop.*\"]}}}");
        site.ask("POST", ORDERS + "/rewind", "{\"to\": \"tso:7\"}");
        Answer history = site.ask("GET", ORDERS + "/history", "");
        assertThat(texts(history, "what")).containsExactly("rewound", "updated", "renamed", "scaled", "created");
        assertThat(texts(history, "who")).allMatch(who -> who.startsWith("ann-"));
        assertThat(lines(history, 3)).contains("-  \"rcu\" : 0,", "+  \"rcu\" : 2,");
        assertThat(lines(history, 2)).contains("-  \"name\" : \"orders\",", "+  \"name\" : \"The orders\",");
        assertThat(lines(history, 1)).anyMatch(line -> line.startsWith("+") && line.contains("shop.*"));
        assertThat(lines(history, 0)).contains("+  \"start\" : \"tso:7\",");
        assertThat(lines(history, 4)).isEmpty();
        assertThat(history.at("/items/4/configuration/sink_uri").textValue()).contains("sasl-password=");
    }

    @Test
    void aPasswordThatChangedIsNotShownButThatItDidIs() {
        site.ask("POST", ONE + "/pause", "");
        site.ask(
                "PUT",
                ONE,
                "{\"sink_uri\": \"kafka://k:9092/t?protocol=canal-json&sasl-mechanism=plain&sasl-user=u"
                        + "&sasl-password=HIDE2\"}");
        Answer history = site.ask("GET", ORDERS + "/history?limit=1", "");
        assertThat(history.at("/items/0/hidden").booleanValue()).isTrue();
        assertThat(lines(history, 0)).isEmpty();
    }

    @Test
    void aHistoryIsPaged() {
        site.ask("POST", ORDERS + "/scale", "{\"rcu\": 2}");
        site.ask("POST", ORDERS + "/scale", "{\"rcu\": 4}");
        Answer newest = site.ask("GET", ORDERS + "/history?limit=2", "");
        assertThat(newest.at("/next").textValue()).isEqualTo("2");
        assertThat(lines(newest, 1)).contains("+  \"rcu\" : 2,");
        Answer rest = site.ask("GET", ORDERS + "/history?limit=2&before=2", "");
        assertThat(texts(rest, "what")).containsExactly("created");
        assertThat(rest.at("/next").isMissingNode()).isTrue();
        assertThat(site.get(ORDERS + "/history?limit=0").status()).isEqualTo(400);
        assertThat(site.get("/api/v2/tidegate/changefeeds/nobody/history")
                        .at("/error_code")
                        .textValue())
                .isEqualTo("CDC:ErrChangeFeedNotExists");
    }

    @Test
    void theDdlsItDeliveredAreKept() {
        String hostile = "ALTER TABLE items ADD COLUMN `<script>` INT /* \u202e */";
        site.source.commit(1);
        site.source.alter(hostile);
        site.source.commit(1);
        await().atMost(PATIENCE)
                .until(() -> site.get(ORDERS + "/ddl").at("/items").size() == 1);
        Answer ddls = site.ask("GET", ORDERS + "/ddl", "");
        assertThat(ddls.at("/items/0/statement").textValue()).isEqualTo(hostile);
        assertThat(ddls.at("/items/0/schema").textValue()).isEqualTo("shop");
        assertThat(ddls.at("/items/0/table").textValue()).isEqualTo("items");
        assertThat(ddls.at("/items/0/outcome").textValue()).isEqualTo("sent");
        site.ask("DELETE", ONE, "");
        site.create("orders");
        assertThat(site.ask("GET", ORDERS + "/ddl", "").at("/items")).isEmpty();
        assertThat(texts(site.ask("GET", ORDERS + "/history", ""), "what")).containsExactly("created");
    }

    private static List<String> texts(Answer answer, String field) {
        return strings(answer.at("/items"), item -> item.path(field).textValue());
    }

    private static List<String> lines(Answer history, int place) {
        return strings(history.at("/items/" + place + "/diff"), JsonNode::textValue);
    }

    private static List<String> strings(JsonNode array, Function<JsonNode, String> text) {
        return StreamSupport.stream(array.spliterator(), false).map(text).toList();
    }
}
