package io.tidegate.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.config.Secret;
import io.tidegate.server.TidegateServer;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.cluster.ClusterRequest;
import io.tidegate.server.cluster.SourceCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The console of a whole server between a real database and a real broker, open in a real browser. Server, database and
 * broker are started once for all tests of a run; each test has a browser that is logged in nowhere, and finds no cluster
 * and no changefeed. Schemas and topics stay, so each test takes names of its own. A class that uses it must be marked as
 * one that needs Chromium.
 */
final class OpenConsole implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final Principal ADMIN = new Principal("admin", Role.ADMIN, Principal.Via.LOCAL);
    private static final JsonNode FORCED = JsonNodeFactory.instance.objectNode().put("force_replicate", true);

    private Parts parts;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        parts = context.getRoot()
                .getStore(Namespace.create(OpenConsole.class))
                .getOrComputeIfAbsent(Parts.class, key -> Parts.start(), Parts.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser = Chromium.of(context).open(server().url(), "en-GB");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browser.close();
        for (ChangefeedView changefeed : server().changefeeds().list()) {
            server().changefeeds().remove(changefeed.id());
        }
        for (SourceCluster cluster : server().clusters().list()) {
            server().clusters().remove(cluster.id());
        }
    }

    Site site() {
        return parts.site();
    }

    TidegateServer server() {
        return parts.server().server();
    }

    Browser browser() {
        return browser;
    }

    /** The password that the administrator has from the first start on. */
    String password() throws IOException {
        return Files.readString(parts.directory().resolve("admin-password")).strip();
    }

    /** Logs in as the administrator by a link. */
    void enter() {
        server().loginLink("admin").reveal(link -> browser.page().navigate(link));
        assertThat(browser.page()).hasTitle("Clusters · Tidegate");
    }

    /** Registers the database. */
    void register(String id, String name) {
        server().clusters().register(new ClusterRequest(id, name, site().sourceUri(), site().sourcePassword()), ADMIN);
    }

    /** Creates a changefeed of the only cluster in Canal-JSON, to the topic that is called as its id. */
    void create(String id, String name) {
        server().changefeeds()
                .create(
                        new NewChangefeed(
                                id,
                                name,
                                null,
                                new Secret(site().sinkUri(id + "?protocol=canal-json&replication-factor=1")),
                                FORCED,
                                null,
                                null,
                                0,
                                2,
                                false),
                        ADMIN);
    }

    /** What is started once. */
    private record Parts(Site site, Path directory, RunningServer server) implements AutoCloseable {
        static Parts start() {
            Site site = new Site();
            site.start();
            try {
                Path directory = Files.createTempDirectory(Path.of("target"), "console-");
                return new Parts(site, directory, RunningServer.start(directory));
            } catch (IOException | RuntimeException e) {
                site.close();
                throw new IllegalStateException("the console does not start", e);
            }
        }

        @Override
        public void close() {
            server.close();
            site.close();
        }
    }
}
