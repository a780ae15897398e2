package io.tidegate.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.config.Secret;
import io.tidegate.embedded.TestPart;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.cluster.ClusterRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Names and values of a real database that look like HTML, scripts or templates are text in the console. */
@Timeout(180)
class HostileNamesTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private static final Principal ADMIN = new Principal("admin", Role.ADMIN, Principal.Via.LOCAL);
    private static final JsonNode FORCED = JsonNodeFactory.instance.objectNode().put("force_replicate", true);

    private static final String SCHEMA = "<img src=x onerror=window.ran=1>";
    private static final String TABLE = "\"'`</script><script>ran=1</script>{{7*7}}${7*7}";
    private static final String COLUMN = "\"><svg onload=ran=1>\u202Eevil";
    private static final String VALUE = "</code></pre><img src=x onerror=ran=1>\u202Etxt.exe";

    @TempDir
    private Path directory;

    private RunningServer server;
    private Browser browser;

    @BeforeEach
    void open() {
        assumeTrue(TestPart.CHROMIUM.isPresent(), TestPart.CHROMIUM.missing());
        server = RunningServer.start(directory.resolve("data"));
        browser = Browser.open(server.server().url(), "en-GB");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void namesAndValuesOfTheDatabaseAreText() throws Exception {
        String table = quoted(SCHEMA) + "." + quoted(TABLE);
        SITE.sql(
                "CREATE DATABASE " + quoted(SCHEMA),
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, " + quoted(COLUMN) + " TEXT)");
        server.server()
                .clusters()
                .register(new ClusterRequest("hostile", SCHEMA, SITE.sourceUri(), SITE.sourcePassword()), ADMIN);
        server.server()
                .changefeeds()
                .create(
                        new NewChangefeed(
                                "hostile",
                                null,
                                null,
                                new Secret(SITE.sinkUri("hostile?protocol=canal-json&replication-factor=1")),
                                FORCED,
                                null,
                                null,
                                0,
                                2,
                                false),
                        ADMIN);
        SITE.sql("INSERT INTO " + table + " VALUES (1, '" + VALUE + "')");
        server.server().loginLink("admin").reveal(link -> browser.page().navigate(link));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> SITE.records("hostile").size() > 0);

        browser.go("/changefeeds/hostile/messages");
        browser.page().locator("#topic").waitFor();
        assertThat(browser.page().locator("#peek")).containsText(COLUMN);
        assertThat(browser.page().locator("#peek")).containsText("onerror=ran=1");
        browser.picture("hostile-messages");
        requireHarmless();
        browser.go("/changefeeds/hostile/tables");
        assertThat(browser.page().locator("main")).containsText(SCHEMA + "." + TABLE);
        browser.picture("hostile-tables");
        requireHarmless();
        for (String path : new String[] {
            "/",
            "/clusters/hostile",
            "/clusters/hostile/changefeeds",
            "/changefeeds/hostile",
            "/changefeeds/hostile/ddl",
            "/changefeeds/hostile/errors",
            "/changefeeds/hostile/history",
            "/changefeeds/hostile/audit"
        }) {
            browser.go(path);
            requireHarmless();
        }
    }

    private void requireHarmless() {
        assertThat(browser.page().evaluate("typeof window.ran"))
                .as("what a script would set at " + browser.page().url())
                .isEqualTo("undefined");
        assertThat(browser.page().locator("img[src=x], svg[onload]").count()).isZero();
        browser.requireAccessible();
        browser.requireCleanPages();
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
