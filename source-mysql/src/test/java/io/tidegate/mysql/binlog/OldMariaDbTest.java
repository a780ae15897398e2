package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.LocalMariaDb;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.memory.CountingBudget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MariaDB 10.11, read by a user who logs in with ed25519. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Needs(TestPart.MARIADB_10_11)
class OldMariaDbTest {
    private static final String PASSWORD = "ğizli 'söz'";

    private static LocalMariaDb server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = LocalMariaDb.start();
        sql(
                "INSTALL SONAME 'auth_ed25519'",
                "CREATE USER cdc@'%' IDENTIFIED VIA ed25519 USING PASSWORD('" + PASSWORD.replace("'", "''") + "')",
                "GRANT SELECT, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO cdc@'%'");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        sql(
                "DROP DATABASE IF EXISTS shop",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(100))");
    }

    @Test
    void aWrongPasswordIsRefused() {
        TidegateException refused =
                catchThrowableOfType(TidegateException.class, () -> open("other", new StartPoint.Now()));
        assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
    }

    @Test
    void aRestartGoesOnByGtidWithTheSameTimestamps() throws Exception {
        try (Reading reading = open(PASSWORD, new StartPoint.Now())) {
            sql("INSERT INTO shop.item VALUES (1, 'a')");
            reading.take(1);
            StartPoint stored = new StartPoint.AtCheckpoint(reading.checkpoint());
            assertThat(reading.checkpoint().position()).contains("\"gtid\":");
            sql(
                    "FLUSH BINARY LOGS",
                    "SET gtid_domain_id = 7",
                    "INSERT INTO shop.item VALUES (2, 'b')",
                    "ALTER TABLE shop.item ADD COLUMN price INT",
                    "INSERT INTO shop.item VALUES (3, 'c', 4)");
            reading.take(4);
            try (Reading again = open(PASSWORD, stored).take(3)) {
                assertThat(again.seen())
                        .containsExactly(
                                "insert shop.item 2",
                                "ddl shop.item ALTER TABLE shop.item ADD COLUMN price INT",
                                "insert shop.item 3");
                assertThat(again.timestamps()).isEqualTo(reading.timestamps().subList(1, 4));
            }
        }
    }

    @Test
    void startsByGtid() throws Exception {
        sql("INSERT INTO shop.item VALUES (1, 'old')");
        String gtid = query("SELECT @@gtid_binlog_pos");
        sql("INSERT INTO shop.item VALUES (2, 'new')");
        try (Reading reading =
                open(PASSWORD, new StartPoint.AtPosition("gtid", gtid)).take(1)) {
            assertThat(reading.seen()).containsExactly("insert shop.item 2");
        }
    }

    private static Reading open(String password, StartPoint start) {
        SourceEndpoint endpoint = new SourceEndpoint(
                SourceKind.MARIADB,
                server.host(),
                server.port(),
                "cdc",
                new Secret(password),
                new SourceTls(SourceTls.Mode.DISABLED, null, null, null));
        SourceSettings settings = new SourceSettings("test", new Shop(), ZoneOffset.UTC, false);
        return new Reading(
                new MysqlSource(endpoint, settings, InstantSource.system()), start, new CountingBudget(4 << 20));
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
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

    /** Everything in the database shop. */
    private static final class Shop implements TableSelection {
        @Override
        public boolean matches(TableName table) {
            return table.schema().equals("shop");
        }

        @Override
        public boolean matchesSchema(String schema) {
            return schema.equals("shop");
        }
    }
}
