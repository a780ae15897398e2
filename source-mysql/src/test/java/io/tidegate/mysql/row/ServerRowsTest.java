package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.MetadataConnection;
import io.tidegate.source.StartPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session reads from a real server is what the server answers to a SELECT, for every type that it has. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerRowsTest {
    private static final String SESSION_ZONE = "+05:30";
    private static final int ROWS = 200;

    @ParameterizedTest
    @EnumSource
    void everyCellReadsLikeTheAnswerOfASelect(TestServer.Kind kind) throws Exception {
        long seed = System.nanoTime();
        try (TestServer server = TestServer.start(kind);
                Connection connection = MetadataConnection.open(server.endpoint(), Duration.ofSeconds(20))) {
            execute(connection, "SET sql_mode = '', time_zone = '" + SESSION_ZONE + "'");
            execute(connection, "CREATE DATABASE d CHARACTER SET utf8mb4");
            try (SessionRows session =
                    new SessionRows(server.endpoint(), ZoneId.of(SESSION_ZONE), new StartPoint.Now())) {
                TestedTable table = new TestedTable(connection, server.columns());
                table.create("ROW_FORMAT = DYNAMIC");
                compare(table, connection, session, seed);
            }
        }
    }

    private static void compare(TestedTable written, Connection connection, SessionRows session, long seed)
            throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < ROWS; i++) {
            written.insert(i, random);
        }
        List<List<String>> inserted = written.select();
        execute(connection, "UPDATE d.t SET c10 = NULL WHERE id % 3 = 0 ORDER BY id");
        List<List<String>> updated = written.select();
        execute(connection, "DELETE FROM d.t ORDER BY id");

        int changed = 0;
        for (int i = 0; i < ROWS; i++) {
            // A row that would stay the same is not logged.
            changed += inserted.get(i).equals(updated.get(i)) ? 0 : 1;
        }
        List<SessionRows.Row> all = session.take(ROWS + changed + ROWS);
        assertThat(all).hasSize(ROWS + changed + ROWS);
        List<SessionRows.Row> inserts = all.subList(0, ROWS);
        assertSameTypes(inserts.get(0).table(), written.version());
        for (int i = 0; i < ROWS; i++) {
            assertRow(inserts.get(i).table(), inserts.get(i).after(), inserted.get(i), seed);
        }
        for (SessionRows.Row update : all.subList(ROWS, ROWS + changed)) {
            int id = Integer.parseInt(update.before().get(0));
            assertRow(update.table(), update.before(), inserted.get(id), seed);
            assertRow(update.table(), update.after(), updated.get(id), seed);
            for (int i = 0; i < update.sameBytes().size(); i++) {
                assertThat(update.sameBytes().get(i))
                        .as("seed %d column %d", seed, i)
                        .isEqualTo(
                                inserted.get(id).get(i).equals(updated.get(id).get(i)));
            }
        }
        List<SessionRows.Row> deletes = all.subList(ROWS + changed, all.size());
        for (int i = 0; i < ROWS; i++) {
            assertRow(deletes.get(i).table(), deletes.get(i).before(), updated.get(i), seed);
        }
    }

    private static void assertSameTypes(TableVersion ours, TableVersion expected) {
        assertThat(ours.columns()).hasSameSizeAs(expected.columns());
        for (int i = 0; i < expected.columns().size(); i++) {
            assertThat(ours.column(i).type().kind())
                    .as("%s %s", ours.column(i).name(), ours.column(i).type())
                    .isEqualTo(expected.column(i).type().kind());
            assertThat(ours.column(i).type().unsigned())
                    .isEqualTo(expected.column(i).type().unsigned());
        }
    }

    private static void assertRow(TableVersion table, List<String> ours, List<String> expected, long seed) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(ours.get(i))
                    .as("seed %d row %s column %s", seed, expected.get(0), table.column(i))
                    .isEqualTo(expected.get(i));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
