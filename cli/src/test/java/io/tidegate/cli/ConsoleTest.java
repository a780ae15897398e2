package io.tidegate.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Page;
import io.tidegate.config.Secret;
import io.tidegate.embedded.TestPart;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.cluster.ClusterRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The console of a whole server between a real database and a real broker, in a real browser. */
@Timeout(180)
class ConsoleTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private static final Principal ADMIN = new Principal("admin", Role.ADMIN, Principal.Via.LOCAL);
    private static final JsonNode FORCED = JsonNodeFactory.instance.objectNode().put("force_replicate", true);

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
    void aPersonLogsInByTheKeyboardAlone() throws IOException {
        browser.go("/");
        Page page = browser.page();
        assertThat(page).hasURL(Pattern.compile(".*/login\\?to=%2F$"));
        browser.picture("login");
        browser.requireAccessible();
        browser.requireCleanPages();

        page.keyboard().type("admin");
        page.keyboard().press("Tab");
        page.keyboard().type("not the password");
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("The login did not work");
        assertThat(browser.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("401"));

        page.keyboard().type(password());
        page.keyboard().press("Enter");
        assertThat(page).hasTitle("Clusters · Tidegate");
        assertThat(page.locator("h1")).hasText("Clusters");
        browser.picture("clusters-empty");
        browser.requireAccessible();
        browser.requireCleanPages();

        browser.role("button", "Log out").click();
        assertThat(page).hasURL(Pattern.compile(".*/login$"));
        browser.requireCleanPages();
    }

    @Test
    void aLinkOpensTheConsoleOnce() {
        String link = server.server().loginLink("admin").reveal(text -> text);
        browser.go(link);
        assertThat(browser.page()).hasTitle("Clusters · Tidegate");
        browser.requireCleanPages();
        browser.page().context().clearCookies();
        browser.go(link);
        assertThat(browser.page().locator("[role=alert]")).containsText("has been used or is too old");
        browser.picture("problem");
        browser.requireAccessible();
        assertThat(browser.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("400"));
    }

    @Test
    void clustersAndChangefeedsAreShownInEveryLanguage() throws Exception {
        SITE.sql(
                "CREATE DATABASE console",
                "CREATE TABLE console.orders (id INT PRIMARY KEY, note TEXT)",
                "CREATE TABLE console.notes (note TEXT)");
        enter();
        register("shop", "The shop");
        browser.go("/clusters/shop/changefeeds");
        assertThat(browser.role("heading", "No changefeed yet")).isVisible();
        browser.picture("changefeeds-empty");
        browser.requireAccessible();

        create("orders", "Orders to Kafka");
        for (String language : new String[] {"ja", "zh", "en"}) {
            browser.go("/?language=" + language);
            browser.picture("clusters-" + language);
            browser.requireAccessible();
            browser.go("/clusters/shop");
            browser.page().locator("#findings .check").first().waitFor();
            browser.picture("cluster-" + language);
            browser.requireAccessible();
            browser.go("/clusters/shop/changefeeds");
            browser.picture("changefeeds-" + language);
            browser.requireAccessible();
            browser.go("/changefeeds/orders");
            browser.picture("changefeed-" + language);
            browser.requireAccessible();
        }
        browser.requireCleanPages();
    }

    @Test
    void aChangefeedIsLookedAtScaledAndDeleted() throws Exception {
        SITE.sql("CREATE DATABASE tended", "CREATE TABLE tended.orders (id INT PRIMARY KEY, email TEXT)");
        enter();
        register("tended", "The shop");
        create("tended", "Tended orders");
        Page page = browser.page();
        for (String tab : new String[] {"tables", "messages", "errors", "ddl", "history", "audit"}) {
            browser.go("/changefeeds/tended/" + tab);
            if (tab.equals("messages")) {
                page.locator("#topic").waitFor();
            }
            browser.picture("changefeed-" + tab);
            browser.requireAccessible();
        }

        browser.go("/changefeeds/tended");
        browser.role("link", "Scale").click();
        assertThat(page.locator("dialog.sheet")).isVisible();
        browser.picture("changefeed-scale");
        browser.requireAccessible();
        page.locator("#rcu").fill("4");
        page.keyboard().press("Enter");
        assertThat(page.locator("#announcer")).hasText("The capacity is changed.");
        browser.requireAccessible();

        browser.role("link", "Delete").click();
        assertThat(page.locator("dialog.sheet [type=submit]")).isDisabled();
        page.locator("#typed").fill("Tended orders");
        browser.picture("changefeed-delete");
        browser.requireAccessible();
        page.keyboard().press("Enter");
        assertThat(browser.role("heading", "No changefeed yet")).isVisible();
        browser.requireCleanPages();
    }

    @Test
    void whatSomebodyNamedIsTextWhateverItIs() throws Exception {
        String hostile = "<img src=x onerror=alert(1)>\"'`</script><script>alert(2)</script>{{7*7}}${7*7}";
        enter();
        register("hostile", hostile);
        for (String path : new String[] {"/", "/clusters/hostile", "/clusters/hostile/changefeeds"}) {
            browser.go(path);
            assertThat(browser.page().getByText(hostile).first()).isVisible();
        }
        browser.requireAccessible();
        browser.requireCleanPages();
    }

    @Test
    void aChangefeedIsMadeStepByStep() throws Exception {
        SITE.sql(
                "CREATE DATABASE wizard",
                "CREATE TABLE wizard.orders (id INT PRIMARY KEY, note TEXT)",
                "CREATE TABLE wizard.notes (note TEXT)",
                "CREATE TABLE wizard.drafts (note TEXT)");
        enter();
        register("shop", "The shop");
        browser.go("/clusters/shop/changefeeds");
        browser.role("button", "Create Changefeed").click();
        assertThat(browser.page()).hasURL(Pattern.compile(".*/target$"));
        browser.picture("wizard-target");
        browser.requireAccessible();

        next();
        assertThat(browser.page().locator("#brokers-error")).hasText("Fill this in.");
        browser.picture("wizard-target-errors");
        browser.requireAccessible();
        assertThat(browser.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("422"));
        fill("brokers", SITE.brokers());
        next();
        assertThat(browser.page().locator("#preflight")).containsText("has 1 broker");
        assertThat(browser.page().locator("#preflight .check")).not().hasCount(0);
        browser.page().locator("#continue").waitFor();
        browser.picture("wizard-target-checks");
        browser.requireAccessible();
        browser.page().locator("#continue").click();

        assertThat(browser.page()).hasURL(Pattern.compile(".*/changefeed$"));
        fill("rules", "wizard.*");
        assertThat(browser.page().locator("#tables")).containsText("wizard.orders");
        assertThat(browser.page().locator("#tables")).containsText("wizard.notes");
        browser.role("button", "Exclude wizard.notes").click();
        assertThat(browser.page().locator("#rules")).hasValue("wizard.*\n!wizard.notes");
        assertThat(browser.page().locator("#tables")).containsText("wizard.drafts");
        assertThat(browser.page().locator("#tables")).not().containsText("wizard.notes");
        fill("topic-prefix", "wizard-");
        fill("default-topic", "wizard-default");
        assertThat(browser.page().locator("#tables")).containsText("wizard-wizard-orders");
        browser.picture("wizard-changefeed");
        browser.requireAccessible();
        next();

        assertThat(browser.page()).hasURL(Pattern.compile(".*/specification$"));
        fill("name", "Wizard to Kafka");
        browser.picture("wizard-specification");
        browser.requireAccessible();
        next();

        assertThat(browser.page()).hasURL(Pattern.compile(".*/review$"));
        browser.page().locator(".check").first().waitFor();
        browser.picture("wizard-review");
        browser.requireAccessible();
        assertThat(browser.role("button", "Create")).isDisabled();
        browser.page().locator("#confirm").check();
        browser.role("button", "Create").click();
        assertThat(browser.page()).hasURL(Pattern.compile(".*/changefeeds/wizard-to-kafka$"));
        assertThat(browser.page().locator("h1")).containsText("Wizard to Kafka");
        browser.requireCleanPages();

        SITE.sql("INSERT INTO wizard.orders VALUES (1, 'arrives')");
        await().until(() -> !SITE.records("wizard-wizard-orders").isEmpty());
    }

    private void fill(String field, String value) {
        browser.page().locator("[id='" + field + "']").fill(value);
    }

    private void next() {
        browser.role("button", "Next").click();
    }

    private void enter() {
        server.server().loginLink("admin").reveal(link -> browser.page().navigate(link));
        assertThat(browser.page()).hasTitle("Clusters · Tidegate");
    }

    private void register(String id, String name) {
        server.server()
                .clusters()
                .register(new ClusterRequest(id, name, SITE.sourceUri(), SITE.sourcePassword()), ADMIN);
    }

    private void create(String id, String name) {
        server.server()
                .changefeeds()
                .create(
                        new NewChangefeed(
                                id,
                                name,
                                null,
                                new Secret(SITE.sinkUri(id + "?protocol=canal-json&replication-factor=1")),
                                FORCED,
                                null,
                                null,
                                0,
                                2,
                                false),
                        ADMIN);
    }

    private String password() throws IOException {
        return Files.readString(directory.resolve("data").resolve("admin-password"))
                .strip();
    }
}
