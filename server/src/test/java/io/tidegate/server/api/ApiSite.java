package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.server.ScriptedConnectors;
import io.tidegate.server.ServerIdentity;
import io.tidegate.server.access.FileRoots;
import io.tidegate.server.access.Guard;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Principal.Via;
import io.tidegate.server.access.ProbeLimit;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.FeedUse;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.Gate;
import io.tidegate.server.web.HttpServer;
import io.tidegate.server.web.ListenSettings;
import io.tidegate.server.web.Problems;
import io.tidegate.state.FeedStore;
import io.tidegate.state.StateStore;
import io.tidegate.state.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The API over real services, a real state file and a scripted source, served without a gate. Every answer that is asked for
 * here is held against the document of the API.
 */
final class ApiSite implements AutoCloseable {
    static final String CREATE = """
            {"changefeed_id": "%s", "sink_uri": "kafka://k:9092/t?protocol=canal-json&sasl-mechanism=plain&sasl-user=u&sasl-password=HIDE",
             "replica_config": {"ignore_ineligible_table": true}}
            """;

    private static final JsonMapper JSON = new JsonMapper();

    final ScriptedConnectors source = new ScriptedConnectors();
    final Changefeeds changefeeds;
    final Clusters clusters;
    private final StateStore state;
    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final Api api;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Contract contract;
    // A name of its own for each request, so that no limit of tries is met.
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean isWelcome = true;
    private volatile Role role = Role.ADMIN;

    ApiSite(Path folder) {
        InstantSource clock = InstantSource.system();
        this.state = StateStore.open(folder, clock);
        Vault vault = state.vault(Map.of());
        Guard guard = new Guard(new FileRoots(List.of(folder)), new ProbeLimit(clock));
        FeedStore feeds = state.changefeeds(vault);
        this.clusters = new Clusters(state.clusters(vault), new FeedUse(feeds), source, guard, clock, 5);
        this.changefeeds = new Changefeeds(state, feeds, clusters, source, runtime, guard, clock, "v8.5-test");
        this.api = new Api(
                new ServerIdentity("v8.5-test", "abc", "server-1", "127.0.0.1:8300"),
                changefeeds,
                clusters,
                new Callers(
                        context -> new Principal("ann-" + requests.incrementAndGet(), role, Via.LOCAL),
                        context -> isWelcome),
                clock,
                ZoneId.of("Asia/Shanghai"),
                Duration.ofMillis(100));
        Endpoint document = Api.document(api.endpoints());
        List<Endpoint> endpoints =
                Stream.concat(api.endpoints().stream(), Stream.of(document)).toList();
        this.contract = new Contract(OpenApiDocument.of(endpoints));
        this.server = HttpServer.start(ListenSettings.parse("127.0.0.1:0"), endpoints, openGate(), new Problems());
        changefeeds.start();
    }

    /** An answer that keeps the contract. */
    record Answer(int status, JsonNode json) {
        JsonNode at(String pointer) {
            return json.at(pointer);
        }
    }

    Answer get(String path) {
        return exchange("GET", path, "");
    }

    Answer post(String path, String body) {
        return exchange("POST", path, body);
    }

    Answer put(String path, String body) {
        return exchange("PUT", path, body);
    }

    Answer delete(String path) {
        return exchange("DELETE", path, "");
    }

    /** A request whose body the document allows, and that is answered with 200. */
    Answer ask(String method, String path, String body) {
        if (!body.isEmpty()) {
            assertThat(contract.violations(method, withoutQuery(path), read(body)))
                    .as(body)
                    .isEmpty();
        }
        Answer answer = exchange(method, path, body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer;
    }

    /** From now on whoever asks has this role. */
    void askAs(Role asking) {
        role = asking;
    }

    /** From now on nobody's login is good any more. */
    void endLogins() {
        isWelcome = false;
    }

    /** Registers the source. */
    void register() {
        Answer unused = ask(
                "POST",
                "/api/v2/tidegate/clusters",
                "{\"id\": \"shop\", \"uri\": \"mariadb://me@db:3306/\", \"password\": \"HIDE\"}");
    }

    /** Creates a changefeed that runs. */
    Answer create(String id) {
        return ask("POST", "/api/v2/changefeeds", CREATE.formatted(id));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    Api api() {
        return api;
    }

    private Answer exchange(String method, String path, String body) {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(uri(path)).method(method, publisher).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).doesNotContain("HIDE");
            JsonNode json = read(response.body());
            assertThat(contract.violations(method, withoutQuery(path), response.statusCode(), json))
                    .as(method + " " + path + " " + json)
                    .isEmpty();
            return new Answer(response.statusCode(), json);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String withoutQuery(String path) {
        return path.replaceFirst("\\?.*", "");
    }

    private static Gate openGate() {
        return new Gate() {
            @Override
            public void admit(Context context, Access needed) {}

            @Override
            public void conclude(Context context) {}
        };
    }

    @Override
    public void close() {
        api.close();
        server.close();
        changefeeds.close();
        runtime.close();
        state.close();
    }
}
