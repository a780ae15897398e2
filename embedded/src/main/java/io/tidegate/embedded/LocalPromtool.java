package io.tidegate.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prometheus' own check of rules and metrics, where {@code testbed/prometheus/install} has put it: in {@code
 * TIDEGATE_PROMETHEUS_HOME}, or in the cache directory of the user.
 */
public final class LocalPromtool {
    /**
     * What it said.
     *
     * @param status its exit status, 0 if all is well
     * @param output both of its streams
     */
    public record Verdict(int status, String output) {}

    private LocalPromtool() {}

    /** Where it is, if it is there. */
    public static Optional<Path> home() {
        return InstalledServer.find("TIDEGATE_PROMETHEUS_HOME", "prometheus");
    }

    /**
     * Runs it.
     *
     * @param input what it reads from its standard input
     */
    public static Verdict run(String input, String... arguments) throws InterruptedException {
        Path home = home().orElseThrow(() -> new IllegalStateException("no promtool: run testbed/prometheus/install"));
        List<String> command = new ArrayList<>();
        command.add(home.resolve("usr/bin/promtool").toString());
        command.addAll(List.of(arguments));
        Path directory = Directories.temporary("tidegate-promtool-");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            Files.writeString(directory.resolve("input"), input).toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Directories.delete(directory);
        }
    }
}
