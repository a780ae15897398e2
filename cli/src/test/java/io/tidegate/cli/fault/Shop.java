package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.Tso;
import io.tidegate.testkit.ledger.CanalJsonReader;
import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Journal;
import io.tidegate.testkit.ledger.Journal.Write;
import io.tidegate.testkit.ledger.Ledger;
import io.tidegate.testkit.ledger.Replay;
import io.tidegate.testkit.ledger.TopicReader;
import io.tidegate.testkit.ledger.TopicReader.Isolation;
import io.tidegate.testkit.ledger.Verdict;
import io.tidegate.testkit.workload.ShopSchema;
import io.tidegate.testkit.workload.ShopWorkload;
import io.tidegate.testkit.workload.ShopWorkload.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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
    private final String delivery;
    private final Journal journal = new Journal();
    private final Ledger ledger = new Ledger(ShopSchema.tables(), journal);
    private final CanalJsonReader messages = new CanalJsonReader();
    private final TopicReader topics;
    private @Nullable ShopWorkload workload;

    /** Creates the database. */
    Shop(EmbeddedMariaDb database, String brokers, String name) throws SQLException {
        this(database, brokers, name, "");
    }

    /**
     * Creates the database.
     *
     * @param delivery lines of the section {@code [tidegate.delivery]}
     */
    Shop(EmbeddedMariaDb database, String brokers, String name, String delivery) throws SQLException {
        this.delivery = delivery;
        this.database = database;
        this.brokers = brokers;
        this.name = name;
        try (Connection connection = database.connect("")) {
            ShopSchema.create(connection, name);
        }
        topics = newReader(Isolation.READ_COMMITTED);
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
                force-replicate = true # audit_log has no key
                [filter]
                rules = ['%1$s.*']
                [sink]
                dispatchers = [{ matcher = ['%1$s.*'], topic = '%1$s_{table}', partition = 'index-value' }]
                [tidegate.delivery]
                %2$s
                """.formatted(name, delivery);
    }

    /** Opens the shop, with two hundred small transactions a second. Once only, since versions begin at 1. */
    void startWriting(int secondsBetweenDdl, long seed) {
        startWriting(new Pace(4, 200, secondsBetweenDdl, seed));
    }

    /** The same at another pace. */
    void startWriting(Pace pace) {
        workload = ShopWorkload.start(() -> database.connect(name), journal, pace);
    }

    void stopWriting() {
        if (workload != null) {
            workload.close();
        }
    }

    /** Inserts so many orders in one transaction. Not while the shop is open. */
    void writeTogether(int rows) throws SQLException {
        long before = journal.newestVersion();
        List<Write> writes = new ArrayList<>();
        try (Connection connection = database.connect(name);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO orders (id, customer_id, status, total, placed, note, version)"
                                + " VALUES (?, 1, 'new', 1.00, NOW(3), REPEAT('n', 100), ?)")) {
            connection.setAutoCommit(false);
            for (int row = 1; row <= rows; row++) {
                insert.setLong(1, 1_000_000_000L + before + row);
                insert.setLong(2, before + row);
                insert.addBatch();
                writes.add(new Write("orders", before + row, false));
            }
            insert.executeBatch();
            connection.commit();
        }
        journal.committed(writes);
    }

    /** Waits until a version that was just written, or a later one, is read. */
    void awaitVersion(long version) {
        awaitWhileReading(CATCH_UP, "version " + version, () -> ledger.newestVersion() >= version);
    }

    /** The version written last. */
    long newestVersion() {
        return journal.newestVersion();
    }

    /** The newest version read so far. */
    long newestVersionRead() {
        return ledger.newestVersion();
    }

    /** Tells the ledger that the changefeed is down, or may soon begin again at what is stored now. */
    void declare(Optional<Checkpoint> checkpoint) {
        checkpoint.ifPresent(stored -> ledger.declare(new Replay(stored.checkpointTs(), topics.ends())));
    }

    /** Waits until a row that is written from now on has arrived, which a fault that is over allows at most 15 s. */
    void awaitRecovery() {
        awaitRecovery(RECOVERY);
    }

    /** The same where a fault may take longer to get over. */
    void awaitRecovery(Duration limit) {
        long before = journal.newestVersion();
        long start = System.nanoTime();
        awaitWhileReading(limit, "a row written after the fault", () -> ledger.newestVersion() > before);
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

    /** Catches up; then each change must be there once, in order, for consumers that read what is committed. */
    void requireExactlyOnce() throws SQLException {
        requireNothingLost();
        assertThat(verdict().duplicates()).isZero();
    }

    /** How many row messages there are, those of transactions that were aborted included. */
    long rowsWrittenToTopics() {
        AtomicLong count = new AtomicLong();
        try (TopicReader all = newReader(Isolation.READ_UNCOMMITTED)) {
            all.readToEnd(message -> count.addAndGet(messages.read(message).isRow() ? 1 : 0));
        }
        return count.get();
    }

    /** How many row messages there are with a commit-ts above this. */
    long rowsBehind(long commitTs) {
        AtomicLong count = new AtomicLong();
        try (TopicReader all = newReader(Isolation.READ_COMMITTED)) {
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

    private TopicReader newReader(Isolation isolation) {
        return new TopicReader(
                brokers, topic -> topic.startsWith(name + "_") && !topic.equals(defaultTopic()), isolation);
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
