package io.tidegate.cli;

import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server with many changefeeds until it is told to stop by SIGTERM, which drains them all. */
@Command(
        name = "server",
        description = "Runs a server: changefeeds of several source clusters, managed by API and commands.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  tidegate server --data-dir /var/lib/tidegate"})
final class ServerCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServerCommand.class);
    private static final long LOOK_MILLIS = 100;

    @Option(names = "--data-dir", paramLabel = "DIR", required = true, description = "Where its state is kept.")
    private Path dataDir = Path.of("");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where it listens (default: what the configuration says, else "
                    + ServerSettings.DEFAULT_LISTEN + ").")
    private @Nullable String listen;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration of the server, TOML.")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        ServerSettings read = config == null ? ServerSettings.defaults() : ServerSettings.read(config);
        ServerSettings settings = listen == null ? read : read.listeningAt(listen);
        try (TerminationSignal termination = TerminationSignal.install();
                TidegateServer server =
                        TidegateServer.start(dataDir, settings, ServerConnectors::new, System.getenv(), Main.VERSION)) {
            err.println("serving at " + server.url());
            server.firstPassword().ifPresent(password -> {
                err.println("the account admin was made; its password is in " + dataDir.resolve("admin-password"));
                if (printsToTerminal()) {
                    password.reveal(text -> {
                        err.println("password of admin: " + text);
                        return text;
                    });
                }
            });
            err.flush();
            while (!termination.received()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            err.println("stopping " + server.changefeeds().list().size() + " changefeeds");
            err.flush();
        }
        return 0;
    }

    /** Whether standard error is a terminal, where no log keeps what is printed. */
    private static boolean printsToTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("cannot tell whether standard error is a terminal", e);
            return false;
        }
    }
}
