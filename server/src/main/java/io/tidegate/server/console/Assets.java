package io.tidegate.server.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The static files of the console: its own, and the libraries that its pages use. */
final class Assets {
    private static final String OWN = "/io/tidegate/server/console/assets/";
    private static final String LIBRARIES = "/META-INF/resources/webjars/";
    private static final Map<String, String> FILES = Map.of(
            "console.css", OWN + "console.css",
            "console.js", OWN + "console.js",
            "theme.js", OWN + "theme.js",
            "favicon.svg", OWN + "favicon.svg",
            "htmx.js", LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js",
            "uplot.js", LIBRARIES + "uplot/1.6.30/dist/uPlot.iife.min.js",
            "uplot.css", LIBRARIES + "uplot/1.6.30/dist/uPlot.min.css");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private Assets() {}

    static List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/assets/{name}", Access.PUBLIC, Assets::send));
    }

    private static void send(Context context) {
        String name = context.pathParam("name");
        String resource = FILES.get(name);
        if (resource == null) {
            throw new NotFoundResponse();
        }
        context.header("Cache-Control", "public, max-age=300")
                .contentType(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .result(read(resource));
    }

    private static byte[] read(String resource) {
        try (InputStream bytes = Assets.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
