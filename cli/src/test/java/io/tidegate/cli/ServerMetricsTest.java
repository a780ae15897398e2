package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.Secret;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Principal.Via;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.cluster.ClusterRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells of changefeeds between a real database and a real broker, and of itself. */
@Timeout(120)
class ServerMetricsTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private static final Principal ADMIN = new Principal("admin", Role.ADMIN, Via.LOCAL);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void aChangefeedIsShownFromItsCreationToItsRemoval() throws Exception {
        SITE.sql("CREATE DATABASE shown", "CREATE TABLE shown.t (id INT PRIMARY KEY)");
        try (TidegateServer server = start("metrics.anonymous = true\n")) {
            server.clusters()
                    .register(new ClusterRequest("shop", null, SITE.sourceUri(), SITE.sourcePassword()), ADMIN);
            server.changefeeds().create(request("first"), ADMIN);
            server.changefeeds().create(request("second"), ADMIN);
            SITE.sql("INSERT INTO shown.t VALUES (1), (2), (3)");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(metrics(server))
                    .containsPattern(line("ticdc_sink_dml_event_count", "first", "3"))
                    .containsPattern(line("ticdc_sink_dml_event_count", "second", "3"))
                    .containsPattern(line("ticdc_owner_status", "first", "0"))
                    .containsPattern(line("tidegate_feed_quota_rows_per_second", "first", "5000"))
                    .containsPattern(line("tidegate_source_log_available", "first", "1"))
                    .containsPattern(line("ticdc_owner_checkpoint_ts_lag", "first", "\\d\\.?\\d*"))
                    .containsPattern("(?m)^tidegate_server_ready 1$")
                    .containsPattern("tidegate_http_request_duration_seconds_count\\{.*route=\"/metrics\""));
            server.changefeeds().pause("first");
            assertThat(metrics(server))
                    .containsPattern(line("ticdc_owner_status", "first", "3"))
                    .containsPattern(line("ticdc_owner_checkpoint_ts", "first", "\\d+"))
                    .doesNotContainPattern(line("ticdc_owner_checkpoint_ts_lag", "first", ".*"))
                    .containsPattern(line("ticdc_owner_checkpoint_ts_lag", "second", ".*"));
            server.changefeeds().remove("first");
            assertThat(metrics(server)).contains("changefeed=\"second\"").doesNotContain("changefeed=\"first\"");
        }
    }

    @Test
    void whoHasNoTokenSeesThatTheServerIsReadyAndNoMetrics() throws Exception {
        try (TidegateServer server = start("")) {
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(401);
            assertThat(get(server, "/healthz").body()).isEqualTo("ok\n");
            assertThat(get(server, "/readyz").body()).isEqualTo("{\"ready\":true,\"reasons\":[]}");
        }
    }

    private TidegateServer start(String settings) {
        return TidegateServer.start(
                directory.resolve("data"),
                ServerSettings.parse("listen = '127.0.0.1:0'\n" + settings),
                ServerConnectors::new,
                Map.of(),
                "test");
    }

    private static NewChangefeed request(String id) {
        ObjectNode config = new ObjectMapper().createObjectNode();
        config.putObject("filter").putArray("rules").add("shown.*");
        Secret sink = new Secret(SITE.sinkUri(id + "?protocol=canal-json"));
        return new NewChangefeed(id, null, null, sink, config, ZoneOffset.UTC, null, 0, 2, false);
    }

    private static String line(String series, String changefeed, String value) {
        return "(?m)^" + series + "\\{.*changefeed=\"" + changefeed + "\".*} " + value + "$";
    }

    private String metrics(TidegateServer server) throws Exception {
        HttpResponse<String> answer = get(server, "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(TidegateServer server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.url().resolve(path)).build(), BodyHandlers.ofString());
    }
}
