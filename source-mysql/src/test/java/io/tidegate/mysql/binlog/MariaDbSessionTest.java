package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.MemoryPool;
import io.tidegate.model.TableName;
import io.tidegate.model.Tso;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.memory.CountingBudget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MariaDbSessionTest {
    private static EmbeddedMariaDb server;

    private final CountingBudget memory = new CountingBudget(32 << 20);

    @BeforeAll
    static void startServer() {
        server = EmbeddedMariaDb.builder()
                .option("--max-allowed-packet=64M")
                .build()
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void emptyDatabases() throws SQLException {
        sql(
                "DROP DATABASE IF EXISTS shop",
                "DROP DATABASE IF EXISTS hidden",
                "CREATE DATABASE shop",
                "CREATE DATABASE hidden",
                "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(100)) ENGINE=InnoDB",
                "CREATE TABLE shop.log (id INT PRIMARY KEY, name VARCHAR(100)) ENGINE=MyISAM",
                "CREATE TABLE hidden.item (id INT PRIMARY KEY, name VARCHAR(100)) ENGINE=InnoDB");
    }

    @Test
    void changesOfOneTransactionShareACommitTs() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql(
                    "BEGIN",
                    "INSERT INTO shop.item VALUES (1, 'a'), (2, 'b')",
                    "UPDATE shop.item SET name = 'c' WHERE id = 2",
                    "INSERT INTO hidden.item VALUES (9, 'z')",
                    "DELETE FROM shop.item WHERE id = 1",
                    "COMMIT",
                    "INSERT INTO shop.item VALUES (3, 'd')");
            reading.take(5);
            assertThat(reading.seen())
                    .containsExactly(
                            "insert shop.item 1",
                            "insert shop.item 2",
                            "update shop.item 2",
                            "delete shop.item 1",
                            "insert shop.item 3");
            assertThat(reading.timestamps().subList(0, 4))
                    .containsOnly(reading.timestamps().get(0));
            assertThat(reading.timestamps().get(4))
                    .isGreaterThan(reading.timestamps().get(0));
        }
    }

    @Test
    void aRolledBackTransactionLeavesOnlyItsMyIsamRows() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql(
                    "BEGIN",
                    "INSERT INTO shop.item VALUES (1, 'a')",
                    "SAVEPOINT s",
                    "INSERT INTO shop.log VALUES (7, 'kept')",
                    "INSERT INTO shop.item VALUES (2, 'b')",
                    "ROLLBACK TO s",
                    "INSERT INTO shop.item VALUES (4, 'b')",
                    "ROLLBACK",
                    "INSERT INTO shop.item VALUES (3, 'c')");
            reading.take(2);
            assertThat(reading.seen()).containsExactly("insert shop.log 7", "insert shop.item 3");
        }
    }

    @Test
    void ddlKeepsItsPlaceAndRowsAfterItHaveTheNewColumns() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql(
                    "INSERT INTO shop.item VALUES (1, 'a')",
                    "ALTER TABLE shop.item ADD COLUMN price INT",
                    "INSERT INTO shop.item VALUES (2, 'b', 5)",
                    "CREATE TABLE hidden.other (id INT)",
                    "DROP TABLE shop.item, shop.log");
            reading.take(5);
            assertThat(reading.seen().subList(0, 3))
                    .containsExactly(
                            "insert shop.item 1",
                            "ddl shop.item ALTER TABLE shop.item ADD COLUMN price INT",
                            "insert shop.item 2");
            assertThat(reading.seen().get(3)).startsWith("ddl shop.item DROP");
            assertThat(reading.seen().get(4)).startsWith("ddl shop.log DROP");
        }
    }

    @Test
    void createTableSelectComesBeforeItsRows() throws Exception {
        sql("INSERT INTO shop.item VALUES (1, 'a'), (2, 'b')");
        try (Reading reading = open(new StartPoint.Now())) {
            sql("CREATE TABLE shop.copied AS SELECT * FROM shop.item");
            reading.take(3);
            assertThat(reading.seen().get(0)).startsWith("ddl shop.copied");
            assertThat(reading.seen().subList(1, 3)).containsExactly("insert shop.copied 1", "insert shop.copied 2");
        }
    }

    @Test
    void anIdleServerMakesMarksThatMoveOn() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            reading.until(() -> reading.marksAlone() >= 3);
            long now = Tso.ofMillis(System.currentTimeMillis());
            assertThat(reading.mark().resolvedTs()).isBetween(now - Tso.ofMillis(5_000), now);
        }
    }

    @Test
    void changesOfOtherTablesMoveThePositionOn() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql("INSERT INTO hidden.item VALUES (1, 'a')");
            String end = server.binlogEnd();
            reading.until(() -> reading.mark() != null
                    && reading.mark().position().toString().startsWith(end));
            assertThat(reading.seen()).isEmpty();
        }
    }

    @Test
    void aRestartAtEveryCheckpointGivesTheRestWithTheSameTimestamps() throws Exception {
        String file = server.binlogEnd();
        sql(
                "INSERT INTO shop.item VALUES (1, 'a')",
                "INSERT INTO shop.item VALUES (2, 'a')",
                "ALTER TABLE shop.item ADD COLUMN price INT",
                "INSERT INTO shop.item VALUES (3, 'a', 1)",
                "INSERT INTO shop.log VALUES (4, 'a')",
                "DELETE FROM shop.item");
        List<String> all = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        StartPoint next = new StartPoint.AtPosition("binlog", file);
        try (Reading whole = open(next).take(8)) {
            all.addAll(whole.seen());
            times.addAll(whole.timestamps());
        }
        int seen = 0;
        int restarts = 0;
        while (seen < 8) {
            try (Reading one = open(next)) {
                int before = seen;
                while (one.mark() == null || one.rows() == 0) {
                    one.one(Duration.ofMillis(500));
                }
                seen += (int) one.rows();
                assertThat(one.seen()).isEqualTo(all.subList(before, seen));
                assertThat(one.timestamps()).isEqualTo(times.subList(before, seen));
                next = new StartPoint.AtCheckpoint(one.checkpoint());
                restarts++;
            }
        }
        assertThat(restarts).isGreaterThan(1);
    }

    @Test
    void startsByGtidAndByTime() throws Exception {
        sql("INSERT INTO shop.item VALUES (1, 'old')");
        String gtid = query("SELECT @@gtid_binlog_pos");
        sql("DO SLEEP(1.1)");
        Instant time = Instant.ofEpochMilli(Long.parseLong(query("SELECT UNIX_TIMESTAMP() * 1000")));
        sql("INSERT INTO shop.item VALUES (2, 'new')");
        try (Reading reading = open(new StartPoint.AtPosition("gtid", gtid)).take(1)) {
            assertThat(reading.seen()).containsExactly("insert shop.item 2");
        }
        try (Reading reading = open(new StartPoint.AtTime(time)).take(1)) {
            assertThat(reading.seen()).containsExactly("insert shop.item 2");
            long ts = reading.timestamps().get(0);
            sql("INSERT INTO shop.item VALUES (3, 'newer')");
            try (Reading later = open(new StartPoint.AtTso(ts)).take(1)) {
                assertThat(later.seen()).containsExactly("insert shop.item 3");
            }
        }
    }

    @Test
    void aPurgedFileIsReportedWithTheOldestOneThere() throws Exception {
        String old = server.binlogEnd();
        sql("INSERT INTO shop.item VALUES (1, 'a')", "FLUSH BINARY LOGS", "INSERT INTO shop.item VALUES (2, 'a')");
        String current = server.binlogEnd();
        sql("SET GLOBAL slave_connections_needed_for_purge = 0");
        // The server keeps files while the dumps of earlier tests end.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            sql("PURGE BINARY LOGS TO '" + file(current) + "'");
            return query("SHOW BINARY LOGS").equals(file(current));
        });
        TidegateException lost =
                catchThrowableOfType(TidegateException.class, () -> open(new StartPoint.AtPosition("binlog", old))
                        .take(1));
        assertThat(lost.code()).isEqualTo(ErrorCode.POSITION_LOST);
        assertThat(lost.detail()).contains(file(current));
        TidegateException gone =
                catchThrowableOfType(TidegateException.class, () -> open(new StartPoint.AtPosition("gtid", "0-1-1"))
                        .take(1));
        assertThat(gone.code()).isEqualTo(ErrorCode.POSITION_LOST);
        assertThat(gone.detail()).contains(file(current));
        TidegateException beyond = catchThrowableOfType(
                TidegateException.class, () -> open(new StartPoint.AtPosition("binlog", file(current) + ":99999999"))
                        .take(1));
        assertThat(beyond.code()).isEqualTo(ErrorCode.POSITION_INVALID);
    }

    @Test
    void aSnapshotIsNotAvailable() {
        TidegateException refused =
                catchThrowableOfType(TidegateException.class, () -> open(new StartPoint.Snapshot()));
        assertThat(refused.code()).isEqualTo(ErrorCode.START_NOT_AVAILABLE);
    }

    @Test
    void aStatementInASelectedSchemaStopsTheSession() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql(
                    "INSERT INTO shop.item VALUES (1, 'a')",
                    "SET SESSION binlog_format = 'STATEMENT'",
                    "INSERT INTO hidden.item VALUES (5, 'unseen')",
                    "UPDATE shop.item SET name = 'b'");
            reading.take(1);
            TidegateException stopped = catchThrowableOfType(TidegateException.class, () -> reading.take(2));
            assertThat(stopped.code()).isEqualTo(ErrorCode.STATEMENT_FORMAT);
            assertThat(stopped.detail()).contains("UPDATE shop.item");
        }
    }

    @Test
    void xaRowsComeAtTheirCommitAndARestartBeforeItKnowsThem() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            try (Connection connection = server.connect("shop");
                    Statement statement = connection.createStatement()) {
                for (String sql : List.of(
                        "XA START 'one'", "INSERT INTO item VALUES (1, 'xa')", "XA END 'one'", "XA PREPARE 'one'")) {
                    statement.execute(sql);
                }
            }
            sql("INSERT INTO shop.item VALUES (2, 'between')");
            reading.take(1);
            StartPoint stored = new StartPoint.AtCheckpoint(reading.checkpoint());
            sql("XA COMMIT 'one'", "INSERT INTO shop.item VALUES (3, 'after')");
            reading.take(3);
            assertThat(reading.seen())
                    .containsExactly("insert shop.item 2", "insert shop.item 1", "insert shop.item 3");
            try (Reading again = open(stored).take(2)) {
                assertThat(again.seen()).containsExactly("insert shop.item 1", "insert shop.item 3");
                assertThat(again.timestamps()).isEqualTo(reading.timestamps().subList(1, 3));
            }
        }
    }

    @Test
    void aGiantTransactionFlowsInBoundedMemoryAndGoesOnAfterABreakInTheMiddle() throws Exception {
        String start = server.binlogEnd();
        sql(
                "INSERT INTO shop.item VALUES (0, 'before')",
                "USE shop",
                "BEGIN",
                "INSERT INTO shop.item SELECT seq, REPEAT('x', 90) FROM seq_1_to_300000",
                "UPDATE shop.item SET name = 'y' WHERE id = 1",
                "COMMIT",
                "INSERT INTO shop.item VALUES (300001, 'after')");
        long first;
        StartPoint.Continue rest;
        try (Reading reading = open(new StartPoint.AtPosition("binlog", start)).countingOnly()) {
            reading.until(() -> reading.rows() > 100_000);
            sql("KILL " + query("SELECT MAX(id) FROM information_schema.processlist WHERE command = 'Binlog Dump'"));
            TidegateException lost = catchThrowableOfType(TidegateException.class, () -> reading.until(() -> false));
            assertThat(lost.code()).isEqualTo(ErrorCode.SOURCE_CONNECTION_LOST);
            first = reading.rows();
            rest = reading.goOn();
        }
        assertThat(first).isLessThan(300_000);
        try (Reading reading = open(rest).countingOnly()) {
            long wanted = 300_003 - first;
            reading.until(() -> reading.rows() >= wanted);
            reading.one(Duration.ofSeconds(2));
            assertThat(reading.rows()).isEqualTo(wanted);
            assertThat(memory.most()).isLessThanOrEqualTo(32 << 20);
        }
        assertThat(memory.held()).isZero();
    }

    @Test
    void aRowLargerThanHalfTheBudgetFindsRoomBehindRowsThatAreHeld() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql(
                    "CREATE TABLE shop.large (id INT PRIMARY KEY, body LONGTEXT)",
                    "USE shop",
                    "BEGIN",
                    "INSERT INTO item SELECT seq, REPEAT('x', 90) FROM seq_1_to_100000",
                    "INSERT INTO large VALUES (1, REPEAT('y', 20000000))",
                    "INSERT INTO large VALUES (2, REPEAT('y', 20000000))",
                    "COMMIT");
            reading.countingOnly().take(100_003);
        }
        assertThat(memory.held()).isZero();
    }

    /** The session has planned with the memory it had: its blocks alone are larger than what is left. */
    @Test
    void aBudgetThatShrinksWhenOtherChangefeedsJoinStillLetsItGoOn() throws Exception {
        MemoryPool pool = new MemoryPool(8 << 20);
        MemoryPool.Share share = pool.join();
        try (Reading reading = open(new StartPoint.Now(), share)) {
            sql("USE shop", "INSERT INTO item VALUES (0, 'before')");
            reading.take(1);
            for (int feed = 1; feed < 60; feed++) {
                pool.join();
            }
            assertThat(share.size()).isLessThan(150_000);
            sql(
                    "USE shop",
                    "INSERT INTO item SELECT seq, REPEAT('x', 90) FROM seq_1_to_50000",
                    "BEGIN",
                    "INSERT INTO item SELECT seq, REPEAT('x', 90) FROM seq_100001_to_150000",
                    "UPDATE item SET name = 'y' WHERE id > 100000",
                    "COMMIT");
            reading.countingOnly().take(150_001);
        }
        assertThat(pool.used()).isZero();
    }

    @Test
    void aRestartOfTheServerIsALostConnectionAndReadingGoesOn() throws Exception {
        try (Reading reading = open(new StartPoint.Now())) {
            sql("INSERT INTO shop.item VALUES (1, 'a')");
            reading.take(1);
            server.kill();
            TidegateException lost = catchThrowableOfType(TidegateException.class, () -> reading.take(2));
            assertThat(lost.code()).isEqualTo(ErrorCode.SOURCE_CONNECTION_LOST);
            server.start();
            sql("INSERT INTO shop.item VALUES (2, 'b')");
            try (Reading rest = open(reading.goOn()).take(1)) {
                assertThat(rest.seen()).containsExactly("insert shop.item 2");
            }
        }
    }

    private Reading open(StartPoint start) {
        return open(start, memory);
    }

    private static Reading open(StartPoint start, MemoryBudget memory) {
        SourceSettings settings = new SourceSettings("test", new Shop(), ZoneOffset.UTC, false);
        SourceEndpoint endpoint = new SourceEndpoint(
                SourceKind.MARIADB,
                server.host(),
                server.port(),
                server.adminUser(),
                new Secret(server.adminPassword()),
                new SourceTls(SourceTls.Mode.DISABLED, null, null, null));
        return new Reading(new MysqlSource(endpoint, settings, InstantSource.system()), start, memory);
    }

    private static String file(String position) {
        return position.substring(0, position.indexOf(':'));
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
