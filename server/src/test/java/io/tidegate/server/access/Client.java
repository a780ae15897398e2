package io.tidegate.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks to a server as a browser or a program does: it keeps no cookie and sends what it was given, no more and no less. */
public final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "/api/v2/tidegate/session";

    private final URI server;
    private final Map<String, String> headers;

    private Client(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    /** Nobody. */
    public static Client of(URI server) {
        return new Client(server, Map.of());
    }

    /** The same with one more header; an empty value takes it away. */
    public Client with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        if (value.isEmpty()) {
            more.remove(name);
        } else {
            more.put(name, value);
        }
        return new Client(server, more);
    }

    /** The same with an API token. */
    public Client withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Logs in and goes on with the cookie and the CSRF token of the login. */
    public Client loggedIn(String name, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = login(name, password);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return with("Cookie", cookie(answer))
                .with("X-CSRF-Token", json(answer).get("csrf_token").asText());
    }

    /** Asks for a login. */
    public HttpResponse<String> login(String name, String password) throws IOException, InterruptedException {
        return post(
                SESSION,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .put("password", password)
                        .toString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    public HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send("PUT", path, json);
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    /** Any request; {@code null} for no body. */
    public HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        return HTTP.send(request(method, path, json), BodyHandlers.ofString());
    }

    /** The status of an answer that may have no end. */
    int status(String method, String path, String json) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(request(method, path, json), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private HttpRequest request(String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return request.build();
    }

    /** The {@code name=value} of the cookie that an answer sets. */
    static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** The body of an answer. */
    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
