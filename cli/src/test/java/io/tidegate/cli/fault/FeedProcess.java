package io.tidegate.cli.fault;

import static org.awaitility.Awaitility.await;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code tidegate run} with one data directory, as a process that is started again and again. */
final class FeedProcess implements AutoCloseable {
    private final Path directory;
    private final List<String> options;
    private @Nullable ChildJvm process;
    private int starts;

    /** @param options of the command, without the data directory */
    FeedProcess(Path directory, List<String> options) {
        this.directory = directory;
        this.options = List.copyOf(options);
    }

    /** Starts it and returns at once. */
    void start(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--data-dir", dataDirectory().toString()));
        arguments.addAll(options);
        arguments.addAll(List.of(more));
        process =
                ChildJvm.start(LeashedMain.class.getName(), arguments, directory.resolve("feed-" + ++starts + ".log"));
    }

    /** Waits until it says that it runs, from when on nothing may get lost. */
    void awaitRunning() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            requireAlive();
            return running().printed().contains("running changefeed");
        });
    }

    /** SIGKILL, and what is stored then; empty when there is no checkpoint yet. */
    Optional<Checkpoint> kill() {
        requireAlive();
        running().kill();
        process = null;
        return stored();
    }

    /** SIGTERM; returns the exit status. */
    int terminate() {
        requireAlive();
        int status = running().terminate();
        process = null;
        return status;
    }

    /** The exit status once it has ended by itself. */
    int awaitEnd() {
        return running().awaitEnd();
    }

    /** What the last start printed. */
    String printed() {
        return running().printed();
    }

    /** The checkpoint in the data directory of a process that does not run. */
    Optional<Checkpoint> stored() {
        try (StateStore store = StateStore.open(dataDirectory(), InstantSource.system())) {
            return store.changefeeds().stream().findFirst().flatMap(store::load);
        }
    }

    void requireAlive() {
        if (!running().isAlive()) {
            throw new AssertionError("the changefeed ended by itself:\n" + printed());
        }
    }

    @Override
    public void close() {
        if (process != null) {
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
}
