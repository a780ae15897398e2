package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.Generation;
import io.tidegate.model.RowKind;
import io.tidegate.mysql.protocol.MetadataConnection;
import io.tidegate.source.StartPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Columns that only MySQL has, or logs in a way of its own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Needs(TestPart.MYSQL)
class MySqlRowsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.Kind.MYSQL);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        sql("DROP DATABASE IF EXISTS d", "CREATE DATABASE d");
    }

    @Test
    void aVirtualColumnHasItsOldValueInTheImageBefore() throws Exception {
        sql("CREATE TABLE d.g (id INT PRIMARY KEY, a INT, v INT AS (a * 2) VIRTUAL, s INT AS (a * 3) STORED)");
        try (SessionRows session = open()) {
            sql("INSERT INTO d.g (id, a) VALUES (1, 5)", "UPDATE d.g SET a = 7", "DELETE FROM d.g");
            List<SessionRows.Row> rows = session.take(3);
            assertThat(rows.get(0).table().columns())
                    .extracting(Column::generation)
                    .containsExactly(Generation.NONE, Generation.NONE, Generation.VIRTUAL, Generation.STORED);
            assertThat(rows.get(0).after()).containsExactly("1", "5", "10", "15");
            assertThat(rows.get(1).before()).containsExactly("1", "5", "10", "15");
            assertThat(rows.get(1).after()).containsExactly("1", "7", "14", "21");
            assertThat(rows.get(2).before()).containsExactly("1", "7", "14", "21");
        }
    }

    @Test
    void theStatementAndTheCatalogueTellTheSameDefaultsCollationsAndIndexes() throws Exception {
        sql("CREATE TABLE d.w (id INT PRIMARY KEY)");
        try (SessionRows fromLog = open()) {
            sql(
                    "CREATE TABLE d.t (id INT PRIMARY KEY DEFAULT 5, n DECIMAL(9,2) DEFAULT 1.5, s VARCHAR(9) DEFAULT 'it''s',"
                            + " x VARCHAR(9) DEFAULT '5', b BIT(4) DEFAULT b'0101', d DATETIME(3) DEFAULT '2020-01-02',"
                            + " t TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP(3), e ENUM('p','q') DEFAULT 'q', f DOUBLE DEFAULT 1e3,"
                            + " u CHAR(36) DEFAULT (UUID()), l CHAR(3) CHARSET latin1, h VARBINARY(3) DEFAULT 0x41FF,"
                            + " o VARCHAR(20) DEFAULT 'current_timestamp', KEY k (n, s))",
                    "INSERT INTO d.t (id) VALUES (1)");
            List<SessionRows.Row> logged = fromLog.take(1);
            try (SessionRows fromCatalogue = open()) {
                sql("INSERT INTO d.t (id) VALUES (2)");
                List<SessionRows.Row> listed = fromCatalogue.take(1);
                assertThat(logged.get(0).table().columns())
                        .isEqualTo(listed.get(0).table().columns());
                assertThat(logged.get(0).table().indexes())
                        .isEqualTo(listed.get(0).table().indexes());
                assertThat(listed.get(0).table().columns())
                        .extracting(Column::defaultText)
                        .containsExactly(
                                "5",
                                "1.50",
                                "it's",
                                "5",
                                "b'101'",
                                "2020-01-02 00:00:00.000",
                                "CURRENT_TIMESTAMP(3)",
                                "q",
                                "1000",
                                null,
                                null,
                                "A\u00ff",
                                "current_timestamp");
                assertThat(listed.get(0).table().column(10).collation())
                        .isEqualTo(new Collation("latin1", "latin1_swedish_ci"));
            }
        }
    }

    @Test
    void anIndexedVirtualColumnHasItsOldValueInTheImageBefore() throws Exception {
        sql("CREATE TABLE d.g (id INT PRIMARY KEY, a INT, v INT AS (a * 2) VIRTUAL, KEY (v), b TEXT)");
        try (SessionRows session = open()) {
            sql("INSERT INTO d.g (id, a) VALUES (1, 5)", "UPDATE d.g SET a = 7 WHERE v = 10", "UPDATE d.g SET b = 'x'");
            List<SessionRows.Row> rows = session.take(3);
            assertThat(rows.get(1).before()).containsExactly("1", "5", "10", "NULL");
            assertThat(rows.get(1).after()).containsExactly("1", "7", "14", "NULL");
            assertThat(rows.get(2).before()).containsExactly("1", "7", "14", "NULL");
        }
    }

    @Test
    void theHiddenColumnOfAFunctionalIndexIsNoColumn() throws Exception {
        sql("CREATE TABLE d.f (id INT PRIMARY KEY, a INT, KEY ((a + 1)), b INT)");
        try (SessionRows session = open()) {
            sql("INSERT INTO d.f VALUES (1, 2, 3)", "UPDATE d.f SET b = 4");
            List<SessionRows.Row> rows = session.take(2);
            assertThat(rows.get(0).table().columns()).extracting(Column::name).containsExactly("id", "a", "b");
            assertThat(rows.get(1).before()).containsExactly("1", "2", "3");
            assertThat(rows.get(1).after()).containsExactly("1", "2", "4");
        }
    }

    @Test
    void invisibleColumnsAreColumns() throws Exception {
        sql("CREATE TABLE d.i (id INT PRIMARY KEY, a INT INVISIBLE DEFAULT 9, b INT)");
        try (SessionRows session = open()) {
            sql(
                    "INSERT INTO d.i VALUES (1, 2)",
                    "ALTER TABLE d.i ALTER COLUMN b SET INVISIBLE",
                    "INSERT INTO d.i VALUES (2)");
            List<SessionRows.Row> rows = session.take(2);
            assertThat(rows.get(0).table().columns()).extracting(Column::name).containsExactly("id", "a", "b");
            assertThat(rows.get(0).after()).containsExactly("1", "9", "2");
            assertThat(rows.get(1).after()).containsExactly("2", "9", "NULL");
        }
    }

    @Test
    void aGeneratedInvisiblePrimaryKeyIsTheHandleKey() throws Exception {
        try (SessionRows session = open()) {
            sql(
                    "SET SESSION sql_generate_invisible_primary_key = ON",
                    "CREATE TABLE d.k (a INT, b INT)",
                    "INSERT INTO d.k VALUES (5, 6), (5, 6)",
                    "DELETE FROM d.k LIMIT 1");
            List<SessionRows.Row> rows = session.take(3);
            assertThat(rows.get(0).table().columns()).extracting(Column::name).containsExactly("my_row_id", "a", "b");
            assertThat(rows.get(0).table().handleKey()).containsExactly(0);
            assertThat(rows.get(1).after()).containsExactly("2", "5", "6");
            assertThat(rows.get(2).kind()).isEqualTo(RowKind.DELETE);
            assertThat(rows.get(2).before()).containsExactly("1", "5", "6");
        }
    }

    @Test
    void everyRowComesWithTheDefinitionItWasWrittenWith() throws Exception {
        try (SessionRows session = open()) {
            sql(
                    "CREATE TABLE d.t (id INT PRIMARY KEY, a INT)",
                    "INSERT INTO d.t VALUES (1, 10)",
                    "ALTER TABLE d.t ADD COLUMN j JSON AFTER id, ALGORITHM=INSTANT",
                    "INSERT INTO d.t VALUES (2, '[1]', 20)",
                    "ALTER TABLE d.t RENAME COLUMN a TO b, MODIFY j VARCHAR(20) CHARACTER SET latin1",
                    "INSERT INTO d.t VALUES (3, 'ö', 30)",
                    "RENAME TABLE d.t TO d.u",
                    "ALTER TABLE d.u DROP COLUMN j",
                    "INSERT INTO d.u VALUES (4, 40)",
                    "CREATE TABLE d.w LIKE d.u",
                    "INSERT INTO d.w VALUES (5, 50)",
                    "TRUNCATE TABLE d.u",
                    "DROP TABLE d.u, d.w",
                    "CREATE TABLE d.u (e ENUM('x', 'y') PRIMARY KEY)",
                    "INSERT INTO d.u VALUES ('y')");
            List<SessionRows.Row> rows = session.take(6);
            assertThat(rows)
                    .extracting(row -> row.table().toString() + row.after())
                    .containsExactly(
                            "d.t[id, a][1, 10]",
                            "d.t[id, j, a][2, 5B315D, 20]",
                            "d.t[id, j, b][3, C3B6, 30]",
                            "d.u[id, b][4, 40]",
                            "d.w[id, b][5, 50]",
                            "d.u[e][2]");
            assertThat(session.ddls()).hasSize(10);
        }
    }

    @Test
    void cascadesOfForeignKeysComeAsRows() throws Exception {
        sql(
                "CREATE TABLE d.parent (id INT PRIMARY KEY)",
                "CREATE TABLE d.child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES d.parent (id) ON DELETE"
                        + " CASCADE)",
                "INSERT INTO d.parent VALUES (1)",
                "INSERT INTO d.child VALUES (7, 1)");
        try (SessionRows session = open()) {
            sql("DELETE FROM d.parent", "INSERT INTO d.parent VALUES (2)");
            assertThat(session.take(3))
                    .extracting(row -> row.kind() + " " + row.table().name())
                    .containsExactly("DELETE d.child", "DELETE d.parent", "INSERT d.parent");
        }
    }

    private static SessionRows open() {
        return new SessionRows(server.endpoint(), ZoneOffset.UTC, new StartPoint.Now());
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = MetadataConnection.open(server.endpoint(), Duration.ofSeconds(20));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
