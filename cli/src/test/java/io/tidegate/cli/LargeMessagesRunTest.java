package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.server.metrics.MetricsExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tidegate run} with rows that are larger than their topic takes, from a real server to a real broker. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeMessagesRunTest {
    private static final int LIMIT = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Random NOISE = new Random(20240501);

    @RegisterExtension
    private static final Site SITE = new Site();

    @TempDir
    private Path directory;

    /** A consumer looks the row up in the source, with the handle key that it gets. */
    @Test
    void ofALargeRowTheHandleKeyArrives() throws Exception {
        String begin = SITE.end();
        createNotes("handlekey");
        change("INSERT INTO handlekey.notes VALUES (1, ?)", noise(100));
        change("INSERT INTO handlekey.notes VALUES (2, ?)", noise(3000));
        change("UPDATE handlekey.notes SET note = ? WHERE id = 1", noise(3000));
        assertThat(run("handlekey", begin, "large-message-handle-option = 'handle-key-only'"))
                .isZero();
        Map<String, String> table = new TreeMap<>();
        List<String> marked = new ArrayList<>();
        for (JsonNode message : messages("handlekey", "none", false)) {
            if (message.get("type").textValue().matches("INSERT|UPDATE")) {
                String id = message.at("/data/0/id").textValue();
                boolean handleKeyOnly = message.at("/_tidb/onlyHandleKey").booleanValue();
                assertThat(message.at("/data/0").size()).isEqualTo(handleKeyOnly ? 1 : 2);
                marked.add(message.get("type").textValue() + id + handleKeyOnly);
                table.put(
                        id,
                        handleKeyOnly
                                ? noteOf("handlekey", id)
                                : message.at("/data/0/note").textValue());
            }
        }
        assertThat(marked).containsExactly("INSERT1false", "INSERT2true", "UPDATE1true");
        assertThat(table).isEqualTo(notes("handlekey"));
    }

    @ParameterizedTest
    @CsvSource({"none, false", "lz4, false", "snappy, true"})
    void aReaderThatFollowsClaimChecksGetsEveryRow(String compression, boolean raw) throws Exception {
        String name = "claim_" + compression;
        Path claims = directory.resolve("claims");
        String begin = SITE.end();
        createNotes(name);
        change("INSERT INTO " + name + ".notes VALUES (1, ?)", noise(100));
        change("INSERT INTO " + name + ".notes VALUES (2, ?)", noise(5000));
        change("INSERT INTO " + name + ".notes VALUES (3, ?)", noise(400_000));
        change("UPDATE " + name + ".notes SET note = ? WHERE id = 1", noise(6000));
        change("DELETE FROM " + name + ".notes WHERE id = 2");
        assertThat(run(
                        name,
                        begin,
                        "large-message-handle-option = 'claim-check'",
                        "large-message-handle-compression = '" + compression + "'",
                        "claim-check-storage-uri = 'file://" + claims + "/'",
                        "claim-check-raw-value = " + raw))
                .isZero();
        Map<String, String> table = new TreeMap<>();
        for (JsonNode message : messages(name, compression, raw)) {
            String id = message.at("/data/0/id").textValue();
            switch (message.get("type").textValue()) {
                case "INSERT", "UPDATE" ->
                    table.put(id, message.at("/data/0/note").textValue());
                case "DELETE" -> table.remove(id);
                default ->
                    assertThat(message.get("isDdl").booleanValue()
                                    || message.get("type").textValue().equals("TIDB_WATERMARK"))
                            .isTrue();
            }
        }
        assertThat(table).isEqualTo(notes(name)).hasSize(2);
        assertThat(SITE.records(name)).allMatch(record -> record.value().length < LIMIT);
        try (Stream<Path> files = Files.list(claims)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(4)
                    .allMatch(file -> file.matches("[0-9a-f-]{14}4[0-9a-f-]{21}\\.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aLargeRowGoesToTheDeadLetterTopicAndAllOthersArrive(String guarantee) throws Exception {
        String name = "dead_" + guarantee.charAt(0);
        String begin = SITE.end();
        createNotes(name);
        change("INSERT INTO " + name + ".notes VALUES (1, ?)", noise(100));
        change("INSERT INTO " + name + ".notes VALUES (2, ?)", noise(3000));
        change("INSERT INTO " + name + ".notes VALUES (3, ?)", noise(100));
        assertThat(run(
                        name,
                        begin,
                        "[tidegate]",
                        "dead-letter.topic = 'letters-" + name + "'",
                        "delivery.guarantee = '" + guarantee + "'"))
                .isZero();
        assertThat(messages(name, "none", false).stream()
                        .filter(message -> message.get("type").textValue().equals("INSERT"))
                        .map(message -> message.at("/data/0/id").textValue()))
                .containsExactly("1", "3");
        List<ConsumerRecord<byte[], byte[]>> notices = SITE.records("letters-" + name);
        assertThat(notices).hasSize(1);
        JsonNode notice = JSON.readTree(notices.get(0).value());
        assertThat(notice.get("schema").textValue() + "." + notice.get("table").textValue())
                .isEqualTo(name + ".notes");
        assertThat(notice.get("kind").textValue()).isEqualTo("INSERT");
        assertThat(notice.get("handleKey").toString()).isEqualTo("{\"id\":\"2\"}");
        assertThat(notice.get("commitTs").longValue()).isGreaterThan(400_000_000_000_000_000L);
        assertThat(notice.get("code").textValue()).isEqualTo("CDC:ErrMessageTooLarge");
        assertThat(notice.get("error").textValue())
                .contains(name + ".notes", "the limit of topic " + name + " is 2000");
        assertThat(notice.get("topic").textValue()).isEqualTo(name);
        assertThat(notice.get("partition").intValue()).isBetween(0, 2);
    }

    @Test
    void withoutThatTopicTheRunEndsAtALargeRow() throws Exception {
        String begin = SITE.end();
        createNotes("stops");
        change("INSERT INTO stops.notes VALUES (1, ?)", noise(3000));
        assertThat(run("stops", begin, "")).isEqualTo(4);
    }

    @Test
    void everyTopicHasALimitOfItsOwn() throws Exception {
        SITE.createTopic("limits_narrow", Map.of("max.message.bytes", "3000"));
        SITE.createTopic("limits_wide", Map.of("max.message.bytes", "20000"));
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE limits");
        for (String table : List.of("narrow", "wide")) {
            SITE.sql("CREATE TABLE limits." + table + " (id INT PRIMARY KEY, note LONGTEXT)");
            change("INSERT INTO limits." + table + " VALUES (1, ?)", noise(5000));
        }
        assertThat(runTo(
                        "limits",
                        "&max-message-bytes=1000000",
                        begin,
                        "large-message-handle-option = 'handle-key-only'",
                        "[[sink.dispatchers]]",
                        "matcher = ['limits.*']",
                        "topic = '{schema}_{table}'"))
                .isZero();
        assertThat(inserts("limits_narrow"))
                .allMatch(row -> row.at("/_tidb/onlyHandleKey").booleanValue());
        assertThat(inserts("limits_wide"))
                .allMatch(row -> row.at("/data/0/note").textValue().length() == 5000)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aTopicThatTakesLessThanBeforeRefusesAndTheRowGoesTheWayOfLargeOnes(String guarantee) throws Exception {
        String name = "lowered_" + guarantee.charAt(0);
        String letters = "letters-" + name;
        SITE.createTopic(name, Map.of("max.message.bytes", "20000"));
        String begin = SITE.end();
        createNotes(name);
        FeedRequest request = SITE.request(
                directory,
                target(name, ""),
                "filter.rules = ['" + name + ".*']\ntidegate.dead-letter.topic = '" + letters
                        + "'\ntidegate.delivery.guarantee = '" + guarantee + "'",
                begin);
        try (LocalFeed feed = LocalFeed.start(request, check -> {})) {
            change("INSERT INTO " + name + ".notes VALUES (1, ?)", noise(5000));
            await().atMost(Duration.ofSeconds(30)).until(() -> inserts(name).size() == 1);
            setLimit(name, "2000");
            change("INSERT INTO " + name + ".notes VALUES (2, ?)", noise(5000));
            change("INSERT INTO " + name + ".notes VALUES (3, ?)", noise(100));
            await().atMost(Duration.ofSeconds(30)).until(() -> inserts(name).stream()
                    .anyMatch(row -> row.at("/data/0/id").textValue().equals("3")));
            assertThat(feed.changefeed().status().deadLetters()).isPositive();
            try (MetricsExport metrics = MetricsEndpoint.export(feed)) {
                assertThat(metrics.text())
                        .containsPattern("tidegate_feed_dead_letters_total\\{[^}]*} [1-9]")
                        .containsPattern("ticdc_sink_dml_event_count\\{[^}]*} [1-9]")
                        .containsPattern("tidegate_feed_sent_messages_total\\{[^}]*} [1-9]");
            }
        }
        List<String> arrived = inserts(name).stream()
                .map(row -> row.at("/data/0/id").textValue())
                .toList();
        assertThat(arrived).contains("1", "3").doesNotContain("2");
        if (guarantee.equals("exactly-once")) {
            assertThat(arrived).hasSize(2);
            assertThat(SITE.records(letters)).hasSize(1);
        }
        assertThat(SITE.records(letters))
                .anyMatch(record -> new String(record.value(), UTF_8).contains("\"handleKey\":{\"id\":\"2\"}"));
    }

    private int run(String name, String begin, String... lines) throws IOException {
        return runTo(name, "&max-message-bytes=" + LIMIT, begin, lines);
    }

    private int runTo(String name, String parameters, String begin, String... lines) throws IOException {
        String configuration = "filter.rules = ['" + name + ".*']\n[sink.kafka-config.large-message-handle]\n"
                + String.join("\n", lines);
        return SITE.run(directory, target(name, parameters), configuration, "--start=binlog:" + begin)
                .status();
    }

    private static String target(String topic, String parameters) {
        return topic + "?protocol=canal-json&enable-tidb-extension=true" + parameters;
    }

    private static List<JsonNode> inserts(String topic) throws IOException {
        return messages(topic, "none", false).stream()
                .filter(message -> message.get("type").textValue().equals("INSERT"))
                .toList();
    }

    private static List<JsonNode> messages(String topic, String compression, boolean raw) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : SITE.records(topic)) {
            messages.add(LargeMessageReader.read(record.value(), compression, raw));
        }
        return messages;
    }

    private static void setLimit(String topic, String bytes) throws Exception {
        try (Admin admin = SITE.admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Text that no compression makes much smaller. */
    private static String noise(int length) {
        byte[] bytes = new byte[length];
        NOISE.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes).substring(0, length);
    }

    private static void createNotes(String schema) throws SQLException {
        SITE.sql("CREATE DATABASE " + schema, "CREATE TABLE " + schema + ".notes (id INT PRIMARY KEY, note LONGTEXT)");
    }

    private static Map<String, String> notes(String schema) throws SQLException {
        Map<String, String> notes = new TreeMap<>();
        try (Connection connection = SITE.database().connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, note FROM " + schema + ".notes")) {
            while (rows.next()) {
                notes.put(rows.getString(1), rows.getString(2));
            }
        }
        return notes;
    }

    private static String noteOf(String schema, String id) throws SQLException {
        return notes(schema).get(id);
    }

    private static void change(String sql, String... values) throws SQLException {
        try (Connection connection = SITE.database().connect("");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
