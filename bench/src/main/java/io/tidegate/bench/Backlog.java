package io.tidegate.bench;

import io.tidegate.embedded.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A stretch of the binlog that every reader reads: inserts in transactions of 100 rows, single-row updates in
 * transactions of 10, deletes in transactions of 100, all of one table like sysbench's with a price and two more columns;
 * at the very end one row more, which says so.
 *
 * @param file the one binlog file that it lies in
 * @param begin position behind the definition of the table, before the first row
 * @param end position behind the last row
 * @param inserts rows inserted
 * @param updates rows updated
 * @param deletes rows deleted
 */
record Backlog(String file, long begin, long end, int inserts, int updates, int deletes) {
    static final String SCHEMA = "bench";
    static final String TABLE = "sbtest1";

    /** What the last row says. */
    static final String END = "the end of the backlog";

    private static final int ROWS_PER_TRANSACTION = 100;
    private static final int UPDATES_PER_TRANSACTION = 10;

    private static final String DEFINITION = """
            CREATE TABLE sbtest1 (
                id BIGINT NOT NULL PRIMARY KEY,
                k INT NOT NULL,
                c CHAR(120) NOT NULL,
                pad CHAR(60) NOT NULL,
                price DECIMAL(12, 2),
                changed DATETIME(3),
                note VARCHAR(50))
            """;

    // The rows are made in the server: a client would take longer to say them than the server to write them.
    private static final String INSERT =
            """
            CREATE PROCEDURE insert_rows(count INT)
            BEGIN
                DECLARE done INT DEFAULT 0;
                WHILE done < count DO
                    INSERT INTO sbtest1
                    SELECT done + seq, done * 7 + seq, CONCAT_WS('-', %s), CONCAT_WS('-', %s), RAND() * 1e9,
                        TIMESTAMPADD(SECOND, done + seq, '2026-01-01 00:00:00.125'), CONCAT('note on order ', done + seq)
                    FROM seq_1_to_%d;
                    SET done = done + %d;
                END WHILE;
            END
            """.formatted(digitGroups(10), digitGroups(5), ROWS_PER_TRANSACTION, ROWS_PER_TRANSACTION);

    private static final String UPDATE = """
            CREATE PROCEDURE update_rows(count INT)
            BEGIN
                DECLARE done INT DEFAULT 0;
                WHILE done < count DO
                    IF done MOD %d = 0 THEN COMMIT; START TRANSACTION; END IF;
                    SET done = done + 1;
                    UPDATE sbtest1 SET k = k + 1, price = price + 1 WHERE id = done * 3;
                END WHILE;
                COMMIT;
            END
            """.formatted(UPDATES_PER_TRANSACTION);

    private static final String DELETE = """
            CREATE PROCEDURE delete_rows(count INT)
            BEGIN
                DECLARE done INT DEFAULT 0;
                WHILE done < count DO
                    DELETE FROM sbtest1 WHERE id BETWEEN done + 1 AND done + %d;
                    SET done = done + %d;
                END WHILE;
            END
            """.formatted(ROWS_PER_TRANSACTION, ROWS_PER_TRANSACTION);

    /** Server options that the backlog needs: one file, nothing in it but what a reader is sent. */
    static final String[] SERVER_OPTIONS = {
        "--max-binlog-size=1G", "--binlog-annotate-row-events=OFF", "--innodb-buffer-pool-size=512M"
    };

    /** Row changes in all, the last one included. */
    long rows() {
        return (long) inserts + updates + deletes + 1;
    }

    /** Writes a backlog of so many inserts, three tenths as many updates and a tenth as many deletes. */
    static Backlog write(EmbeddedMariaDb server, int rows) throws SQLException {
        int inserts = Math.max(1, rows / 1000) * 1000;
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + SCHEMA);
            statement.execute("USE " + SCHEMA);
            statement.execute(DEFINITION);
            statement.execute("SET sql_log_bin = 0");
            statement.execute(INSERT);
            statement.execute(UPDATE);
            statement.execute(DELETE);
            statement.execute("SET sql_log_bin = 1");
            LogEnd begin = logEnd(statement);
            statement.execute("CALL insert_rows(" + inserts + ")");
            statement.execute("CALL update_rows(" + inserts / 10 * 3 + ")");
            statement.execute("CALL delete_rows(" + inserts / 10 + ")");
            statement.execute("INSERT INTO sbtest1 (id, k, c, pad) VALUES (0, 0, '" + END + "', '')");
            LogEnd end = logEnd(statement);
            if (!end.file().equals(begin.file())) {
                throw new IllegalArgumentException("the backlog does not fit into one binlog file; take fewer rows");
            }
            return new Backlog(begin.file(), begin.position(), end.position(), inserts, inserts / 10 * 3, inserts / 10);
        }
    }

    private static LogEnd logEnd(Statement statement) throws SQLException {
        try (ResultSet status = statement.executeQuery("SHOW BINLOG STATUS")) {
            status.next();
            return new LogEnd(status.getString(1), status.getLong(2));
        }
    }

    private static String digitGroups(int count) {
        return "LPAD(FLOOR(RAND() * 1e11), 11, '0'), ".repeat(count - 1) + "LPAD(FLOOR(RAND() * 1e11), 11, '0')";
    }

    private record LogEnd(String file, long position) {}
}
