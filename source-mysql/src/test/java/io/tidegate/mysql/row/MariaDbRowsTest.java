package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What we read in the log of a real MariaDB is what it answers to a SELECT. */
@Timeout(120)
class MariaDbRowsTest {
    private static final String SESSION_ZONE = "+05:30";
    private static final int ROWS = 300;

    @TempDir
    private static Path directory;

    private static EmbeddedMariaDb database;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        database = EmbeddedMariaDb.builder()
                .directory(directory)
                .option("--max-allowed-packet=64M")
                .build()
                .start();
        connection = database.connect("");
        execute("SET sql_mode = '', time_zone = '" + SESSION_ZONE + "'");
        execute("CREATE DATABASE d CHARACTER SET utf8mb4");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void everyCellReadsLikeTheAnswerOfASelect() throws Exception {
        List<TestedColumn> tested = TestedColumns.ofMariaDb();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TestedTable written = new TestedTable(connection, tested);
        written.create("ROW_FORMAT = DYNAMIC");
        for (int i = 0; i < ROWS; i++) {
            written.insert(i, random);
        }
        List<List<String>> inserted = written.select();
        execute("UPDATE d.t SET c0 = c0 + 1, c10 = NULL WHERE id % 3 = 0 ORDER BY id");
        List<List<String>> updated = written.select();
        execute("DELETE FROM d.t ORDER BY id");
        TableVersion table = written.version();
        BinlogRowBatch batch = BinlogFile.rows(newestLog(), table, collations());

        RowCursor cursor = new BinlogCursors(ZoneId.of(SESSION_ZONE)).open(batch);
        int inserts = 0;
        int updates = 0;
        int deletes = 0;
        while (cursor.next()) {
            switch (cursor.kind()) {
                case INSERT -> assertRow(cursor, RowKind.INSERT, inserted.get(inserts++), seed);
                case UPDATE -> {
                    // A row that would stay the same is not logged.
                    int row = (int) cursor.before().integer(0);
                    updates++;
                    assertRow(cursor, RowKind.DELETE, inserted.get(row), seed);
                    assertRow(cursor, RowKind.INSERT, updated.get(row), seed);
                    for (int i = 0; i < table.columns().size(); i++) {
                        boolean same =
                                inserted.get(row).get(i).equals(updated.get(row).get(i));
                        assertThat(cursor.sameBytes(i))
                                .as("seed %d column %d", seed, i)
                                .isEqualTo(same);
                    }
                }
                case DELETE -> assertRow(cursor, RowKind.DELETE, updated.get(deletes++), seed);
            }
        }
        assertThat(List.of(inserts, deletes)).containsExactly(ROWS, ROWS);
        assertThat(updates).isBetween(ROWS / 4, ROWS / 3);
    }

    @Test
    void theBuiltInCollationsAreThoseOfTheServer() throws SQLException {
        listed().forEach((id, collation) -> assertThat(
                        CollationTable.builtIn().charset(id).name())
                .as("collation %d", id)
                .isEqualTo(collation.charset()));
    }

    @Test
    void singleByteCharacterSetsConvertAsTheServerConvertsThem() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (String name :
                listed().values().stream().map(Collation::charset).distinct().toList()) {
            TextCharset charset = TextCharset.named(name);
            if (charset.conversion() != TextCharset.Conversion.TABLE) {
                continue;
            }
            for (int i = 0; i < 256; i++) {
                String server = query("SELECT HEX(CONVERT(CHAR(" + i + " USING " + name + ") USING utf16))");
                String ours = String.format(Locale.ROOT, "%04X", (int) charset.table()[i]);
                boolean undefined = server.equals("FFFD") || (i != '?' && server.equals("003F"));
                if (!server.equals(ours) && !undefined) {
                    differences.add(name + " " + i + " server " + server + " ours " + ours);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void assertRow(RowCursor cursor, RowKind image, List<String> expected, long seed) {
        for (int i = 0; i < expected.size(); i++) {
            Column column = cursor.table().column(i);
            String ours = CellText.of(column, image == RowKind.INSERT ? cursor.after() : cursor.before(), i);
            assertThat(ours)
                    .as("seed %d row %s column %s %s", seed, expected.get(0), column.name(), column.type())
                    .isEqualTo(expected.get(i));
        }
    }

    private static CollationTable collations() throws SQLException {
        return new CollationTable(listed());
    }

    private static Map<Integer, Collation> listed() throws SQLException {
        Map<Integer, Collation> listed = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT ID, CHARACTER_SET_NAME, FULL_COLLATION_NAME FROM"
                        + " information_schema.COLLATION_CHARACTER_SET_APPLICABILITY WHERE ID IS NOT NULL")) {
            while (result.next()) {
                listed.put(result.getInt(1), new Collation(result.getString(2), result.getString(3)));
            }
        }
        return listed;
    }

    private static Path newestLog() throws SQLException {
        return directory.resolve("data").resolve(query("SHOW BINLOG STATUS"));
    }

    private static String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
