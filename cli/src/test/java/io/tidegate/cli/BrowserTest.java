package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is wrong with a page does not escape the browser in which tests look at the console. */
@Needs(TestPart.CHROMIUM)
@Timeout(120)
class BrowserTest {
    private static final String GOOD = "<main><h1>A page</h1></main>";

    private HttpServer server;
    private Browser browser;
    private String content = GOOD;

    @RegisterExtension
    final BeforeEachCallback opening = this::open;

    private void open(ExtensionContext context) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page =
                    ("<!doctype html><html lang=\"en\"><head><title>A page</title><link rel=\"icon\" href=\"data:,\">"
                                    + "</head><body>" + content + "</body></html>")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().add("Content-Security-Policy", "script-src 'self'; img-src 'self' data:");
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        browser = Chromium.of(context)
                .open(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "en-GB");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aGoodPageIsCleanAndAccessible() {
        browser.go("/");
        browser.requireAccessible();
        browser.requireCleanPages();
    }

    @Test
    void anImageWithoutATextIsFound() {
        content = GOOD + "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\">";
        browser.go("/");
        assertThatThrownBy(browser::requireAccessible)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("image-alt");
    }

    @Test
    void aPageThatIsTooLargeIsFound() {
        content = "<main><h1>A page</h1><p>" + "語".repeat(40_000) + "</p></main>";
        browser.go("/");
        assertThatThrownBy(browser::requireAccessible)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bytes of HTML");
    }

    @Test
    void anErrorInTheConsoleIsFound() {
        browser.go("/");
        browser.page().evaluate("console.error('something is wrong')");
        assertThat(browser.complaints()).containsExactly("console: something is wrong");
    }

    @Test
    void aScriptThatThePolicyForbidsIsFoundAndDoesNotRun() {
        content = GOOD + "<script>alert(1)</script>";
        browser.go("/");
        assertThat(browser.complaints())
                .hasSize(1)
                .allMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    @Test
    void aPageThatIsMissingIsFound() {
        browser.go("/missing");
        assertThat(browser.complaints()).anyMatch(complaint -> complaint.startsWith("404 "));
    }

    @Test
    void aRequestWithoutAnAnswerIsFound() {
        browser.go("/");
        browser.page().evaluate("fetch('http://127.0.0.1:1/').catch(() => null)");
        assertThat(browser.complaints()).anyMatch(complaint -> complaint.startsWith("failed "));
    }
}
