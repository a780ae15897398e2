package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/api.md}, one after the other, against a real database and a real broker. */
class ApiPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "api.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void everyCommandOfThePageDoesWhatThePageSays(@TempDir Path directory) throws IOException, SQLException {
        SITE.sql(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id BIGINT PRIMARY KEY, item VARCHAR(20))",
                "CREATE TABLE shop.notes (text VARCHAR(20))");
        try (RunningServer server = RunningServer.start(directory)) {
            for (CurlCommand command : commands(server)) {
                HttpResponse<String> answer = server.admin().ask(command.method(), path(command), command.body());
                assertThat(answer.statusCode())
                        .as(command + " " + answer.body())
                        .isEqualTo(200);
                look(command, server, new ObjectMapper().readTree(answer.body()));
            }
        }
    }

    private static void look(CurlCommand command, RunningServer server, JsonNode answer) throws SQLException {
        switch (command.method() + " " + path(command)) {
            case "POST /api/v2/tidegate/clusters/shop/test" ->
                assertThat(answer.findValuesAsText("status")).isNotEmpty().doesNotContain("FAIL");
            case "POST /api/v2/tidegate/preflight" -> {
                assertThat(answer.at("/tables/0/table").textValue()).isEqualTo("orders");
                assertThat(answer.at("/keyless_tables/0/table").textValue()).isEqualTo("notes");
                assertThat(answer.at("/routes/0/topic").textValue()).isEqualTo("shop");
                assertThat(answer.at("/checks").findValuesAsText("status")).doesNotContain("FAIL");
            }
            case "POST /api/v2/changefeeds" -> {
                assertThat(answer.at("/checkpoint_ts").longValue()).isPositive();
                SITE.sql("INSERT INTO shop.orders VALUES (1, 'tea'), (2, 'ink')");
                await().atMost(PATIENCE)
                        .until(() -> server.admin()
                                        .json("GET", "/api/v2/tidegate/changefeeds/orders/progress", "")
                                        .path("sent_rows")
                                        .longValue()
                                == 2);
            }
            case "GET /api/v2/tidegate/changefeeds/orders/messages?limit=3" ->
                assertThat(answer.at("/items").findValuesAsText("value").toString())
                        .contains("tea", "ink");
            case "PUT /api/v2/changefeeds/orders" ->
                assertThat(answer.at("/config/filter/rules/1").textValue()).isEqualTo("!shop.notes");
            case "DELETE /api/v2/tidegate/clusters/shop" ->
                assertThat(server.admin()
                                .json("GET", "/api/v2/changefeeds?state=all", "")
                                .path("total")
                                .intValue())
                        .isZero();
            default -> assertThat(answer.isObject()).isTrue();
        }
    }

    private static List<CurlCommand> commands(RunningServer server) throws IOException {
        Map<String, String> variables = Map.of(
                "SERVER", server.server().url().toString(),
                "TOKEN", server.admin().token(),
                "SOURCE", SITE.sourceUri(),
                "SOURCE_PASSWORD", SITE.sourcePassword().reveal(password -> password),
                "BROKERS", SITE.brokers());
        List<CurlCommand> commands = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(block -> CurlCommand.all(block, variables).stream())
                .toList();
        assertThat(commands).hasSizeGreaterThan(20);
        return commands;
    }

    private static String path(CurlCommand command) {
        URI uri = URI.create(command.url());
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
