package io.tidegate.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console of a whole server between a real database and a real broker, in a real browser. */
@Needs(TestPart.CHROMIUM)
@Timeout(180)
class ConsoleTest {
    @RegisterExtension
    static final OpenConsole CONSOLE = new OpenConsole();

    private Browser browser;

    @BeforeEach
    void open() {
        browser = CONSOLE.browser();
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

        page.keyboard().type(CONSOLE.password());
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
        String link = CONSOLE.server().loginLink("admin").reveal(text -> text);
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
        CONSOLE.site()
                .sql(
                        "CREATE DATABASE console",
                        "CREATE TABLE console.orders (id INT PRIMARY KEY, note TEXT)",
                        "CREATE TABLE console.notes (note TEXT)");
        CONSOLE.enter();
        CONSOLE.register("shop", "The shop");
        browser.go("/clusters/shop/changefeeds");
        assertThat(browser.role("heading", "No changefeed yet")).isVisible();
        browser.picture("changefeeds-empty");
        browser.requireAccessible();

        CONSOLE.create("orders", "Orders to Kafka");
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
        CONSOLE.site().sql("CREATE DATABASE tended", "CREATE TABLE tended.orders (id INT PRIMARY KEY, email TEXT)");
        CONSOLE.enter();
        CONSOLE.register("tended", "The shop");
        CONSOLE.create("tended", "Tended orders");
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
        CONSOLE.enter();
        CONSOLE.register("hostile", hostile);
        for (String path : new String[] {"/", "/clusters/hostile", "/clusters/hostile/changefeeds"}) {
            browser.go(path);
            assertThat(browser.page().getByText(hostile).first()).isVisible();
        }
        browser.requireAccessible();
        browser.requireCleanPages();
    }

    @Test
    void aChangefeedIsMadeStepByStep() throws Exception {
        CONSOLE.site()
                .sql(
                        "CREATE DATABASE wizard",
                        "CREATE TABLE wizard.orders (id INT PRIMARY KEY, note TEXT)",
                        "CREATE TABLE wizard.notes (note TEXT)",
                        "CREATE TABLE wizard.drafts (note TEXT)");
        CONSOLE.enter();
        CONSOLE.register("shop", "The shop");
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
        fill("brokers", CONSOLE.site().brokers());
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

        CONSOLE.site().sql("INSERT INTO wizard.orders VALUES (1, 'arrives')");
        await().until(() -> !CONSOLE.site().records("wizard-wizard-orders").isEmpty());
    }

    private void fill(String field, String value) {
        browser.page().locator("[id='" + field + "']").fill(value);
    }

    private void next() {
        browser.role("button", "Next").click();
    }
}
