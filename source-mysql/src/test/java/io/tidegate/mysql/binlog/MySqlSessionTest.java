package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.LocalMySql;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import io.tidegate.model.Tso;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.mysql.protocol.MetadataConnection;
import io.tidegate.source.Retention;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.memory.CountingBudget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is different with MySQL: its GTIDs, its commit times, its way of CREATE TABLE … SELECT. */
@Timeout(60)
@Needs(TestPart.MYSQL)
class MySqlSessionTest {
    private static LocalMySql server;

    @BeforeAll
    static void startServer() {
        server = LocalMySql.start();
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
    void transactionsCarryTheirCommitTimeAndARestartGoesOnByGtid() throws Exception {
        long before = System.currentTimeMillis();
        try (Reading reading = open(new StartPoint.Now())) {
            sql("BEGIN", "INSERT INTO shop.item VALUES (1, 'a')", "UPDATE shop.item SET name = 'b'", "COMMIT");
            reading.take(2);
            assertThat(reading.seen()).containsExactly("insert shop.item 1", "update shop.item 1");
            assertThat(Tso.millis(reading.timestamps().get(0))).isBetween(before, System.currentTimeMillis());
            assertThat(reading.checkpoint().position()).contains("\"gtid\":");
            sql("INSERT INTO shop.item VALUES (2, 'a')");
            try (Reading again =
                    open(new StartPoint.AtCheckpoint(reading.checkpoint())).take(1)) {
                assertThat(again.seen()).containsExactly("insert shop.item 2");
            }
        }
    }

    @Test
    void whatACheckpointNeedsIsKeptUntilItsFileIsTooOldOrPurged() throws Exception {
        BinlogRetention retention = new BinlogRetention(endpoint(), "test", InstantSource.system());
        String position;
        try (Reading reading = open(new StartPoint.Now())) {
            position = reading.progress().text();
        }
        sql(
                "SET GLOBAL binlog_expire_logs_seconds = 3600",
                "INSERT INTO shop.item VALUES (1, 'a')",
                "FLUSH BINARY LOGS");
        Instant now = Instant.now();
        Retention kept = retention.of(position).orElseThrow();
        assertThat(kept.available()).isTrue();
        assertThat(kept.deletedFrom()).isBetween(now.plusSeconds(3540), now.plusSeconds(3601));
        sql("SET GLOBAL binlog_expire_logs_auto_purge = OFF");
        assertThat(retention.of(position).orElseThrow().deletedFrom()).isNull();
        sql("SET GLOBAL binlog_expire_logs_auto_purge = ON", "PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
        assertThat(retention.of(position)).contains(new Retention(false, null, OptionalLong.empty()));
    }

    @Test
    void createTableSelectComesBeforeItsRows() throws Exception {
        sql("INSERT INTO shop.item VALUES (1, 'a'), (2, 'b')");
        try (Reading reading = open(new StartPoint.Now())) {
            sql("CREATE TABLE shop.copied AS SELECT * FROM shop.item", "DROP TABLE shop.copied");
            reading.take(4);
            assertThat(reading.seen().get(0)).startsWith("ddl shop.copied CREATE");
            assertThat(reading.seen().subList(1, 3)).containsExactly("insert shop.copied 1", "insert shop.copied 2");
            assertThat(reading.seen().get(3)).startsWith("ddl shop.copied DROP");
        }
    }

    @Test
    void startsByTime() throws Exception {
        sql("INSERT INTO shop.item VALUES (1, 'old')", "DO SLEEP(0.05)");
        Instant time = Instant.now();
        sql("INSERT INTO shop.item VALUES (2, 'new')");
        try (Reading reading = open(new StartPoint.AtTime(time)).take(1)) {
            assertThat(reading.seen()).containsExactly("insert shop.item 2");
            assertThat(reading.checkpoint().position()).contains("\"gtid\":");
            sql("INSERT INTO shop.item VALUES (3, 'newer')");
            try (Reading again =
                    open(new StartPoint.AtCheckpoint(reading.checkpoint())).take(1)) {
                assertThat(again.seen()).containsExactly("insert shop.item 3");
            }
        }
    }

    @Test
    void aLargeCompressedTransactionIsInflatedInBoundedMemory() throws Exception {
        try (Reading reading = open(new StartPoint.Now()).countingOnly()) {
            sql(
                    "SET SESSION binlog_transaction_compression = ON",
                    "SET SESSION cte_max_recursion_depth = 100000",
                    "INSERT INTO shop.item WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
                            + " 100000) SELECT i, REPEAT('x', 90) FROM n",
                    "SET SESSION binlog_transaction_compression = OFF",
                    "DELETE FROM shop.item WHERE id = 1");
            reading.until(() -> reading.rows() >= 100_001);
        }
    }

    @Test
    void xaRowsComeAtTheirCommit() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql(
                    "XA START 'one'",
                    "INSERT INTO shop.item VALUES (1, 'xa')",
                    "XA END 'one'",
                    "XA PREPARE 'one'",
                    "XA COMMIT 'one'",
                    "INSERT INTO shop.item VALUES (2, 'after')");
            reading.take(2);
            assertThat(reading.seen()).containsExactly("insert shop.item 1", "insert shop.item 2");
        }
    }

    @Test
    void transactionsThatTheServerNeverHadAreRefused() {
        TidegateException refused = catchThrowableOfType(
                TidegateException.class,
                () -> open(new StartPoint.AtPosition("gtid", "0a1b2c3d-0000-1111-2222-333344445555:1-9")));
        assertThat(refused.code()).isEqualTo(ErrorCode.POSITION_INVALID);
        assertThat(refused.detail()).contains("0a1b2c3d-0000-1111-2222-333344445555:1-9");
    }

    @Test
    void anIdleServerMakesMarks() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            reading.until(() -> reading.marksAlone() >= 3);
            assertThat(Tso.millis(reading.mark().resolvedTs())).isGreaterThan(System.currentTimeMillis() - 5_000);
        }
    }

    private static Reading open(StartPoint start) {
        SourceSettings settings = new SourceSettings("test", new Shop(), ZoneOffset.UTC, false);
        return new Reading(
                new MysqlSource(endpoint(), settings, InstantSource.system()), start, new CountingBudget(4 << 20));
    }

    private static SourceEndpoint endpoint() {
        return new SourceEndpoint(
                SourceKind.MYSQL,
                server.host(),
                server.port(),
                server.adminUser(),
                new Secret(""),
                new SourceTls(SourceTls.Mode.PREFERRED, null, null, null));
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = MetadataConnection.open(endpoint(), Duration.ofSeconds(10));
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
