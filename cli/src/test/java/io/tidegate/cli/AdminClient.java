package io.tidegate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Asks a server as its administrator, with a token that it got for the first password. */
public final class AdminClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    private AdminClient(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Logs in with the password in the server's data directory. */
    public static AdminClient login(URI url, Path dataDirectory) {
        AdminClient nobody = new AdminClient(url, "");
        ObjectNode login = JSON.createObjectNode().put("name", "admin");
        try {
            login.put(
                    "password",
                    Files.readString(dataDirectory.resolve("admin-password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpResponse<String> session =
                nobody.send(nobody.post("/api/v2/tidegate/session", login).build());
        HttpRequest wanted = nobody.post(
                        "/api/v2/tidegate/tokens",
                        JSON.createObjectNode().put("name", "test").put("role", "admin"))
                .header(
                        "Cookie",
                        session.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0])
                .header("X-CSRF-Token", read(session.body()).path("csrf_token").asText())
                .build();
        return new AdminClient(
                url, read(nobody.send(wanted).body()).path("token").asText());
    }

    /** The same with the same token at another address: the server was started again. */
    public AdminClient at(URI other) {
        return new AdminClient(other, token);
    }

    public String token() {
        return token;
    }

    /** Asks; an empty body is none. */
    public HttpResponse<String> ask(String method, String path, String body) {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** The JSON of an answer that must be a success. */
    public JsonNode json(String method, String path, String body) {
        HttpResponse<String> answer = ask(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return read(answer.body());
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return HttpRequest.newBuilder(url.resolve(path))
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
