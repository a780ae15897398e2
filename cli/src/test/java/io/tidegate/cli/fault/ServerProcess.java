package io.tidegate.cli.fault;

import static org.awaitility.Awaitility.await;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.cli.AdminClient;
import io.tidegate.state.StateStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code tidegate server} as a process that is started again and again, and its API as an administrator uses it. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("serving at (http://\\S+)");

    private final Path directory;
    private final Path configuration;
    private @Nullable ChildJvm process;
    private @Nullable AdminClient admin;
    private int starts;

    /** @param configuration text of its configuration file */
    ServerProcess(Path directory, String configuration) throws IOException {
        this.directory = directory;
        this.configuration = Files.writeString(directory.resolve("server.toml"), configuration);
    }

    /** Starts it and waits until it serves. */
    void start() {
        Path log = directory.resolve("server-" + ++starts + ".log");
        ChildJvm started = ChildJvm.start(
                LeashedMain.class.getName(),
                List.of("server", "--data-dir=" + dataDirectory(), "--listen=127.0.0.1:0", "--config=" + configuration),
                log);
        process = started;
        URI url = await().atMost(Duration.ofSeconds(60))
                .until(() -> serving(started.printed()), Optional::isPresent)
                .orElseThrow();
        admin = admin == null ? AdminClient.login(url, dataDirectory()) : admin.at(url);
    }

    /** Its administrator, while it runs. */
    AdminClient admin() {
        return Objects.requireNonNull(admin);
    }

    /** Bytes of memory that the process has. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + running().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** CPU time that the process has used, in seconds. */
    double cpuSeconds() {
        return running().cpu().toNanos() / 1e9;
    }

    /** SIGKILL. */
    void kill() {
        running().kill();
    }

    /** SIGTERM; returns the exit status. */
    int terminate() {
        return running().terminate();
    }

    /** The checkpoint of a changefeed, while the server does not run. */
    Optional<Checkpoint> stored(String changefeed) {
        try (StateStore store = StateStore.open(dataDirectory(), InstantSource.system())) {
            return store.load(changefeed);
        }
    }

    String printed() {
        return running().printed();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }

    private Path dataDirectory() {
        return directory.resolve("state");
    }

    private ChildJvm running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private static Optional<URI> serving(String printed) {
        Matcher found = SERVING.matcher(printed);
        return found.find() ? Optional.of(URI.create(found.group(1))) : Optional.empty();
    }
}
