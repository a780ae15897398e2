package io.tidegate.server.console;

import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The static files of the console, each with a route: its own, and those of the libraries that its pages use. */
final class Assets {
    private static final String OWN = "/io/tidegate/server/console/assets/";
    private static final String LIBRARIES = "/META-INF/resources/webjars/";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private Assets() {}

    static List<Endpoint> endpoints() {
        return List.of(
                endpoint("console.css", OWN + "console.css", STYLE),
                endpoint("console.js", OWN + "console.js", SCRIPT),
                endpoint("theme.js", OWN + "theme.js", SCRIPT),
                endpoint("favicon.svg", OWN + "favicon.svg", "image/svg+xml"),
                endpoint("htmx.js", LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT),
                endpoint("uplot.js", LIBRARIES + "uplot/1.6.30/dist/uPlot.iife.min.js", SCRIPT),
                endpoint("uplot.css", LIBRARIES + "uplot/1.6.30/dist/uPlot.min.css", STYLE));
    }

    private static Endpoint endpoint(String name, String resource, String type) {
        byte[] bytes = read(resource);
        return Endpoint.get(
                "/assets/" + name, Access.PUBLIC, context -> context.header("Cache-Control", "public, max-age=300")
                        .contentType(type)
                        .result(bytes));
    }

    private static byte[] read(String resource) {
        try (InputStream bytes = Assets.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("the program was built without " + resource);
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
