package io.tidegate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbTest {
    private static EmbeddedMariaDb database;

    @BeforeAll
    static void start() {
        database = EmbeddedMariaDb.builder()
                .option("--max-allowed-packet=32M")
                .build()
                .start();
    }

    @AfterAll
    static void close() {
        database.close();
        database.close();
    }

    @Test
    void theBinlogIsWrittenAsAChangefeedWantsIt() throws SQLException {
        assertThat(variable("binlog_format")).isEqualTo("ROW");
        assertThat(variable("binlog_row_metadata")).isEqualTo("FULL");
        assertThat(variable("binlog_row_image")).isEqualTo("FULL");
        assertThat(variable("log_bin")).isEqualTo("1");
        assertThat(variable("server_id")).isEqualTo("1");
        assertThat(variable("character_set_server")).isEqualTo("utf8mb4");
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() throws SQLException {
        assertThat(variable("bind_address")).isEqualTo("127.0.0.1");
    }

    @Test
    void anOptionOfTheCallerWins() throws SQLException {
        assertThat(variable("max_allowed_packet")).isEqualTo(Integer.toString(32 << 20));
    }

    @Test
    void creatingTheAdminUserLeavesNoTraceInTheBinlog() throws SQLException {
        try (Connection connection = database.connect("");
                Statement statement = connection.createStatement();
                ResultSet events = statement.executeQuery("SHOW BINLOG EVENTS IN 'binlog.000001'")) {
            while (events.next()) {
                assertThat(events.getString("Info")).doesNotContain(database.adminUser());
            }
        }
    }

    @Test
    void nobodyLogsInWithoutPassword() {
        String url = "jdbc:mariadb://" + database.host() + ":" + database.port() + "/?user=root";
        assertThatThrownBy(() -> DriverManager.getConnection(url).close()).isInstanceOf(SQLException.class);
    }

    @Test
    void aRestartKeepsDataAndPort() throws SQLException {
        int port = database.port();
        execute("CREATE DATABASE kept", "CREATE TABLE kept.t (a INT PRIMARY KEY)", "INSERT INTO kept.t VALUES (1)");
        database.stop();
        assertThatThrownBy(() -> database.connect("").close()).isInstanceOf(SQLException.class);
        database.start();
        assertThat(database.port()).isEqualTo(port);
        assertThat(query("SELECT a FROM kept.t")).isEqualTo("1");
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws SQLException {
        execute(
                "CREATE DATABASE killed",
                "CREATE TABLE killed.t (a INT PRIMARY KEY)",
                "INSERT INTO killed.t VALUES (7)");
        database.kill();
        assertThatThrownBy(() -> database.connect("").close()).isInstanceOf(SQLException.class);
        database.start();
        assertThat(query("SELECT a FROM killed.t")).isEqualTo("7");
    }

    @Test
    void aGivenDirectoryStaysAndIsTakenOver(@TempDir Path directory) throws SQLException {
        Path home = directory.resolve("db");
        try (EmbeddedMariaDb first =
                EmbeddedMariaDb.builder().directory(home).build().start()) {
            execute(first, "CREATE DATABASE stays");
        }
        assertThat(Files.isDirectory(home)).isTrue();
        try (EmbeddedMariaDb second =
                EmbeddedMariaDb.builder().directory(home).build().start()) {
            execute(second, "USE stays");
        }
    }

    @Test
    void anImpossibleOptionIsReportedWithWhatTheServerPrinted() {
        try (EmbeddedMariaDb broken =
                EmbeddedMariaDb.builder().option("--no-such-option").build()) {
            assertThatThrownBy(broken::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no-such-option");
        }
    }

    private static void execute(String... statements) throws SQLException {
        execute(database, statements);
    }

    private static void execute(EmbeddedMariaDb on, String... statements) throws SQLException {
        try (Connection connection = on.connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String variable(String name) throws SQLException {
        return query("SELECT @@global." + name);
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = database.connect("");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
