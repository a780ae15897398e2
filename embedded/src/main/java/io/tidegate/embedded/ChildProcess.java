package io.tidegate.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server process that never outlives this JVM. It runs under a small shell that holds a pipe from here as its standard
 * input: when the pipe closes, because {@link #terminate} was called or because this JVM is gone, even by SIGKILL, the
 * shell sends SIGTERM to the server. Interrupts of the terminal reach only this JVM, which then ends the server in order.
 */
final class ChildProcess {
    // The watcher uses the builtin read, so that it is one process that can be ended when the server ends by itself.
    private static final String SHELL = """
            trap '' INT
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            (read -r end <&3; kill -TERM $server) >/dev/null 2>&1 &
            watcher=$!
            exec 3<&-
            wait $server
            status=$?
            kill $watcher 2>/dev/null
            exit $status
            """;

    private final Process shell;
    private final Path log;

    private ChildProcess(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
    }

    /**
     * Starts a command.
     *
     * @param directory its working directory
     * @param log receives what it prints, appended
     */
    static ChildProcess start(List<String> command, Path directory, Path log) {
        List<String> wrapped = new ArrayList<>(List.of("sh", "-c", SHELL, "sh"));
        wrapped.addAll(command);
        try {
            Process process = new ProcessBuilder(wrapped)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ChildProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Waits for the end of a command that ends by itself and fails if it reports an error. */
    void await(Duration limit) {
        if (!endsWithin(limit)) {
            kill();
            throw new IllegalStateException("not done after " + limit + ", it printed:\n" + printed());
        }
        closePipe();
        if (shell.exitValue() != 0) {
            throw new IllegalStateException("exit status " + shell.exitValue() + ", it printed:\n" + printed());
        }
    }

    /** Asks the server to end, waits, and ends it by force when it takes longer. */
    void terminate(Duration limit) {
        closePipe();
        if (!endsWithin(limit)) {
            kill();
        }
    }

    /** Ends the server at once, as a crash would. */
    void kill() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        endsWithin(Duration.ofSeconds(10));
        shell.destroyForcibly();
        closePipe();
    }

    /** The last lines that the process printed. */
    String printed() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "nothing that can be read: " + e;
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            return shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !shell.isAlive();
        }
    }

    private void closePipe() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the pipe to a child process", e);
        }
    }
}
