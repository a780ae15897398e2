package io.tidegate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedStatus;
import io.tidegate.model.Tso;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The figures of one changefeed in Prometheus' text form, under the names that TiCDC gives them. */
final class MetricsEndpoint implements AutoCloseable {
    private final @Nullable HttpServer server;

    private MetricsEndpoint(@Nullable HttpServer server) {
        this.server = server;
    }

    /** Listens on {@code HOST:PORT}; does nothing when that is null. */
    static MetricsEndpoint open(@Nullable String listen, Changefeed feed) {
        if (listen == null) {
            return new MetricsEndpoint(null);
        }
        try {
            HttpServer server = HttpServer.create(address(listen), 0);
            server.createContext("/metrics", exchange -> answer(exchange, text(feed.name(), feed.status())));
            server.start();
            return new MetricsEndpoint(server);
        } catch (IOException e) {
            throw new TidegateException(
                            ErrorCode.INVALID_ARGUMENT, "--metrics-listen=" + listen + ": " + e.getMessage(), e)
                    .withRemedy("Choose an address of this machine and a free port, such as 127.0.0.1:8301.");
        }
    }

    /** Tells where it listens. */
    void announce(PrintWriter err) {
        if (server != null) {
            InetSocketAddress address = server.getAddress();
            err.println("metrics at http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
            err.flush();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    static String text(String changefeed, FeedStatus status) {
        String labels = "{namespace=\"default\",changefeed=\"" + changefeed + "\"} ";
        long now = System.currentTimeMillis();
        StringBuilder out = new StringBuilder();
        metric(
                out,
                "ticdc_owner_status",
                "gauge",
                "State: 0 normal, 2 failed, 3 stopped, 4 finished, 6 warning",
                labels,
                state(status));
        metric(
                out,
                "ticdc_owner_checkpoint_ts",
                "gauge",
                "Checkpoint, milliseconds since 1970",
                labels,
                Tso.millis(status.checkpointTs()));
        metric(
                out,
                "ticdc_owner_checkpoint_ts_lag",
                "gauge",
                "Now minus checkpoint, seconds",
                labels,
                (now - Tso.millis(status.checkpointTs())) / 1000.0);
        metric(
                out,
                "ticdc_owner_resolved_ts",
                "gauge",
                "Resolved-ts, milliseconds since 1970",
                labels,
                Tso.millis(status.resolvedTs()));
        metric(
                out,
                "ticdc_owner_resolved_ts_lag",
                "gauge",
                "Now minus resolved-ts, seconds",
                labels,
                (now - Tso.millis(status.resolvedTs())) / 1000.0);
        metric(
                out,
                "ticdc_sink_dml_event_count",
                "counter",
                "Changes of rows handed to the sink",
                labels,
                status.sentRows());
        metric(
                out,
                "tidegate_feed_sent_messages_total",
                "counter",
                "Messages that they were handed over in; Open Protocol puts several rows into one",
                labels,
                status.sentRecords());
        metric(
                out,
                "ticdc_sink_write_bytes_total",
                "counter",
                "Bytes of the keys and values of these messages",
                labels,
                status.sentBytes());
        metric(
                out,
                "tidegate_feed_dead_letters_total",
                "counter",
                "Rows that could not be sent and went to the dead-letter topic",
                labels,
                status.deadLetters());
        metric(
                out,
                "tidegate_feed_waiting_batches",
                "gauge",
                "Batches between source and acknowledgement",
                labels,
                status.waiting());
        return out.toString();
    }

    private static void metric(StringBuilder out, String name, String type, String help, String labels, Number value) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append(name).append(labels).append(value).append('\n');
    }

    private static int state(FeedStatus status) {
        return switch (status.state()) {
            case STARTING, RUNNING -> 0;
            case FAILED -> 2;
            case STOPPED -> 3;
            case FINISHED -> 4;
            case STALLED, RETRYING -> 6;
        };
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
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
