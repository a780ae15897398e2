package io.tidegate.bench;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The end-to-end benchmark: a MariaDB server and a Kafka broker, a backlog in the binlog, and one reader after the other
 * over the whole of it, each in a process of its own. The order of the readers moves on by one from round to round, so
 * that a disturbance of the machine does not always meet the same one.
 */
@Command(name = "bench/run", mixinStandardHelpOptions = true, sortOptions = false)
final class BenchMain implements Callable<Integer> {
    private static final int WARM_UP_ROUNDS = 2;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Option(names = "--out", paramLabel = "FILE", description = "Where the result goes (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("result.json");

    @Option(names = "--peers", description = "Measures Debezium too.")
    private boolean peers;

    @Option(names = "--docs", paramLabel = "FILE", description = "Page in which the result is replaced.")
    private @Nullable Path docs;

    @Option(
            names = "--rows",
            description = "Rows to insert; 3/10 are updated, 1/10 deleted (default: ${DEFAULT-VALUE}).")
    private int rows = 1_000_000;

    @Option(names = "--repeat", description = "Runs of each reader (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(names = "--limit", description = "Seconds that a run may take (default: ${DEFAULT-VALUE}).")
    private int limitSeconds = 600;

    @Option(names = "--only", split = ",", paramLabel = "READER", description = "Leaves out all other readers.")
    private List<String> only = List.of();

    @Option(
            names = "--variant",
            paramLabel = "NAME=FLAGS",
            description = "Also measures Tidegate with these flags of the virtual machine instead of the launcher's.")
    private Map<String, String> variants = new LinkedHashMap<>();

    private BenchMain() {}

    public static void main(String[] arguments) {
        BenchMain bench = new BenchMain();
        bench.command = "bench/run" + (arguments.length == 0 ? "" : " " + String.join(" ", arguments));
        System.exit(new CommandLine(bench).execute(arguments));
    }

    private String command = "bench/run";

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        List<Reader> readers = readers();
        if (readers.isEmpty()) {
            OUT.println("no such reader: " + String.join(", ", only));
            return 2;
        }
        String classPath = System.getProperty("java.class.path");
        Path directory = Files.createTempDirectory("tidegate-bench-");
        boolean needsRegistry = readers.stream().anyMatch(Reader::needsRegistry);
        try (EmbeddedMariaDb database = database();
                EmbeddedRegistry registry = new EmbeddedRegistry();
                BrokerProcess broker = BrokerProcess.start(classPath, directory.resolve("kafka"));
                BrokerTopics topics = new BrokerTopics(broker.address())) {
            database.start();
            long began = System.nanoTime();
            Backlog backlog = Backlog.write(database, rows);
            OUT.printf(
                    Locale.ROOT,
                    "backlog of %d rows, %d bytes, written in %d s%n",
                    backlog.rows(),
                    backlog.end() - backlog.begin(),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
            Site site = new Site(
                    database,
                    broker.address(),
                    backlog,
                    classPath,
                    needsRegistry ? registry.start().url() : null);
            Stopwatch stopwatch =
                    new Stopwatch(site, topics, directory.resolve("runs"), Duration.ofSeconds(limitSeconds));
            warmUp(stopwatch);
            Result result = result(site, readers, measure(stopwatch, readers));
            result.writeJson(out);
            if (docs != null) {
                result.writeInto(docs);
            }
            OUT.println();
            OUT.print(result.markdown());
            return 0;
        } finally {
            delete(directory);
        }
    }

    /** The code of a broker that just started is not compiled yet, which the first reader alone would pay for. */
    private static void warmUp(Stopwatch stopwatch) throws IOException, InterruptedException {
        Reader producer = new ProducerFloor();
        for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
            stopwatch.run(producer, "warm-up-" + round);
        }
    }

    private Map<String, List<Measurement>> measure(Stopwatch stopwatch, List<Reader> readers)
            throws IOException, InterruptedException {
        Map<String, List<Measurement>> runs = new LinkedHashMap<>();
        readers.forEach(reader -> runs.put(reader.name(), new ArrayList<>()));
        List<Reader> order = new ArrayList<>(readers);
        for (int round = 1; round <= repeat; round++) {
            for (Reader reader : order) {
                Measurement run = stopwatch.run(reader, reader.name() + "-" + round);
                runs.getOrDefault(reader.name(), new ArrayList<>()).add(run);
                OUT.printf(
                        Locale.ROOT,
                        "%-24s round %d: %8.0f rows/s, %5.1f CPU s, %5.0f MB; with start %8.0f rows/s, %5.1f CPU s%n",
                        reader.name(),
                        round,
                        run.rowsPerSecond(),
                        run.streamCpuSeconds(),
                        run.peakRssMb(),
                        run.rowsPerSecondWithStart(),
                        run.totalCpuSeconds());
            }
            Collections.rotate(order, -1);
        }
        return runs;
    }

    private Result result(Site site, List<Reader> readers, Map<String, List<Measurement>> runs) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        readers.forEach(reader -> settings.put(reader.name(), reader.settings()));
        return new Result(
                Machine.current(),
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                command,
                site.backlog(),
                settings,
                runs);
    }

    private List<Reader> readers() {
        List<Reader> readers = new ArrayList<>();
        for (TidegateFormat format : TidegateFormat.values()) {
            readers.add(new TidegateReader(format.reader(), format, false, TidegateReader.LAUNCHER_FLAGS));
        }
        readers.add(new TidegateReader(
                "tidegate-exactly-once", TidegateFormat.CANAL_JSON, true, TidegateReader.LAUNCHER_FLAGS));
        variants.forEach((name, flags) -> readers.add(
                new TidegateReader("tidegate-" + name, TidegateFormat.CANAL_JSON, false, List.of(flags.split(" ")))));
        if (peers) {
            String libraries = System.getProperty("bench.debezium");
            if (libraries == null) {
                throw new IllegalStateException("-Dbench.debezium names the directory with Debezium's jars");
            }
            readers.add(new DebeziumReader(Path.of(libraries)));
        }
        readers.add(new LogFloor());
        readers.add(new ProducerFloor());
        readers.removeIf(reader -> !only.isEmpty() && !only.contains(reader.name()));
        return readers;
    }

    private static EmbeddedMariaDb database() {
        EmbeddedMariaDb.Builder builder = EmbeddedMariaDb.builder();
        for (String option : Backlog.SERVER_OPTIONS) {
            builder.option(option);
        }
        return builder.build();
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
