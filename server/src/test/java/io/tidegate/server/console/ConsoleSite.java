package io.tidegate.server.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.server.Connectors;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import io.tidegate.server.access.Client;
import io.tidegate.server.access.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A server with the cluster {@code shop}, asked as the pages in a browser ask it. */
final class ConsoleSite implements AutoCloseable {
    private final TidegateServer server;
    private final Client nobody;
    private final Client admin;

    ConsoleSite(Path directory, Connectors connectors) throws IOException, InterruptedException {
        ServerSettings settings = ServerSettings.parse("listen = \"127.0.0.1:0\"");
        this.server = TidegateServer.start(directory, settings, name -> connectors, Map.of(), "v8.5-test");
        this.nobody = Client.of(server.url()).with("Accept", "text/html");
        this.admin =
                nobody.loggedIn("admin", server.firstPassword().orElseThrow().reveal(text -> text));
        api(
                "/api/v2/tidegate/clusters",
                "{\"id\": \"shop\", \"uri\": \"mariadb://me@db:3306/\", \"password\": \"HIDE\"}");
    }

    TidegateServer server() {
        return server;
    }

    Client admin() {
        return admin;
    }

    /** Somebody who may do what the role may. */
    Client as(Role role) throws IOException, InterruptedException {
        HttpResponse<String> token =
                api("/api/v2/tidegate/tokens", "{\"name\":\"" + role.text() + "\",\"role\":\"" + role.text() + "\"}");
        return nobody.withToken(Client.json(token).get("token").asText());
    }

    /** A changefeed of {@code shop} that runs. */
    void create(String id, String name) throws IOException, InterruptedException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("changefeed_id", id)
                .put(
                        "sink_uri",
                        "kafka://k:9092/" + id
                                + "?protocol=canal-json&sasl-mechanism=plain&sasl-user=u&sasl-password=HIDE")
                .toString();
        api(
                "/api/v2/changefeeds",
                body.replaceFirst(
                        "}$",
                        ",\"replica_config\":{\"ignore_ineligible_table\":true},\"tidegate\":{\"name\":"
                                + JsonNodeFactory.instance.textNode(name) + "}}"));
    }

    /** What is sent when a form is, with the fields {@code name, value, name, value, ...}. */
    static HttpResponse<String> submit(Client who, String path, String... fields)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        for (int field = 0; field < fields.length; field += 2) {
            body.append(field == 0 ? "" : "&").append(fields[field]).append('=').append(encoded(fields[field + 1]));
        }
        return who.with("HX-Request", "true")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post(path, body.toString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> api(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = admin.post(path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() {
        server.close();
    }
}
