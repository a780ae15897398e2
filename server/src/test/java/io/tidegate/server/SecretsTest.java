package io.tidegate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.server.access.Client;
import io.tidegate.server.web.HttpServer;
import io.tidegate.testkit.secret.Canary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in every field that may have one, and then everything a server says and stores. */
class SecretsTest {
    private static final String API = "/api/v2/";
    private static final String SINK = "kafka://k:9092/t?protocol=canal-json";

    private final Canary canary = new Canary(4);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;
    private final List<String> made = new ArrayList<>();

    @TempDir
    private Path directory;

    private TidegateServer server;
    private Client admin;

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        ServerSettings settings = ServerSettings.parse("""
                listen = "127.0.0.1:0"
                max-changefeeds-per-cluster = 1000
                [oidc]
                issuer = "http://127.0.0.1:1"
                client-id = "tidegate"
                client-secret = "%s"
                redirect-uri = "https://tidegate.example/api/v2/tidegate/session/oidc/callback"
                [oidc.roles]
                cdc = "viewer"
                """.formatted(canary.plant("oidc.client-secret")));
        server = TidegateServer.start(directory, settings, name -> new ScriptedConnectors(), Map.of(), "v8.5-test");
        String password = server.firstPassword().orElseThrow().reveal(text -> text);
        Client client = Client.of(server.url()).loggedIn("admin", password);
        JsonNode token = Client.json(client.post(API + "tidegate/tokens", "{\"name\":\"test\",\"role\":\"admin\"}"));
        admin = Client.of(server.url()).withToken(token.get("token").asText());
        canary.watch("first password", password);
        canary.watch("token", token.get("token").asText());
    }

    @AfterEach
    void stop() {
        server.close();
        System.setErr(standardError);
    }

    @Test
    void noSecretIsShownOrStoredInPlainText() throws Exception {
        clusters();
        accounts();
        // First those that are looked at most closely: even administrators may only look so often.
        changefeedsThatHold();
        everySettingByItself();
        whatCannotBeRead();
        assertThat(made).hasSizeGreaterThanOrEqualTo(4);
        everythingThatCanBeAskedFor();
        server.close();
        // That is where the password is meant to be.
        Files.delete(directory.resolve("admin-password"));
        canary.assertSilent(directory);
        canary.assertSilent("the log", log.toString(StandardCharsets.UTF_8));
    }

    private void clusters() throws Exception {
        String path = API + "tidegate/clusters";
        String password = canary.plant("cluster.password");
        String inUri = "mysql://cdc:" + encoded(canary.plant("cluster.uri")) + "@db:3306/";
        said(
                200,
                admin.post(
                        path,
                        json().put("id", "main")
                                .put("uri", "mysql://cdc@db:3306/")
                                .put("password", password)
                                .toString()));
        said(200, admin.post(path, json().put("id", "other").put("uri", inUri).toString()));
        said(admin.post(
                path + "/test",
                json().put("uri", inUri.replace("db", ScriptedConnectors.DOWN)).toString()));
        said(admin.post(
                path,
                json().put("id", "bad")
                        .put("uri", inUri.replace("mysql", "oracle"))
                        .toString()));
        said(admin.put(
                path + "/main",
                json().put("password", canary.plant("cluster.edited password")).toString()));
    }

    private void accounts() throws Exception {
        String secret = canary.plant("account.password");
        ObjectNode eva = json().put("name", "eva").put("role", "viewer").put("password", secret);
        said(201, admin.post(API + "tidegate/accounts", eva.toString()));
        said(admin.login("eva", secret + "x"));
        said(admin.login(secret, "password and name confused"));
        said(admin.put(
                API + "tidegate/accounts/eva/password",
                json().put("password", secret).put("x", secret).toString()));
    }

    /** Whether it is accepted or refused: neither the answer nor what is kept may tell. */
    private void everySettingByItself() throws Exception {
        for (String place : Canary.placesOf(ChangefeedConfig.jsonSchema(), "password")) {
            everyWay(place, canary.plant(place));
        }
        for (String place : Canary.placesOf(ChangefeedConfig.jsonSchema(), "uri")) {
            everyWay(place, "https://user:" + encoded(canary.plant(place)) + "@host/path");
        }
        assertThat(canary.places()).contains("sink.kafka_config.sasl_password", "sink.schema_registry");
    }

    private void everyWay(String place, String value) throws Exception {
        ObjectNode config = json();
        place(config, place, value);
        create(SINK, config);
        String parameter = place.substring(place.lastIndexOf('.') + 1).replace('_', '-');
        create(SINK + "&" + parameter + "=" + encoded(value), json());
    }

    private void changefeedsThatHold() throws Exception {
        String secret = canary.plant("sink.kafka_config.sasl_password");
        created(SINK + "&sasl-mechanism=plain&sasl-user=u&sasl-password=" + encoded(secret), json());
        ObjectNode oauth = json();
        place(oauth, "sink.kafka_config.sasl_mechanism", "oauthbearer");
        place(oauth, "sink.kafka_config.sasl_oauth_client_id", "c");
        place(oauth, "sink.kafka_config.sasl_oauth_client_secret", base64(canary.plant("oauth client secret")));
        place(oauth, "sink.kafka_config.sasl_oauth_token_url", "https://id.example/token");
        created(SINK, oauth);
        ObjectNode kerberos = json();
        place(kerberos, "sink.kafka_config.sasl_mechanism", "gssapi");
        place(kerberos, "sink.kafka_config.sasl_gssapi_auth_type", "user");
        place(kerberos, "sink.kafka_config.sasl_gssapi_user", "cdc");
        place(kerberos, "sink.kafka_config.sasl_gssapi_realm", "SHOP.EXAMPLE");
        place(
                kerberos,
                "sink.kafka_config.sasl_gssapi_password",
                canary.plant("sink.kafka_config.sasl_gssapi_password"));
        created(SINK, kerberos);
        ObjectNode registry = json();
        String login = "https://u:" + encoded(canary.plant("sink.schema_registry")) + "@registry.example";
        place(registry, "sink.schema_registry", login);
        created(SINK.replace("canal-json", "avro"), registry);
    }

    private void whatCannotBeRead() throws Exception {
        String secret = canary.plant("body");
        for (String path : List.of("changefeeds", "tidegate/clusters", "tidegate/session", "tidegate/accounts")) {
            said(admin.post(API + path, "{\"sink_uri\": \"" + secret));
            said(admin.post(API + path, "{\"" + secret + "\": 1 " + secret + "}"));
            said(admin.post(API + path, "{\"password\": {\"a\": \"" + secret + "\"}, \"uri\": [\"" + secret + "\"]}"));
        }
    }

    private void everythingThatCanBeAskedFor() throws Exception {
        for (HttpServer.Route route : server.routes()) {
            if (!route.method().equals("GET") || route.path().endsWith("/events")) {
                continue;
            }
            for (String feed : route.path().contains("{") ? made : List.of("")) {
                boolean ofCluster = route.path().contains("/clusters/");
                String path = route.path().replaceAll("\\{[^}]*}", ofCluster ? "main" : feed);
                said(admin.get(path));
            }
        }
        for (String feed : made) {
            String path = API + "changefeeds/" + feed;
            said(admin.post(path + "/pause", "{}"));
            said(admin.put(
                    path,
                    json().put("sink_uri", SINK + "&sasl-password=" + encoded(canary.plant("update")))
                            .toString()));
            said(admin.post(
                    API + "tidegate/changefeeds/" + feed + "/duplicate",
                    json().put("id", feed + "-copy").toString()));
            said(admin.get(path));
            said(200, admin.get(API + "tidegate/changefeeds/" + feed + "/history"));
        }
    }

    private void created(String sinkUri, ObjectNode config) throws Exception {
        HttpResponse<String> answer = create(sinkUri, config);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> create(String sinkUri, ObjectNode config) throws Exception {
        config.put("ignore_ineligible_table", true);
        String id = "feed-" + made.size();
        ObjectNode request = json().put("changefeed_id", id).put("sink_uri", sinkUri);
        request.set("replica_config", config);
        request.withObjectProperty("tidegate").put("cluster", "main").put("paused", true);
        said(admin.post(API + "tidegate/preflight", request.toString()));
        HttpResponse<String> answer = admin.post(API + "changefeeds", request.toString());
        said(answer);
        if (answer.statusCode() == 200) {
            made.add(id);
        }
        return answer;
    }

    private void said(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        said(answer);
    }

    private void said(HttpResponse<String> answer) {
        canary.assertSilent(answer.request().method() + " " + answer.uri().getPath(), answer.headers() + answer.body());
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Puts a value at a path of names, {@code []} behind those of lists. */
    private static void place(ObjectNode root, String path, String value) {
        ObjectNode at = root;
        String rest = path;
        while (rest.indexOf('.') >= 0 && !path.equals("tidegate.kafka." + rest)) {
            String name = rest.substring(0, rest.indexOf('.'));
            rest = rest.substring(name.length() + 1);
            at = name.endsWith("[]")
                    ? at.withArrayProperty(name.substring(0, name.length() - 2)).addObject()
                    : at.withObjectProperty(name);
        }
        at.put(rest, value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
