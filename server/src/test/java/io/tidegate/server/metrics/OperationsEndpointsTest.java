package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsEndpointsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean writable = true;
    private final Readiness readiness = new Readiness(() -> {
        if (!writable) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, "/secret/place/state.db");
        }
    });
    private final MetricsExport metrics = new MetricsExport(
            () -> List.of(new SampleFeed("shop").figures()), List::of, readiness, InstantSource.system());
    private Javalin server;

    @BeforeEach
    void serve() {
        server = Javalin.create(config -> {
                    config.jetty.host = "127.0.0.1";
                    config.startup.showJavalinBanner = false;
                    config.requestLogger.http(metrics.requests());
                    for (Endpoint endpoint : OperationsEndpoints.of(metrics, readiness, false)) {
                        config.routes.addHttpHandler(endpoint.method(), endpoint.path(), endpoint.handler());
                    }
                })
                .start(0);
    }

    @AfterEach
    void stop() {
        server.stop();
        metrics.close();
        readiness.close();
    }

    @Test
    void metricsAreTextForPrometheus() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(new Scrape(answer.body()).value("ticdc_owner_status", "changefeed", "shop"))
                .isZero();
    }

    @Test
    void metricsNeedALoginUnlessTheyAreAnonymous() {
        assertThat(access("/metrics", false)).isEqualTo(Access.VIEWER);
        assertThat(access("/metrics", true)).isEqualTo(Access.PUBLIC);
        assertThat(access("/healthz", false)).isEqualTo(Access.PUBLIC);
        assertThat(access("/readyz", false)).isEqualTo(Access.PUBLIC);
    }

    @Test
    void aProcessThatLivesIsHealthy() throws Exception {
        assertThat(get("/healthz")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok\n");
        });
    }

    @Test
    void itIsReadyFromItsStartToItsEnd() throws Exception {
        assertReady(503, "{\"ready\":false,\"reasons\":[\"the server is starting\"]}");
        readiness.started();
        assertReady(200, "{\"ready\":true,\"reasons\":[]}");
        readiness.stopping();
        assertReady(503, "{\"ready\":false,\"reasons\":[\"the server is being stopped\"]}");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void itIsNotReadyWhileTheStateCannotBeWrittenAndSaysNoMoreThanThat() throws Exception {
        readiness.started();
        writable = false;
        readiness.tryState();
        assertReady(
                503, "{\"ready\":false,\"reasons\":[\"the state cannot be written; the log of the server says why\"]}");
        writable = true;
        readiness.tryState();
        assertReady(200, "{\"ready\":true,\"reasons\":[]}");
    }

    @Test
    void requestsAreTimedByTheirRouteAndNothingThatACallerMayInvent() throws Exception {
        get("/healthz");
        get("/healthz");
        get("/no/such/" + System.nanoTime());
        client.send(
                HttpRequest.newBuilder(uri("/healthz"))
                        .method("INVENTED", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        Scrape scrape = new Scrape(get("/metrics").body());
        String count = "tidegate_http_request_duration_seconds_count";
        assertThat(scrape.value(count, "route", "/healthz", "method", "GET", "status", "200"))
                .isEqualTo(2);
        assertThat(scrape.value(count, "route", "none", "method", "GET", "status", "404"))
                .isEqualTo(1);
        assertThat(scrape.value(count, "method", "other")).isEqualTo(1);
        assertThat(scrape.find("tidegate_http_request_duration_seconds_bucket", "route", "/healthz", "le", "0.05"))
                .isNotEmpty();
    }

    private void assertReady(int status, String body) throws Exception {
        HttpResponse<String> answer = get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo(body);
    }

    private Access access(String path, boolean anonymous) {
        return OperationsEndpoints.of(metrics, readiness, anonymous).stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .map(Endpoint::access)
                .reduce((first, second) -> {
                    throw new AssertionError("twice " + path);
                })
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
