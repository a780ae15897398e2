package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.RowKind;
import io.tidegate.testkit.contract.DecodedRow;
import io.tidegate.testkit.simple.SimpleAvro;
import io.tidegate.testkit.simple.SimpleJson;
import io.tidegate.testkit.simple.SimpleMessage;
import io.tidegate.testkit.simple.SimpleTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code tidegate run} in the Simple format, read by consumers that know nothing but what the messages of their partition
 * told them before.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimpleRunTest {
    private static final int PARTITIONS = 3;

    @RegisterExtension
    private static final Site SITE = new Site();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"json", "avro"})
    void consumersFoldRowsOfEveryVersionIntoTheTable(String encoding) throws Exception {
        String name = "simple_" + encoding;
        SITE.sql("CREATE DATABASE " + name, "CREATE TABLE " + name + ".old (id INT PRIMARY KEY, note VARCHAR(20))");
        String begin = SITE.end();
        SITE.sql(
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
        List<ConsumerRecord<byte[], byte[]>> first = SITE.records(name);
        assertThat(fold(encoding, first, rows)).isZero();
        assertThat(rows.keySet()).containsExactly("old 1", "old 2", "old 3", "u 18446744073709551615", "u 4", "u 5");
        assertThat(rows.get("old 3")).containsEntry("note", "drei");
        assertThat(rows.get("u 18446744073709551615"))
                .containsEntry("b", "00ff")
                .containsEntry("d", "19.90")
                .containsEntry("e", "2")
                .containsEntry("at", "2024-05-01 08:00:00.250");
        assertThat(rows.get("u 5")).containsEntry("d", "1.50").containsEntry("note", null);

        SITE.sql(
                "INSERT INTO " + name + ".old VALUES (6, 'after a restart')",
                "DELETE FROM " + name + ".u WHERE id = 4");
        run(name, encoding);
        List<ConsumerRecord<byte[], byte[]>> later = SITE.records(name);
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
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".t (id INT PRIMARY KEY)",
                "INSERT INTO " + name + ".t VALUES (7)");
        run(name, encoding, "--start=binlog:" + begin);
        Ending peek = SITE.peek(name, "simple", "--max=100");
        assertThat(peek.status()).isZero();
        assertThat(peek.out())
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

    private void run(String topic, String encoding, String... more) throws IOException {
        String target = topic + "?protocol=simple&partition-num=" + PARTITIONS + "&encoding-format=" + encoding;
        String configuration = """
                filter.rules = ['%s.*']
                sink.dispatchers = [{matcher = ['*.*'], partition = 'index-value'}]
                """.formatted(topic);
        assertThat(SITE.run(directory, target, configuration, more).status()).isZero();
    }
}
