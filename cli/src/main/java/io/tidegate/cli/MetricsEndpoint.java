package io.tidegate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.metrics.FeedFigures;
import io.tidegate.server.metrics.MetricsExport;
import io.tidegate.server.metrics.RetainedFeed;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The metrics of the one changefeed of {@code tidegate run}, as a server shows those of all its changefeeds. */
final class MetricsEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final MetricsExport metrics;

    private MetricsEndpoint(HttpServer server, MetricsExport metrics) {
        this.server = server;
        this.metrics = metrics;
    }

    /** Listens on {@code HOST:PORT}. */
    static MetricsEndpoint open(String listen, LocalFeed feed) {
        MetricsExport metrics = export(feed);
        try {
            HttpServer server = HttpServer.create(address(listen), 0);
            server.createContext("/metrics", exchange -> answer(exchange, metrics.text()));
            server.start();
            metrics.start();
            return new MetricsEndpoint(server, metrics);
        } catch (IOException e) {
            metrics.close();
            throw new TidegateException(
                            ErrorCode.INVALID_ARGUMENT, "--metrics-listen=" + listen + ": " + e.getMessage(), e)
                    .withRemedy("Choose an address of this machine and a free port, such as 127.0.0.1:8301.");
        }
    }

    /** Tells where it listens. */
    void announce(PrintWriter err) {
        err.println("metrics at " + url());
        err.flush();
    }

    URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
    }

    @Override
    public void close() {
        server.stop(0);
        metrics.close();
    }

    static MetricsExport export(LocalFeed feed) {
        return new MetricsExport(
                () -> List.of(FeedFigures.of(feed.changefeed())),
                () -> feed.changefeed().status().position().isEmpty()
                        ? List.of()
                        : List.of(new RetainedFeed(feed.changefeed().name(), feed::retention)),
                null,
                InstantSource.system());
    }

    private static InetSocketAddress address(String listen) {
        int colon = listen.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    listen.substring(0, Math.max(colon, 0)), Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new TidegateException(
                    ErrorCode.INVALID_ARGUMENT, "--metrics-listen=" + listen + " is not HOST:PORT", e);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", MetricsExport.contentType());
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
