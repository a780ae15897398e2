package io.tidegate.mysql.row;

import static io.tidegate.model.ColumnType.ofFraction;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
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

    /**
     * A column of the test table.
     *
     * @param ddl its definition without a name
     * @param select an expression that gives its value as text, {@code $} is the column
     */
    private record Tested(String ddl, ColumnType type, String select, RandomLiteral literal) {}

    private interface RandomLiteral {
        String next(Random random);
    }

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
        List<Tested> tested = columns();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        execute(createTable(tested));
        for (int i = 0; i < ROWS; i++) {
            execute(insert(tested, i, random));
        }
        List<List<String>> inserted = select(tested);
        execute("UPDATE d.t SET c0 = c0 + 1, c10 = NULL WHERE id % 3 = 0 ORDER BY id");
        List<List<String>> updated = select(tested);
        execute("DELETE FROM d.t ORDER BY id");
        TableVersion table = table(tested);
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
        collationNames().forEach((id, charset) -> assertThat(
                        CollationTable.builtIn().charset(id).name())
                .as("collation %d", id)
                .isEqualTo(charset));
    }

    @Test
    void singleByteCharacterSetsConvertAsTheServerConvertsThem() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (String name : collationNames().values().stream().distinct().toList()) {
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

    private static List<Tested> columns() {
        List<Tested> all = new ArrayList<>();
        RandomLiteral integers = random -> Long.toString(random.nextLong() >> random.nextInt(64));
        for (ColumnKind kind : List.of(
                ColumnKind.INT, ColumnKind.TINYINT, ColumnKind.SMALLINT, ColumnKind.MEDIUMINT, ColumnKind.BIGINT)) {
            all.add(new Tested(kind.name(), ColumnType.of(kind), "$", integers));
            all.add(new Tested(
                    kind + " UNSIGNED",
                    ColumnType.of(kind).asUnsigned(),
                    "$",
                    random -> Long.toUnsignedString(random.nextLong() >>> random.nextInt(64))));
        }
        all.add(new Tested("YEAR", ColumnType.of(ColumnKind.YEAR), "$ + 0", pick("0", "1901", "2155", "1999", "2024")));
        all.add(new Tested(
                "FLOAT",
                ColumnType.of(ColumnKind.FLOAT),
                "$ + 0e0",
                random -> Float.toString(Float.intBitsToFloat(random.nextInt() & 0xBFFFFFFF))));
        all.add(new Tested(
                "DOUBLE",
                ColumnType.of(ColumnKind.DOUBLE),
                "$",
                random -> Double.toString(Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL))));
        for (int[] type :
                new int[][] {{65, 30}, {38, 38}, {10, 0}, {12, 2}, {9, 9}, {18, 9}, {1, 0}, {37, 5}, {65, 0}}) {
            all.add(new Tested(
                    "DECIMAL(" + type[0] + "," + type[1] + ")",
                    ColumnType.of(ColumnKind.DECIMAL, type[0], type[1]),
                    "$",
                    random -> decimal(random, type[0], type[1])));
        }
        for (int bits : new int[] {1, 7, 8, 17, 64}) {
            all.add(new Tested(
                    "BIT(" + bits + ")",
                    ColumnType.of(ColumnKind.BIT, bits),
                    "$ + 0",
                    random -> Long.toUnsignedString(random.nextLong() >>> (64 - bits))));
        }
        temporals(all);
        members(all);
        texts(all);
        binaries(all);
        return all;
    }

    private static void temporals(List<Tested> all) {
        all.add(new Tested(
                "DATE",
                ColumnType.of(ColumnKind.DATE),
                "$",
                random -> random.nextInt(4) == 0 ? "'0000-00-00'" : "'" + date(random) + "'"));
        for (int digits = 0; digits <= 6; digits++) {
            String suffix = "(" + digits + ")";
            all.add(new Tested(
                    "DATETIME" + suffix,
                    ofFraction(ColumnKind.DATETIME, digits),
                    "$",
                    random -> random.nextInt(8) == 0
                            ? "'0000-00-00 00:00:00'"
                            : "'" + date(random) + " " + time(random, 24) + "'"));
            all.add(new Tested(
                    "TIMESTAMP" + suffix + " NULL",
                    ofFraction(ColumnKind.TIMESTAMP, digits),
                    "$",
                    random -> random.nextInt(8) == 0
                            ? "0"
                            : "FROM_UNIXTIME(" + (random.nextInt() & 0x7FFFFFFFL) + "." + random.nextInt(1_000_000)
                                    + ")"));
            all.add(new Tested(
                    "TIME" + suffix,
                    ofFraction(ColumnKind.TIME, digits),
                    "$",
                    random -> (random.nextBoolean() ? "'-" : "'") + time(random, 840) + "'"));
        }
    }

    private static void members(List<Tested> all) {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("m" + i);
        }
        all.add(new Tested(
                "ENUM('a','b''c','ç')",
                ColumnType.of(ColumnKind.ENUM),
                "$ + 0",
                pick("0", "1", "2", "3", "'nothing'")));
        all.add(new Tested(
                "ENUM('" + String.join("','", many) + "')",
                ColumnType.of(ColumnKind.ENUM),
                "$ + 0",
                random -> Integer.toString(1 + random.nextInt(300))));
        for (int count : new int[] {3, 9, 20, 30, 64}) {
            all.add(new Tested(
                    "SET('" + String.join("','", many.subList(0, count)) + "')",
                    ColumnType.of(ColumnKind.SET),
                    "CAST($ + 0 AS UNSIGNED)",
                    random -> Long.toUnsignedString(random.nextLong() >>> (64 - count))));
        }
    }

    private static void texts(List<Tested> all) {
        String select = "HEX(CONVERT($ USING utf8mb4))";
        for (String charset : collations("latin1 utf8mb3 utf8mb4 ascii latin2 latin5 latin7 greek hebrew cp1250 cp1251"
                + " cp1256 cp1257 cp850 cp852 cp866 koi8r koi8u tis620 macroman macce gbk gb2312 big5 sjis cp932 ujis"
                + " eucjpms euckr ucs2 utf16 utf16le utf32")) {
            all.add(new Tested(
                    "VARCHAR(40) CHARACTER SET " + charset,
                    ColumnType.of(ColumnKind.VARCHAR, 40),
                    select,
                    random -> literal(text(random, charset, 40))));
        }
        all.add(new Tested(
                "CHAR(10)",
                ColumnType.of(ColumnKind.CHAR, 10),
                select,
                random -> literal(text(random, "utf8mb4", 10))));
        all.add(new Tested(
                "CHAR(255)",
                ColumnType.of(ColumnKind.CHAR, 255),
                select,
                random -> literal(text(random, "utf8mb4", 255))));
        all.add(new Tested(
                "TINYTEXT", ColumnType.of(ColumnKind.TINYTEXT), select, random -> literal(text(random, "latin1", 40))));
        all.add(new Tested(
                "TEXT", ColumnType.of(ColumnKind.TEXT), select, random -> literal(text(random, "utf8mb4", 900))));
        all.add(new Tested(
                "LONGTEXT",
                ColumnType.of(ColumnKind.LONGTEXT),
                select,
                random -> literal(text(random, "utf8mb4", 900))));
        all.add(new Tested(
                "JSON", ColumnType.of(ColumnKind.JSON), select, pick("'{\"a\": [1,2.50,\"ç\"]}'", "'[]'", "'null'")));
        all.add(new Tested(
                "VARCHAR(900) COMPRESSED CHARACTER SET latin1",
                ColumnType.of(ColumnKind.VARCHAR, 900),
                select,
                random -> literal(text(random, "latin1", 3).repeat(1 + random.nextInt(250)))));
        all.add(new Tested(
                "TEXT COMPRESSED",
                ColumnType.of(ColumnKind.TEXT),
                select,
                random -> literal(text(random, "utf8mb4", 9).repeat(random.nextInt(900)))));
        all.add(new Tested(
                "UUID",
                ColumnType.of(ColumnKind.UUID),
                "$",
                random -> "'" + (random.nextBoolean() ? "0" : "f")
                        + hex(random, 6).substring(1) + "-0000-1000-8000-"
                        + pick("000000000000", "00000000ab00", "123456789abc").next(random) + "'"));
        all.add(new Tested(
                "INET4", ColumnType.of(ColumnKind.INET4), "$", pick("'0.0.0.0'", "'10.0.0.0'", "'255.1.20.3'")));
        all.add(new Tested(
                "INET6",
                ColumnType.of(ColumnKind.INET6),
                "$",
                pick(
                        "'::'",
                        "'::1'",
                        "'1::'",
                        "'1:0:2:0:0:3:4:5'",
                        "'::ffff:1.2.3.4'",
                        "'::1.2.3.4'",
                        "'::1:0'",
                        "'fe80::abcd:0'",
                        "'1:2:3:4:5:6:7:8'",
                        "'1:2:3:0:5:6:7:8'",
                        "'0:1:2:3:4:5:6:7'",
                        "'::ffff:0:1'")));
    }

    private static void binaries(List<Tested> all) {
        all.add(new Tested(
                "BINARY(16)", ColumnType.of(ColumnKind.BINARY, 16), "HEX($)", random -> "x'" + hex(random, 16) + "'"));
        all.add(new Tested(
                "BINARY(5)",
                ColumnType.of(ColumnKind.BINARY, 5),
                "HEX($)",
                pick("x'0000000000'", "x'01'", "x'FF00'", "''")));
        all.add(new Tested(
                "VARBINARY(300)",
                ColumnType.of(ColumnKind.VARBINARY, 300),
                "HEX($)",
                random -> "x'" + hex(random, 300) + "'"));
        all.add(new Tested(
                "TINYBLOB", ColumnType.of(ColumnKind.TINYBLOB), "HEX($)", random -> "x'" + hex(random, 200) + "'"));
        all.add(new Tested("BLOB", ColumnType.of(ColumnKind.BLOB), "HEX($)", random -> "x'" + hex(random, 400) + "'"));
        all.add(new Tested(
                "MEDIUMBLOB", ColumnType.of(ColumnKind.MEDIUMBLOB), "HEX($)", random -> "x'" + hex(random, 400) + "'"));
        all.add(new Tested(
                "LONGBLOB",
                ColumnType.of(ColumnKind.LONGBLOB),
                "HEX($)",
                random -> "REPEAT('x', " + random.nextInt(9000) + ")"));
        all.add(new Tested(
                "BLOB COMPRESSED",
                ColumnType.of(ColumnKind.BLOB),
                "HEX($)",
                random -> "REPEAT(x'00ff', " + random.nextInt(3000) + ")"));
        all.add(new Tested(
                "GEOMETRY",
                ColumnType.of(ColumnKind.GEOMETRY),
                "HEX($)",
                pick("POINT(1, 2)", "ST_GeomFromText('LINESTRING(0 0, 1 2)', 4326)")));
    }

    private static List<String> collations(String names) {
        return List.of(names.split(" "));
    }

    private static String text(Random random, String charset, int most) {
        String alphabet =
                switch (charset) {
                    case "latin1" -> "abc äöüß€ÿ\u0081\u009D'\\\"";
                    case "ascii" -> "abc XYZ~\\'";
                    case "latin2", "cp1250", "cp852", "macce" -> "abcčřžł'";
                    case "latin5" -> "abcğışİ";
                    case "latin7", "cp1257" -> "abcāčēģ";
                    case "greek" -> "abcαβγδ";
                    case "hebrew" -> "abcאבגד";
                    case "cp1251", "cp866", "koi8r", "koi8u" -> "abcЖдёю";
                    case "cp1256" -> "abcابج";
                    case "cp850", "macroman" -> "abcäöüé";
                    case "tis620" -> "abcกขฃ";
                    case "gbk", "gb2312", "big5" -> "abc中文人";
                    case "sjis", "cp932", "ujis", "eucjpms" -> "abcあいう日本カ\\";
                    case "euckr" -> "abc한국어";
                    case "utf8mb3", "ucs2" -> "abcçЖ中\u0000\uFFFD";
                    default -> "abcçЖ中😀\u0001";
                };
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0") + "'";
    }

    private static String hex(Random random, int most) {
        StringBuilder hex = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            hex.append(String.format(Locale.ROOT, "%02x", random.nextInt(3) == 0 ? 0 : random.nextInt(256)));
        }
        return most == 6 ? String.format(Locale.ROOT, "%08x", random.nextInt()) : hex.toString();
    }

    private static String decimal(Random random, int precision, int scale) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "").append('0');
        int used = random.nextInt(precision + 1);
        for (int i = 0; i < precision; i++) {
            if (i == precision - scale) {
                text.append('.');
            }
            text.append(i < precision - used ? 0 : random.nextInt(10));
        }
        return text.toString();
    }

    private static String date(Random random) {
        return String.format(
                Locale.ROOT, "%04d-%02d-%02d", random.nextInt(10_000), random.nextInt(13), random.nextInt(29));
    }

    private static String time(Random random, int hours) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%06d",
                random.nextInt(hours),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000_000));
    }

    private static RandomLiteral pick(String... literals) {
        return random -> literals[random.nextInt(literals.length)];
    }

    private static TableVersion table(List<Tested> tested) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("id", ColumnType.of(ColumnKind.INT), false));
        for (int i = 0; i < tested.size(); i++) {
            columns.add(new Column("c" + i, tested.get(i).type(), true));
        }
        return new TableVersion(new TableName("d", "t"), columns, List.of());
    }

    private static String createTable(List<Tested> tested) {
        StringBuilder sql = new StringBuilder("CREATE TABLE d.t (id INT PRIMARY KEY");
        for (int i = 0; i < tested.size(); i++) {
            sql.append(", c").append(i).append(' ').append(tested.get(i).ddl());
        }
        return sql.append(") ROW_FORMAT = DYNAMIC").toString();
    }

    private static String insert(List<Tested> tested, int id, Random random) {
        StringBuilder sql = new StringBuilder("INSERT INTO d.t VALUES (" + id);
        for (Tested column : tested) {
            sql.append(", ")
                    .append(random.nextInt(10) == 0 ? "NULL" : column.literal().next(random));
        }
        return sql.append(")").toString();
    }

    private static List<List<String>> select(List<Tested> tested) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT id");
        for (int i = 0; i < tested.size(); i++) {
            sql.append(", CONCAT('', ")
                    .append(tested.get(i).select().replace("$", "c" + i))
                    .append(')');
        }
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        sql.append(" FROM d.t ORDER BY id").toString())) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                row.add(result.getString(1));
                for (int i = 0; i < tested.size(); i++) {
                    row.add(CellText.canonical(tested.get(i).type().kind(), result.getString(i + 2)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static CollationTable collations() throws SQLException {
        return new CollationTable(collationNames());
    }

    private static Map<Integer, String> collationNames() throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT ID, CHARACTER_SET_NAME FROM"
                        + " information_schema.COLLATION_CHARACTER_SET_APPLICABILITY WHERE ID IS NOT NULL")) {
            while (result.next()) {
                names.put(result.getInt(1), result.getString(2));
            }
        }
        return names;
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
