package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.server.metrics.MetricCatalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --metrics-listen} shows of a changefeed between a real database and a real broker. */
@Timeout(120)
class MetricsRunTest {
    @RegisterExtension
    static final Site SITE = new Site();

    @TempDir
    Path directory;

    @Test
    void aRunningChangefeedShowsItsProgressItsProducerAndWhatItsSourceKeeps() throws Exception {
        SITE.sql(
                "SET GLOBAL binlog_expire_logs_seconds = 86400",
                "CREATE DATABASE measured",
                "CREATE TABLE measured.t (id INT PRIMARY KEY)");
        String begin = SITE.end();
        FeedRequest request = SITE.request(
                directory,
                "measured?protocol=canal-json&enable-tidb-extension=true",
                "filter.rules = ['measured.*']",
                begin);
        try (LocalFeed feed = LocalFeed.start(request, check -> {});
                MetricsEndpoint endpoint = MetricsEndpoint.open("127.0.0.1:0", feed)) {
            SITE.sql(
                    "USE measured",
                    "INSERT INTO t SELECT seq FROM seq_1_to_500",
                    "ALTER TABLE measured.t ADD COLUMN note TEXT",
                    "INSERT INTO measured.t (id) VALUES (501)");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                String text = scrape(endpoint.url());
                assertThat(value(text, "ticdc_sink_dml_event_count")).isEqualTo(501);
                assertThat(value(text, "ticdc_sink_ddl_exec_count")).isEqualTo(1);
                assertThat(value(text, "ticdc_sink_mq_checkpoint_ts_message_count"))
                        .isPositive();
                assertThat(value(text, "ticdc_owner_status")).isZero();
                assertThat(value(text, "ticdc_owner_checkpoint_ts_lag")).isBetween(0.0, 10.0);
                assertThat(value(text, "ticdc_sink_kafka_producer_request_latency"))
                        .isBetween(0.0, 10.0);
                assertThat(value(text, "tidegate_source_log_available")).isEqualTo(1);
                assertThat(value(text, "tidegate_source_purge_seconds")).isBetween(86_000.0, 86_400.0);
            });
            String text = scrape(endpoint.url());
            assertThat(Pattern.compile("(?m)^([a-z][a-z0-9_]*)[ {]")
                            .matcher(text)
                            .results()
                            .map(match -> match.group(1)))
                    .isNotEmpty()
                    .allMatch(series -> MetricCatalogue.ofSeries(series).isPresent());
            assertThat(text).doesNotContain("tidegate_server_ready");
        }
    }

    private static String scrape(URI url) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Of the only series with this name. */
    private static double value(String text, String series) {
        List<MatchResult> lines = Pattern.compile("(?m)^" + series + "(?:\\{.*})? (\\S+)$")
                .matcher(text)
                .results()
                .toList();
        assertThat(lines).as(series).hasSize(1);
        return Double.parseDouble(lines.get(0).group(1));
    }
}
