package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.contract.DecodedRow;
import io.tidegate.testkit.ledger.TopicReader;
import io.tidegate.testkit.simple.SimpleAvro;
import io.tidegate.testkit.simple.SimpleJson;
import io.tidegate.testkit.simple.SimpleMessage;
import io.tidegate.testkit.simple.SimpleTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * {@code tidegate run} in the Simple format, read by consumers that know nothing but what the messages of their partition
 * told them before.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimpleRunTest {
    private static final int PARTITIONS = 3;

    private static EmbeddedMariaDb server;
    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = EmbeddedMariaDb.builder().build().start();
        kafka = EmbeddedKafka.builder().build().start();
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "avro"})
    void consumersFoldRowsOfEveryVersionIntoTheTable(String encoding) throws Exception {
        String name = "simple_" + encoding;
        sql("CREATE DATABASE " + name, "CREATE TABLE " + name + ".old (id INT PRIMARY KEY, note VARCHAR(20))");
        String begin = end();
        sql(
                "INSERT INTO " + name + ".old VALUES (1, 'one'), (2, 'two'), (3, 'three')",
                "CREATE TABLE " + name + ".t (id BIGINT UNSIGNED PRIMARY KEY, e ENUM('a','b'), b VARBINARY(8),"
                        + " d DECIMAL(10,2) DEFAULT 1.50, at TIMESTAMP(3) NULL, f FLOAT)",
                "INSERT INTO " + name
                        + ".t VALUES (18446744073709551615, 'b', x'00ff', 19.9, '2024-05-01 08:00:00.25', 0.1),"
                        + " (2, NULL, NULL, NULL, NULL, NULL), (3, 'a', x'', 0, NULL, -1.5)",
                "ALTER TABLE " + name + ".t ADD COLUMN note TEXT, DROP COLUMN f",
                "UPDATE " + name + ".t SET note = '<é>' WHERE id = 2",
                "UPDATE " + name + ".t SET id = 4 WHERE id = 3",
                "RENAME TABLE " + name + ".t TO " + name + ".u",
                "DELETE FROM " + name + ".u WHERE id = 2",
                "INSERT INTO " + name + ".u (id) VALUES (5)",
                "UPDATE " + name + ".old SET note = 'drei' WHERE id = 3");
        run(name, encoding, "--start=binlog:" + begin);
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        List<ConsumerRecord<byte[], byte[]>> first = records(name);
        assertThat(fold(encoding, first, rows)).isZero();
        assertThat(rows.keySet()).containsExactly("old 1", "old 2", "old 3", "u 18446744073709551615", "u 4", "u 5");
        assertThat(rows.get("old 3")).containsEntry("note", "drei");
        assertThat(rows.get("u 18446744073709551615"))
                .containsEntry("b", "00ff")
                .containsEntry("d", "19.90")
                .containsEntry("e", "2")
                .containsEntry("at", "2024-05-01 08:00:00.250");
        assertThat(rows.get("u 5")).containsEntry("d", "1.50").containsEntry("note", null);

        sql("INSERT INTO " + name + ".old VALUES (6, 'after a restart')", "DELETE FROM " + name + ".u WHERE id = 4");
        run(name, encoding);
        List<ConsumerRecord<byte[], byte[]>> later = records(name);
        Map<String, Map<String, Object>> seenLater = new TreeMap<>();
        assertThat(fold(
                        encoding,
                        later.stream()
                                .filter(record -> !first.stream()
                                        .anyMatch(before -> before.partition() == record.partition()
                                                && before.offset() == record.offset()))
                                .toList(),
                        seenLater))
                .isZero();
        assertThat(seenLater.keySet()).containsExactly("old 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "avro"})
    void peekShowsBothEncodings(String encoding) throws Exception {
        String name = "peek_" + encoding;
        String begin = end();
        sql(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".t (id INT PRIMARY KEY)",
                "INSERT INTO " + name + ".t VALUES (7)");
        run(name, encoding, "--start=binlog:" + begin);
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new Main()).setOut(new PrintWriter(out));
        assertThat(Main.run(
                        command,
                        "peek",
                        "--brokers=" + kafka.bootstrapServers(),
                        "--topic=" + name,
                        "--protocol=simple",
                        "--max=100"))
                .isZero();
        assertThat(out.toString())
                .contains(" BOOTSTRAP " + name + ".t {")
                .contains(" CREATE " + name + ".t {")
                .contains(" INSERT " + name + ".t {")
                .contains("\"data\":{\"id\":" + (encoding.equals("json") ? "\"7\"" : "7") + "}")
                .contains(" WATERMARK {");
    }

    /**
     * Decodes each partition by itself, applies the rows in commit order and returns how many could not be read. A rename
     * moves rows to other partitions, so that only the commit order brings them together.
     */
    private static long fold(
            String encoding, List<ConsumerRecord<byte[], byte[]>> records, Map<String, Map<String, Object>> rows) {
        List<Event> events = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            SimpleTables tables = new SimpleTables();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.partition() == partition) {
                    events.add(event(message(encoding, record), tables));
                }
            }
        }
        events.sort(Comparator.comparingLong(event -> event.message().commitTs()));
        long unreadable = 0;
        for (Event event : events) {
            if (event.message().type().equals("RENAME")) {
                renamed(rows, event.message());
            } else if (event.message().isRow()) {
                unreadable += event.row() == null ? 1 : 0;
                if (event.row() != null) {
                    apply(event.row(), rows);
                }
            }
        }
        return unreadable;
    }

    /** A message, and its row if it has one that could be read. */
    private record Event(SimpleMessage message, DecodedRow row) {}

    private static Event event(SimpleMessage message, SimpleTables tables) {
        tables.learn(message);
        return new Event(message, message.isRow() ? tables.decode(message).orElse(null) : null);
    }

    private static SimpleMessage message(String encoding, ConsumerRecord<byte[], byte[]> record) {
        SimpleMessage message =
                encoding.equals("json") ? SimpleJson.read(record.value()) : SimpleAvro.read(record.value());
        assertThat(record.key() == null)
                .isEqualTo(!message.isRow() && !message.type().equals("BOOTSTRAP"));
        return message;
    }

    private static void apply(DecodedRow row, Map<String, Map<String, Object>> rows) {
        String table = row.table().table();
        if (row.kind() != RowKind.INSERT) {
            rows.remove(table + " " + row.before().get("id"));
        }
        if (row.kind() != RowKind.DELETE) {
            rows.put(table + " " + row.after().get("id"), row.after());
        }
    }

    /** Every partition has the statement; the first one renames, the others find nothing to do. */
    private static void renamed(Map<String, Map<String, Object>> rows, SimpleMessage message) {
        String from = message.preTableSchema().name().table() + " ";
        String to = message.tableSchema().name().table() + " ";
        for (String key : List.copyOf(rows.keySet())) {
            if (key.startsWith(from)) {
                rows.put(to + key.substring(from.length()), rows.remove(key));
            }
        }
    }

    private void run(String topic, String encoding, String... more) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), server.adminPassword());
        Path config = Files.writeString(
                directory.resolve("feed.toml"),
                "filter.rules = ['" + topic + ".*']\n"
                        + "sink.dispatchers = [{ matcher = ['*.*'], partition = 'index-value' }]\n");
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--source=mariadb://" + server.adminUser() + "@127.0.0.1:" + server.port() + "/?tls=disabled",
                "--source-password-file=" + password,
                "--sink-uri=kafka://" + kafka.bootstrapServers() + "/" + topic + "?protocol=simple&partition-num="
                        + PARTITIONS + "&encoding-format=" + encoding,
                "--config=" + config,
                "--data-dir=" + directory.resolve("data"),
                "--tz=UTC",
                "--until=now"));
        arguments.addAll(List.of(more));
        assertThat(Main.run(arguments.toArray(String[]::new))).isZero();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic::equals)) {
            reader.readToEnd(records::add);
        }
        return records;
    }

    private static String end() throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW MASTER STATUS")) {
            rows.next();
            return rows.getString(1) + ":" + rows.getString(2);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
