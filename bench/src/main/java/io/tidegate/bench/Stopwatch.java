package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a reader as a process of its own over the backlog and measures it from outside, by the length of its topic and by
 * what the system tells of the process. The streaming part begins with the last look that saw no row. The process is
 * ended in any case, when its time is over too, and when this JVM ends.
 */
final class Stopwatch {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int PRINTED_LINES = 30;

    private final Site site;
    private final BrokerTopics topics;
    private final Path directory;
    private final Duration limit;

    /**
     * @param directory where readers keep their files
     * @param limit for one run
     */
    Stopwatch(Site site, BrokerTopics topics, Path directory, Duration limit) {
        this.site = site;
        this.topics = topics;
        this.directory = directory;
        this.limit = limit;
    }

    Measurement run(Reader reader, String runName) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve(runName));
        Path output = home.resolve("output");
        String topic = reader.topic(runName);
        topics.create(topic);
        ProcessBuilder builder = new ProcessBuilder(reader.command(site, runName, home))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(reader.environment(site));
        long started = System.nanoTime();
        Process process = builder.start();
        Thread atExit = new Thread(process::destroyForcibly, "bench-reader-end");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Reader.Progress messages = reader.messagePerRow()
                    ? () -> topics.length(topic)
                    : new MarkedEnd(topics, topic, site.backlog().rows());
            return measure(process, reader.progress(messages, output), started, output);
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(atExit);
            topics.delete(topic);
        }
    }

    private Measurement measure(Process process, Reader.Progress progress, long started, Path output)
            throws IOException, InterruptedException {
        long rows = site.backlog().rows();
        long deadline = started + limit.toNanos();
        long streamStarted = started;
        ProcessUsage before = null;
        while (true) {
            long now = System.nanoTime();
            ProcessUsage usage = process.isAlive() ? ProcessUsage.of(process.pid()) : null;
            long done = progress.rows();
            if (done >= rows) {
                return measurement(done, started, streamStarted, before, process.pid());
            }
            if (usage == null || now > deadline) {
                throw new IllegalStateException((usage == null ? "the process ended" : "not done in " + limit)
                        + " after " + done + " of " + rows + " rows, it printed:\n" + printed(output));
            }
            if (done == 0) {
                streamStarted = now;
                before = usage;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private Measurement measurement(
            long done, long started, long streamStarted, @Nullable ProcessUsage before, long pid) throws IOException {
        long ended = System.nanoTime();
        ProcessUsage after = ProcessUsage.of(pid);
        if (done > site.backlog().rows()) {
            throw new IllegalStateException(
                    done + " messages for " + site.backlog().rows() + " rows");
        }
        return new Measurement(
                done,
                (ended - streamStarted) / 1e9,
                (ended - started) / 1e9,
                after.cpuSeconds() - (before == null ? 0 : before.cpuSeconds()),
                after.cpuSeconds(),
                after.peakRssBytes() / 1e6,
                ProcessUsage.threadSeconds(pid));
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static String printed(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - PRINTED_LINES), lines.size()));
    }
}
