package io.tidegate.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names and values of a real database that look like HTML, scripts or templates are text in the console. */
@Needs(TestPart.CHROMIUM)
@Timeout(180)
class HostileNamesTest {
    @RegisterExtension
    static final OpenConsole CONSOLE = new OpenConsole();

    private static final String SCHEMA = "<img src=x onerror=window.ran=1>";
    private static final String TABLE = "\"'`</script><script>ran=1</script>{{7*7}}${7*7}";
    private static final String COLUMN = "\"><svg onload=ran=1>\u202Eevil";
    private static final String VALUE = "</code></pre><img src=x onerror=ran=1>\u202Etxt.exe";

    private Browser browser;

    @BeforeEach
    void open() {
        browser = CONSOLE.browser();
    }

    @Test
    void namesAndValuesOfTheDatabaseAreText() throws Exception {
        String table = quoted(SCHEMA) + "." + quoted(TABLE);
        CONSOLE.site()
                .sql(
                        "CREATE DATABASE " + quoted(SCHEMA),
                        "CREATE TABLE " + table + " (id INT PRIMARY KEY, " + quoted(COLUMN) + " TEXT)");
        CONSOLE.register("hostile", SCHEMA);
        CONSOLE.create("hostile", SCHEMA);
        CONSOLE.site().sql("INSERT INTO " + table + " VALUES (1, '" + VALUE + "')");
        CONSOLE.enter();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> CONSOLE.site().records("hostile").size() > 0);

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
