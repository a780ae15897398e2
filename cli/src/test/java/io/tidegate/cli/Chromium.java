package io.tidegate.cli;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.tidegate.embedded.LocalChromium;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A headless Chromium, started once for all tests of a run; it ends with the run. What one test does in it, no other sees:
 * each opens a {@link Browser} of its own. Used by one thread.
 */
final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Chromium(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** The one of the run that a test belongs to. */
    static Chromium of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Chromium.class, key -> start(), Chromium.class);
    }

    /**
     * Opens a browser that knows nobody and prefers a language.
     *
     * @param base what paths are resolved against
     */
    Browser open(URI base, String language) {
        return Browser.open(chromium, base, language);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Chromium start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        boolean root = "root".equals(System.getProperty("user.name"));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(LocalChromium.executable().orElseThrow())
                                .setChromiumSandbox(!root)));
    }
}
