package io.tidegate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server in this process, listening at a free port, with a token of its administrator to ask it things. */
final class RunningServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final TidegateServer server;
    private final String token;

    private RunningServer(TidegateServer server, Path dataDir) {
        this.server = server;
        this.token = token(dataDir);
    }

    /** Starts a server on a data directory that no server has used. */
    static RunningServer start(Path dataDir) {
        return start(dataDir, ServerSettings.defaults());
    }

    static RunningServer start(Path dataDir, ServerSettings settings) {
        TidegateServer server = TidegateServer.start(
                dataDir, settings.listeningAt("127.0.0.1:0"), ServerConnectors::new, Map.of(), Main.VERSION);
        try {
            return new RunningServer(server, dataDir);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    URI url() {
        return server.url();
    }

    /** Of an administrator. */
    String token() {
        return token;
    }

    TidegateServer server() {
        return server;
    }

    /** Asks as an administrator; an empty body is none. */
    HttpResponse<String> ask(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(request.build());
    }

    /** The JSON of an answer that must be a success. */
    JsonNode json(String method, String path, String body) {
        HttpResponse<String> answer = ask(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return read(answer.body());
    }

    @Override
    public void close() {
        server.close();
    }

    private String token(Path dataDir) {
        ObjectNode login = JSON.createObjectNode();
        login.put("name", "admin");
        try {
            login.put(
                    "password",
                    Files.readString(dataDir.resolve("admin-password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpResponse<String> session =
                send(post("/api/v2/tidegate/session", login).build());
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
        ObjectNode wanted = JSON.createObjectNode().put("name", "test").put("role", "admin");
        return read(send(post("/api/v2/tidegate/tokens", wanted)
                                .header("Cookie", cookie)
                                .header(
                                        "X-CSRF-Token",
                                        read(session.body()).path("csrf_token").asText())
                                .build())
                        .body())
                .path("token")
                .asText();
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return HttpRequest.newBuilder(server.url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
