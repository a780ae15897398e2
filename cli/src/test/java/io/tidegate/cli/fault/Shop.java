package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.Tso;
import io.tidegate.testkit.ledger.CanalJsonReader;
import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Journal;
import io.tidegate.testkit.ledger.Ledger;
import io.tidegate.testkit.ledger.Replay;
import io.tidegate.testkit.ledger.TopicReader;
import io.tidegate.testkit.ledger.Verdict;
import io.tidegate.testkit.workload.ShopSchema;
import io.tidegate.testkit.workload.ShopWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own name with a workload, the topics that a changefeed writes of it, and the ledger that holds one
 * against the other. Used by one thread.
 */
final class Shop implements AutoCloseable {
    /** An issue requirement: the first new row is acknowledged this soon after a fault has ended. */
    static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    private final EmbeddedMariaDb database;
    private final String brokers;
    private final String name;
    private final Journal journal = new Journal();
    private final Ledger ledger = new Ledger(ShopSchema.tables(), journal);
    private final CanalJsonReader messages = new CanalJsonReader();
    private final TopicReader topics;
    private @Nullable ShopWorkload workload;

    /** Creates the database. */
    Shop(EmbeddedMariaDb database, String brokers, String name) throws SQLException {
        this.database = database;
        this.brokers = brokers;
        this.name = name;
        try (Connection connection = database.connect("")) {
            ShopSchema.create(connection, name);
        }
        topics = newReader();
    }

    /** Options of {@code tidegate run} for a changefeed of this shop. */
    List<String> feedOptions(Path directory) throws IOException {
        return List.of(
                "--source",
                sourceUri(database.port()),
                "--sink-uri",
                sinkUri(),
                "--config",
                Files.writeString(directory.resolve("changefeed.toml"), configuration())
                        .toString(),
                "--tz",
                "UTC");
    }

    /** The source as seen through a port of the loopback address. */
    String sourceUri(int port) {
        return "mariadb://" + database.adminUser() + ":" + database.adminPassword() + "@127.0.0.1:" + port + "/";
    }

    String sinkUri() {
        return "kafka://" + brokers + "/" + defaultTopic() + "?protocol=canal-json&enable-tidb-extension=true"
                + "&replication-factor=1&partition-num=" + PARTITIONS;
    }

    String configuration() {
        return """
                [filter]
                rules = ['%1$s.*']
                [sink]
                dispatchers = [{ matcher = ['%1$s.*'], topic = '%1$s_{table}', partition = 'index-value' }]
                """.formatted(name);
    }

    /** Opens the shop. Once only, since versions begin at 1. */
    void startWriting(int secondsBetweenDdl, long seed) {
        workload = ShopWorkload.start(
                () -> database.connect(name), journal, new ShopWorkload.Pace(4, 200, secondsBetweenDdl, seed));
    }

    void stopWriting() {
        if (workload != null) {
            workload.close();
        }
    }

    /** Tells the ledger that the changefeed is down, or may soon begin again at what is stored now. */
    void declare(Optional<Checkpoint> checkpoint) {
        checkpoint.ifPresent(stored -> ledger.declare(new Replay(stored.checkpointTs(), topics.ends())));
    }

    /** Waits until a row that is written from now on has arrived, which a fault that is over allows at most 15 s. */
    void awaitRecovery() {
        long before = journal.newestVersion();
        long start = System.nanoTime();
        awaitWhileReading(RECOVERY, "a row written after the fault", () -> ledger.newestVersion() > before);
        System.out.println(name + " recovered after " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    /** Waits until so many rows were written and read. */
    void awaitRows(int rows) {
        awaitWhileReading(CATCH_UP, rows + " rows", () -> ledger.newestVersion() > rows);
    }

    /** Closes the shop and waits until a watermark says that everything written has arrived. */
    void catchUp() {
        stopWriting();
        long end = Tso.ofMillis(System.currentTimeMillis());
        awaitWhileReading(
                CATCH_UP,
                "a watermark behind the last write",
                () -> Long.compareUnsigned(ledger.watermark(topics.ends().keySet()), end) >= 0);
    }

    /** What the ledger says of the messages there are now, whether all have come or not. */
    Verdict verdict() throws SQLException {
        readTopics();
        try (Connection connection = database.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            return ledger.close(ShopSchema.read(connection, name));
        }
    }

    /** Catches up; then nothing may be lost, out of order or undeclared. */
    void requireNothingLost() throws SQLException {
        catchUp();
        Verdict verdict = verdict();
        System.out.println(name + " " + verdict.line());
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.isOk()).isTrue();
        assertThat(verdict.rows()).isGreaterThan(100);
    }

    /** How many row messages there are with a commit-ts above this. */
    long rowsBehind(long commitTs) {
        AtomicLong count = new AtomicLong();
        try (TopicReader all = newReader()) {
            all.readToEnd(message -> {
                Change change = messages.read(message);
                if (change.isRow() && Long.compareUnsigned(change.commitTs(), commitTs) > 0) {
                    count.incrementAndGet();
                }
            });
        }
        return count.get();
    }

    String name() {
        return name;
    }

    EmbeddedMariaDb database() {
        return database;
    }

    String defaultTopic() {
        return name + "_default";
    }

    void readTopics() {
        topics.readToEnd(message -> ledger.add(messages.read(message)));
    }

    @Override
    public void close() {
        stopWriting();
        topics.close();
    }

    private TopicReader newReader() {
        return new TopicReader(brokers, topic -> topic.startsWith(name + "_") && !topic.equals(defaultTopic()));
    }

    private void awaitWhileReading(Duration limit, String what, BooleanSupplier condition) {
        await(what)
                .atMost(limit)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    readTopics();
                    return condition.getAsBoolean();
                });
    }
}
