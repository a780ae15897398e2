package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ApiSite site;

    @BeforeEach
    void start() {
        site = new ApiSite(folder);
        site.register();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aClientHearsAllAtOnceAndThenWhatChanges() {
        site.create("orders");
        List<String> lines = listen();
        await().atMost(PATIENCE).until(() -> lines.contains("event: changefeeds"));
        assertThat(data(lines, "changefeeds").at("/items/0/id").textValue()).isEqualTo("orders");
        site.ask("POST", "/api/v2/changefeeds/orders/pause", "");
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("\"state\":\"PAUSED\"")));
        site.ask("DELETE", "/api/v2/changefeeds/orders", "");
        await().atMost(PATIENCE).until(() -> lines.contains("event: removed"));
        assertThat(data(lines, "removed").path("id").textValue()).isEqualTo("orders");
    }

    @Test
    void whileNothingHappensAClientIsKeptAwake() {
        List<String> lines = listen();
        await().atMost(PATIENCE).until(() -> lines.contains(": still here"));
    }

    @Test
    void theEndOfTheServerEndsTheStreamsAtOnce() throws Exception {
        CompletableFuture<HttpResponse<Void>> ended = stream(new CopyOnWriteArrayList<>());
        await().atMost(PATIENCE).until(() -> site.api().listeners() == 1);
        site.api().close();
        HttpResponse<Void> response = ended.get(2, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
    }

    @Test
    void whoseLoginEndsHearsNoMore() {
        CompletableFuture<HttpResponse<Void>> ended = stream(new CopyOnWriteArrayList<>());
        await().atMost(PATIENCE).until(() -> site.api().listeners() == 1);
        site.endLogins();
        await().atMost(PATIENCE).until(ended::isDone);
    }

    @Test
    void whoDoesNotAskForAStreamGetsNone() {
        assertThat(site.get(EventRoutes.PATH).status()).isEqualTo(400);
    }

    @Test
    void aClientThatLeavesIsForgotten() {
        CompletableFuture<HttpResponse<Void>> ended = stream(new CopyOnWriteArrayList<>());
        await().atMost(PATIENCE).until(() -> site.api().listeners() == 1);
        ended.cancel(true);
        await().atMost(PATIENCE).until(() -> site.api().listeners() == 0);
    }

    @Test
    void thereIsALimitToHowManyListen() throws IOException, InterruptedException {
        for (int i = 0; i < EventRoutes.MOST_CLIENTS; i++) {
            CompletableFuture<HttpResponse<Void>> unused = stream(new CopyOnWriteArrayList<>());
        }
        await().atMost(PATIENCE).until(() -> site.api().listeners() == EventRoutes.MOST_CLIENTS);
        HttpResponse<String> refused = client.send(request(), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(ApiSite.read(refused.body()).path("error_code").textValue()).isEqualTo("TG:ErrTooManyRequests");
    }

    private List<String> listen() {
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<HttpResponse<Void>> unused = stream(lines);
        return lines;
    }

    private CompletableFuture<HttpResponse<Void>> stream(List<String> lines) {
        return client.sendAsync(request(), HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(lines)));
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(site.uri(EventRoutes.PATH))
                .header("Accept", "text/event-stream")
                .build();
    }

    private static JsonNode data(List<String> lines, String event) {
        String data = lines.get(lines.indexOf("event: " + event) + 1);
        assertThat(data).startsWith("data: ");
        return ApiSite.read(data.substring("data: ".length()));
    }
}
