package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A browser with one page, as somebody looks at a console. What no page should have, an error in its console, a
 * breach of its policy, a request that fails, is collected and fails {@link #requireCleanPages}. Used by one thread.
 */
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> THEMES = List.of("light", "dark");
    private static final int MOST_HTML = 100_000;
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String AXE = axe();
    private static final String VIOLATIONS = """
            async tags => {
                const found = await axe.run({runOnly: tags});
                // It leaves empty style attributes behind, which htmx would copy, against the page's policy.
                document.querySelectorAll('[style=""]').forEach(element => element.removeAttribute('style'));
                return found.violations.map(rule => rule.id + ': ' + rule.help + ': '
                    + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '));
            }
            """;

    private final Page page;
    private final CDPSession devTools;
    private final List<String> complaints = new ArrayList<>();

    private Browser(Page page) {
        this.page = page;
        this.devTools = page.context().newCDPSession(page);
    }

    /** Opens one in a running {@link Chromium}. */
    static Browser open(com.microsoft.playwright.Browser chromium, URI base, String language) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setLocale(language)
                .setViewportSize(1280, 900));
        Browser opened = new Browser(context.newPage());
        opened.listen();
        return opened;
    }

    Page page() {
        return page;
    }

    /**
     * What assistive technology calls a thing. The enums of Playwright for roles and colours do not work in Turkish, which
     * the locale of these tests is.
     */
    Locator role(String role, String name) {
        return page.locator("role=" + role + "[name=\"" + name + "\"]");
    }

    /** Goes to a page and waits until it is there. */
    void go(String path) {
        page.navigate(path);
        page.waitForLoadState();
    }

    /** Keeps pictures of the page in both themes and on a narrow screen. */
    void picture(String name) {
        for (String theme : THEMES) {
            prefer(theme);
            shoot(name + "-" + theme);
        }
        prefer("light");
        page.setViewportSize(375, 800);
        shoot(name + "-narrow");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("the page is no wider than a narrow screen")
                .isLessThanOrEqualTo(375);
        page.setViewportSize(1280, 900);
    }

    /** Everybody must be able to use the page, in both themes, and it must be small. */
    void requireAccessible() {
        // What the examination itself does to the page is not the page's.
        List<String> before = List.copyOf(complaints);
        for (String theme : THEMES) {
            prefer(theme);
            page.evaluate(AXE);
            assertThat((List<?>) page.evaluate(VIOLATIONS, RULES))
                    .as(page.url() + " " + theme)
                    .isEmpty();
        }
        prefer("light");
        complaints.clear();
        complaints.addAll(before);
        assertThat(page.content().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes of HTML of " + page.url())
                .isLessThan(MOST_HTML);
    }

    /** What went wrong in pages so far, which is forgotten then; for a test that makes something go wrong. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    void requireCleanPages() {
        assertThat(complaints()).isEmpty();
    }

    @Override
    public void close() {
        page.context().close();
    }

    private static JsonObject feature(String name, String value) {
        JsonObject feature = new JsonObject();
        feature.addProperty("name", name);
        feature.addProperty("value", value);
        return feature;
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prefer(String theme) {
        JsonArray features = new JsonArray();
        features.add(feature("prefers-color-scheme", theme));
        // Colours on their way from one theme to the other are nobody's.
        features.add(feature("prefers-reduced-motion", "reduce"));
        JsonObject media = new JsonObject();
        media.add("features", features);
        devTools.send("Emulation.setEmulatedMedia", media);
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private void listen() {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("page: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequestFailed(request -> {
            // A stream of events, or what else is still on its way, ends with the page that asked for it.
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                complaints.add("failed " + request.url() + ": " + request.failure());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(response.status() + " " + response.url());
            }
        });
    }
}
