package io.tidegate.cli.fault;

import static org.awaitility.Awaitility.await;

import io.tidegate.embedded.FreePort;
import io.tidegate.embedded.KafkaBrokerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker that can be killed. Start, stop and kill can be repeated and keep data and port. */
final class BrokerProcess implements AutoCloseable {
    private final Path directory;
    private final int port = FreePort.next();
    private @Nullable ChildJvm broker;
    private int starts;

    BrokerProcess(Path directory) {
        this.directory = directory;
    }

    /** Returns when it serves clients. */
    BrokerProcess start() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildJvm started = ChildJvm.start(
                KafkaBrokerMain.class.getName(),
                List.of(directory.resolve("data").toString(), Integer.toString(port)),
                directory.resolve("broker-" + ++starts + ".log"));
        broker = started;
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (!started.isAlive()) {
                throw new AssertionError("the broker ended:\n" + started.printed());
            }
            return started.printed().contains("ready ");
        });
        return this;
    }

    void stop() {
        end(ChildJvm::terminate);
    }

    void kill() {
        end(ChildJvm::kill);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        kill();
    }

    private void end(java.util.function.Consumer<ChildJvm> how) {
        if (broker != null) {
            how.accept(broker);
            broker = null;
        }
    }
}
