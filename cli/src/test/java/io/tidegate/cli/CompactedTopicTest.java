package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.testkit.ledger.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate run} into a compacted topic, with keys and headers on request. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompactedTopicTest {
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

    @Test
    void rowsAndDdlsArriveWithKeys() throws Exception {
        createTopic("keyed");
        String begin = end();
        sql(
                "CREATE DATABASE keyed",
                "CREATE TABLE keyed.t (note TEXT, id INT PRIMARY KEY)",
                "INSERT INTO keyed.t VALUES ('a', 1), ('b', 2)",
                "UPDATE keyed.t SET id = 3 WHERE id = 2",
                "DELETE FROM keyed.t WHERE id = 1");
        assertThat(run("keyed", begin)).isZero();
        List<ConsumerRecord<byte[], byte[]>> records = records("keyed");
        assertThat(records.subList(0, 2))
                .extracting(record -> new String(record.key(), UTF_8))
                .allMatch(key -> key.matches("\"ddl \\d+\""));
        assertThat(records.stream().skip(2).map(CompactedTopicTest::shown))
                .containsExactly(
                        "{\"id\":\"1\"} keyed.t INSERT",
                        "{\"id\":\"2\"} keyed.t INSERT",
                        "{\"id\":\"2\"} keyed.t DELETE",
                        "{\"id\":\"3\"} keyed.t INSERT",
                        "{\"id\":\"1\"} keyed.t DELETE");
    }

    private static String shown(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = Arrays.stream(record.headers().toArray())
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
        assertThat(headers.get("commit-ts")).matches("\\d{18}");
        return new String(record.key(), UTF_8) + " " + headers.get("schema") + "." + headers.get("table") + " "
                + headers.get("op");
    }

    private int run(String topic, String begin) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), server.adminPassword());
        Path config = Files.writeString(
                directory.resolve("feed.toml"),
                "filter.rules = ['" + topic + ".*']\n[tidegate.message]\nkey = 'handle-key'\nheaders = true\n");
        return Main.run(
                "run",
                "--source=mariadb://" + server.adminUser() + "@127.0.0.1:" + server.port() + "/?tls=disabled",
                "--source-password-file=" + password,
                "--sink-uri=kafka://" + kafka.bootstrapServers() + "/" + topic + "?protocol=canal-json",
                "--config=" + config,
                "--data-dir=" + directory.resolve("data"),
                "--tz=UTC",
                "--start=binlog:" + begin,
                "--until=now");
    }

    private static void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            NewTopic topic = new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get();
        }
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
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
