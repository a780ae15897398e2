package io.tidegate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.server.access.Client;
import io.tidegate.server.access.Role;
import io.tidegate.server.access.RouteWalk;
import io.tidegate.server.web.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with all its routes: who may use them, and that the manual says so. */
class WholeServerTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "security.md");
    private static final String BEGIN = "<!-- routes: rewritten with -Dtidegate.rewrite=true -->\n";
    private static final String END = "<!-- end of routes -->";

    private TidegateServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        ServerSettings settings = ServerSettings.parse("""
                listen = "127.0.0.1:0"
                [oidc]
                issuer = "http://127.0.0.1:1"
                client-id = "tidegate"
                client-secret = "s"
                redirect-uri = "https://tidegate.example/api/v2/tidegate/session/oidc/callback"
                [oidc.roles]
                cdc = "viewer"
                """);
        server = TidegateServer.start(directory, settings, name -> new ScriptedConnectors(), Map.of(), "v8.5-test");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRouteLetsInWhomItSaysAndNobodyElse() throws Exception {
        Client nobody = Client.of(server.url());
        Client admin =
                nobody.loggedIn("admin", server.firstPassword().orElseThrow().reveal(text -> text));
        Map<Role, Client> clients = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            JsonNode made = Client.json(
                    admin.post("/api/v2/tidegate/tokens", "{\"name\":\"walk\",\"role\":\"" + role.text() + "\"}"));
            clients.put(role, nobody.withToken(made.get("token").asText()));
        }
        RouteWalk.walk(server.routes(), nobody, clients);
    }

    @Test
    void theManualListsEveryRouteWithItsRole() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String whole = page.substring(0, begin) + table(server.routes()) + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(PAGE, whole);
        }
        assertThat(PAGE).as("rewrite it with -Dtidegate.rewrite=true").hasContent(whole);
    }

    private static String table(List<HttpServer.Route> routes) {
        StringBuilder table = new StringBuilder("| route | role |\n|---|---|\n");
        routes.stream()
                .map(route -> "| `" + route.method() + " " + route.path() + "` | "
                        + route.roles().iterator().next().toString().toLowerCase(Locale.ROOT) + " |\n")
                .sorted(Comparator.comparing(WholeServerTest::path).thenComparing(Comparator.naturalOrder()))
                .forEach(table::append);
        return table.toString();
    }

    private static String path(String line) {
        return line.substring(line.indexOf('/'));
    }
}
