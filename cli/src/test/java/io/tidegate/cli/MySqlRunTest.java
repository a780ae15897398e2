package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.LocalMySql;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.mysql.protocol.MetadataConnection;
import io.tidegate.testkit.ledger.TopicReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tidegate run} from a real MySQL, whose users log in with caching_sha2_password, to a real Kafka. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Needs(TestPart.MYSQL)
class MySqlRunTest {
    private static final List<String> COLUMNS = List.of("id", "name", "price", "made", "seen", "facts");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static LocalMySql server;
    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = LocalMySql.start();
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
    @CsvSource({"secured, required, REQUIRE SSL", "unsecured, disabled, REQUIRE NONE"})
    void theMessagesGiveTheTable(String name, String tls, String require) throws Exception {
        sql(
                "CREATE USER " + name + "@'%' IDENTIFIED WITH caching_sha2_password BY 'p' " + require,
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + name + "@'%'",
                "CREATE DATABASE " + name);
        String begin = end();
        sql(
                "USE " + name,
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(50), price DECIMAL(12,2), made DATETIME(3), seen"
                        + " TIMESTAMP NULL, facts JSON)",
                "INSERT INTO t VALUES (1, 'bir', 1.50, '2026-01-02 03:04:05.678', '2026-01-02 03:04:05', '{\"b\": 2,"
                        + " \"a\": [1, 2.50, null]}'), (2, NULL, -0.01, NULL, NULL, NULL), (3, '日本', 3, NULL, NULL,"
                        + " '\"ş\"')",
                "UPDATE t SET price = price * 2, facts = JSON_SET(facts, '$.c', CAST('2026-01-02' AS DATE)) WHERE id"
                        + " = 1",
                "UPDATE t SET id = 4 WHERE id = 3",
                "DELETE FROM t WHERE id = 2");

        assertThat(run(name, tls, "--start=binlog:" + begin)).isZero();
        assertThat(replayed(name)).isEqualTo(selected(name)).hasSize(2);

        sql("INSERT INTO " + name + ".t (id, name) VALUES (9, 'later')");
        assertThat(run(name, tls)).as("goes on at its checkpoint").isZero();
        assertThat(replayed(name)).isEqualTo(selected(name)).hasSize(3);
    }

    @Test
    void transactionsAreLeftOutByTheirGtidAlthoughTheirStatementsTakeEffect() throws Exception {
        sql(
                "CREATE USER picky@'%' IDENTIFIED WITH caching_sha2_password BY 'p'",
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO picky@'%'", "CREATE DATABASE picky");
        String begin = end();
        sql("CREATE TABLE picky.t (id INT PRIMARY KEY)", "INSERT INTO picky.t VALUES (1)");
        sql("INSERT INTO picky.t VALUES (2), (3)");
        String rows = latestGtid();
        sql("ALTER TABLE picky.t ADD COLUMN name VARCHAR(50)");
        String statement = latestGtid();
        sql("INSERT INTO picky.t VALUES (4, 'dört')");
        String ignored = "tidegate.filter.ignore-transactions = ['" + rows.toUpperCase(Locale.ROOT) + "', '" + statement
                + "']\n";

        assertThat(runWith(ignored, "picky", "preferred", "--start=binlog:" + begin))
                .isZero();
        assertThat(messages("picky"))
                .extracting(message -> message.get("type").asText() + message.path("data"))
                .containsExactly("CREATEnull", "INSERT[{\"id\":\"1\"}]", "INSERT[{\"id\":\"4\",\"name\":\"dört\"}]");
    }

    @Test
    void aUserWhoMustUseTlsIsRefusedWithoutIt() throws Exception {
        sql("CREATE USER strict@'%' IDENTIFIED WITH caching_sha2_password BY 'p' REQUIRE SSL");
        assertThat(run("strict", "disabled")).isEqualTo(3);
    }

    private int run(String name, String tls, String... more) throws Exception {
        return runWith("", name, tls, more);
    }

    private int runWith(String lines, String name, String tls, String... more) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "p\n");
        Path config = Files.writeString(directory.resolve("feed.toml"), lines + "filter.rules = ['" + name + ".*']\n");
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--source=mysql://" + name + "@127.0.0.1:" + server.port() + "/?tls=" + tls,
                "--source-password-file=" + password,
                "--sink-uri=kafka://" + kafka.bootstrapServers() + "/" + name
                        + "?protocol=canal-json&partition-num=3&replication-factor=1",
                "--config=" + config,
                "--data-dir=" + directory.resolve("data"),
                "--tz=UTC",
                "--until=now"));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new));
    }

    /** The table as its consumer has it after all messages. */
    private static Map<String, List<String>> replayed(String topic) {
        Map<String, List<String>> table = new TreeMap<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic::equals)) {
            reader.readToEnd(message -> apply(new String(message.value(), StandardCharsets.UTF_8), table));
        }
        return table;
    }

    /** All messages of a topic; those of one table are in one partition. */
    private static List<JsonNode> messages(String topic) {
        List<JsonNode> messages = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic::equals)) {
            reader.readToEnd(message -> messages.add(json(new String(message.value(), StandardCharsets.UTF_8))));
        }
        return messages;
    }

    private static JsonNode json(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latestGtid() throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@GLOBAL.server_uuid, @@GLOBAL.gtid_executed")) {
            rows.next();
            String executed = rows.getString(2);
            return rows.getString(1) + ":" + executed.substring(executed.lastIndexOf('-') + 1);
        }
    }

    private static void apply(String message, Map<String, List<String>> table) {
        JsonNode change = json(message);
        if (change.get("isDdl").asBoolean()) {
            return;
        }
        for (JsonNode row : change.get("data")) {
            String id = row.get("id").asText();
            if (change.get("type").asText().equals("DELETE")) {
                table.remove(id);
            } else {
                table.put(
                        id,
                        COLUMNS.stream().map(column -> text(row.get(column))).toList());
            }
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "NULL" : value.asText();
    }

    private static Map<String, List<String>> selected(String schema) throws SQLException {
        Map<String, List<String>> table = new TreeMap<>();
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            try (ResultSet rows = statement.executeQuery(
                    "SELECT id, name, price, CONCAT(made), CONCAT(seen), CONCAT(facts) FROM " + schema + ".t")) {
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= COLUMNS.size(); i++) {
                        String value = rows.getString(i);
                        row.add(value == null ? "NULL" : value);
                    }
                    table.put(row.get(0), row);
                }
            }
        }
        return table;
    }

    private static String end() throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOG STATUS")) {
            rows.next();
            return rows.getString(1) + ":" + rows.getString(2);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection admin() {
        SourceTls tls = new SourceTls(SourceTls.Mode.PREFERRED, null, null, null);
        return MetadataConnection.open(
                new SourceEndpoint(
                        SourceKind.MYSQL, server.host(), server.port(), server.adminUser(), new Secret(""), tls),
                Duration.ofSeconds(10));
    }
}
