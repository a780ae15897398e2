package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.HandlerType;
import io.tidegate.server.ScriptedConnectors;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of the API is about what a whole server serves, and stands in the manual. */
class ServedDocumentTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "openapi.json");

    private static final Pattern PROGRAMS = Pattern.compile("/(api/|metrics|status|healthz|readyz)");

    @TempDir
    private Path folder;

    @Test
    void everyRouteOfAServerIsDescribedAndNothingElse() {
        TreeSet<String> served = new TreeSet<>();
        routes().forEach(route -> served.add(route.method() + " " + route.path()));
        TreeSet<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path :
                OpenApiDocument.written().path("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        assertThat(described).isEqualTo(served);
    }

    @Test
    void theDocumentInTheManualIsTheOneThatIsServed() throws IOException {
        List<Endpoint> endpoints = routes().stream()
                .map(route -> new Endpoint(
                        HandlerType.findOrCreate(route.method()), route.path(), access(route), Answers::sendNothing))
                .toList();
        String text =
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(OpenApiDocument.of(endpoints))
                        + "\n";
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).as("rewrite it with -Dtidegate.rewrite=true").hasContent(text);
    }

    private static Access access(HttpServer.Route route) {
        return (Access) route.roles().iterator().next();
    }

    private List<HttpServer.Route> routes() {
        ServerSettings settings = ServerSettings.parse("listen = '127.0.0.1:0'");
        try (TidegateServer server =
                TidegateServer.start(folder, settings, name -> new ScriptedConnectors(), Map.of(), "v8.5-test")) {
            // The pages of the console are not for programs.
            return server.routes().stream()
                    .filter(route -> PROGRAMS.matcher(route.path()).lookingAt())
                    .toList();
        }
    }
}
