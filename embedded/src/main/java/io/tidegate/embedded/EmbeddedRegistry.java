package io.tidegate.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An Apicurio Registry as a child process, listening on a port of 127.0.0.1 without TLS and without a login. It has the
 * REST interface of Confluent's registry, and one of its own. Between {@link #start} and {@link #stop} it runs; both can
 * be repeated and keep schemas and port. {@link #close} ends it and removes its directory. The process ends with this JVM
 * in any case. Methods are thread safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Path directory = Directories.temporary("tidegate-registry-");
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();
    private final int port = FreePort.next();
    private @Nullable ChildProcess server;
    private boolean closed;

    /** Starts the server, with the schemas it had before, and returns when it answers. */
    public synchronized EmbeddedRegistry start() {
        if (closed || server != null) {
            throw new IllegalStateException("closed, or started before");
        }
        ChildProcess started = ChildProcess.start(command(), directory, directory.resolve("server.log"));
        server = started;
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                String printed = started.printed();
                kill();
                throw new IllegalStateException("the registry does not start, it printed:\n" + printed);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return this;
    }

    /** Shuts the server down in order. */
    public synchronized void stop() {
        if (server != null) {
            server.terminate(STOP_LIMIT);
            server = null;
        }
    }

    /** Ends the server at once with SIGKILL. */
    public synchronized void kill() {
        if (server != null) {
            server.kill();
            server = null;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            Directories.delete(directory);
        }
    }

    public int port() {
        return port;
    }

    /** Where the interface of Confluent's registry begins. */
    public String url() {
        return "http://" + HOST + ":" + port + "/apis/ccompat/v7";
    }

    /** Where Apicurio's own interface begins. */
    public String nativeUrl() {
        return "http://" + HOST + ":" + port + "/apis/registry/v2";
    }

    /** Sets the compatibility of subjects that have none of their own, such as {@code BACKWARD}; at first it is NONE. */
    public void compatibility(String level) {
        send("PUT", "/config", "{\"compatibility\":\"" + level + "\"}");
    }

    /** Sets the compatibility of a subject that exists. With NONE the one of all subjects counts again. */
    public void compatibility(String subject, String level) {
        send("PUT", "/config/" + subject, "{\"compatibility\":\"" + level + "\"}");
    }

    /** The answer to a request of Confluent's interface, JSON. */
    public String get(String path) {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean answers() {
        try {
            get("/subjects");
            return true;
        } catch (UncheckedIOException | IllegalStateException notYet) {
            return false;
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + HOST,
                "-Dquarkus.http.port=" + port,
                // In a file, so that a restart keeps the schemas.
                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + directory.resolve("schemas"),
                "-jar",
                RegistryBinaries.jar(UnpackedServers.defaultCache()).toString());
    }
}
