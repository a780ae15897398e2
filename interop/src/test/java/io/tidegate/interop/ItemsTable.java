package io.tidegate.interop;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.CHAR;
import static org.apache.flink.table.api.DataTypes.DATE;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.DOUBLE;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.FLOAT;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.SMALLINT;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIME;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP;
import static org.apache.flink.table.api.DataTypes.TINYINT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/**
 * A table on a real server with a column of each type that Flink's canal-json can read, changes of it at random, and its
 * rows as texts, from the server and from Flink alike. What Flink cannot read is left out: bytes (it takes text for
 * base64), dates of zero, and times beyond a day.
 */
final class ItemsTable {
    private static final List<Item> COLUMNS = List.of(
            new Item("id", "BIGINT PRIMARY KEY", BIGINT().notNull(), "id"),
            new Item("flag", "BOOLEAN", TINYINT(), "flag"),
            new Item("tiny", "TINYINT", TINYINT(), "tiny"),
            new Item("small", "SMALLINT UNSIGNED", INT(), "small"),
            new Item("medium", "MEDIUMINT", INT(), "medium"),
            new Item("whole", "INT UNSIGNED", BIGINT(), "whole"),
            new Item("large", "BIGINT UNSIGNED", DECIMAL(20, 0), "large"),
            new Item("ratio", "FLOAT", FLOAT(), "CAST(ratio AS DOUBLE)"),
            new Item("exact", "DOUBLE", DOUBLE(), "exact"),
            new Item("price", "DECIMAL(20,4)", DECIMAL(20, 4), "price"),
            new Item("flags", "BIT(10)", INT(), "flags + 0"),
            new Item("state", "ENUM('new','paid','sent')", SMALLINT(), "state + 0"),
            new Item("tags", "SET('gift','rush','fragile')", BIGINT(), "tags + 0"),
            new Item("built", "YEAR", INT(), "CAST(built AS CHAR)"),
            new Item("day", "DATE", DATE(), "CAST(day AS CHAR)"),
            new Item("took", "TIME", TIME(0), "CAST(took AS CHAR)"),
            new Item("local", "DATETIME(3)", TIMESTAMP(3), "CAST(local AS CHAR)"),
            new Item("moment", "TIMESTAMP(6) NULL", TIMESTAMP(6), "CAST(moment AS CHAR)"),
            new Item("code", "CHAR(5)", CHAR(5), "code"),
            new Item("name", "VARCHAR(40) UNIQUE", STRING(), "name"),
            new Item("note", "MEDIUMTEXT", STRING(), "note"),
            new Item("doc", "JSON", STRING(), "doc"));

    /** What a user of Flink declares. */
    static final DataType FLINK_TYPE = ROW(
            COLUMNS.stream().map(column -> FIELD(column.name, column.flinkType)).toList());

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final Random random;
    private long lastId;

    /**
     * @param select an expression that gives the value as the messages have it
     */
    private record Item(String name, String sqlType, DataType flinkType, String select) {}

    ItemsTable(Connection connection, long seed) throws SQLException {
        this.connection = connection;
        this.random = new Random(seed);
        execute("SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES'");
    }

    void createDatabase() throws SQLException {
        execute("CREATE DATABASE shop CHARACTER SET utf8mb4");
    }

    void createTable() throws SQLException {
        execute("CREATE TABLE shop.items ("
                + COLUMNS.stream()
                        .map(column -> column.name + " " + column.sqlType)
                        .collect(Collectors.joining(", "))
                + ")");
        connection.setAutoCommit(false);
    }

    /** One transaction: some new rows, and then a change of some that are there, the primary key among it. */
    void changeAtRandom() throws SQLException {
        for (int i = random.nextInt(10); i >= 0; i--) {
            insert();
        }
        long id = 1 + random.nextLong(lastId);
        switch (random.nextInt(6)) {
            case 0 -> execute("DELETE FROM items WHERE id = " + id);
            case 1 -> execute("UPDATE items SET tiny = NULL, note = CONCAT('<', id, '>') WHERE id % 7 = " + id % 7);
            case 2 -> execute("UPDATE items SET exact = exact / 3, flags = 1023, day = NULL WHERE id % 5 = " + id % 5);
            case 3 -> execute("UPDATE items SET id = " + ++lastId + " WHERE id = " + id);
            case 4 -> execute("UPDATE items SET name = CONCAT('name ', id) WHERE id = " + id);
            default -> execute("UPDATE items SET state = 'sent', tags = 'rush', price = price + 1 WHERE id = " + id);
        }
        connection.commit();
    }

    /** All rows by their key. */
    Map<Long, List<String>> rows() throws SQLException {
        Map<Long, List<String>> rows = new TreeMap<>();
        String select = COLUMNS.stream().map(Item::select).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + select + " FROM shop.items")) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < COLUMNS.size(); i++) {
                    LogicalTypeRoot root =
                            COLUMNS.get(i).flinkType.getLogicalType().getTypeRoot();
                    String text = result.getString(i + 1);
                    row.add(text == null ? "NULL" : number(root, result, i + 1, text));
                }
                rows.put(result.getLong(1), row);
            }
        }
        return rows;
    }

    private static String number(LogicalTypeRoot root, ResultSet result, int index, String text) throws SQLException {
        return switch (root) {
            case FLOAT -> Float.toString((float) result.getDouble(index));
            case DOUBLE -> Double.toString(result.getDouble(index));
            default -> text;
        };
    }

    /** A row that Flink read, in the same texts. */
    static List<String> shown(RowData row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            LogicalType type = COLUMNS.get(i).flinkType.getLogicalType();
            texts.add(shown(type, RowData.createFieldGetter(type, i).getFieldOrNull(row)));
        }
        return texts;
    }

    private static String shown(LogicalType type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.getTypeRoot()) {
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIME_WITHOUT_TIME_ZONE ->
                DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay((Integer) value * 1_000_000L));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> {
                int digits = type.asSummaryString().contains("(3)") ? 3 : 6;
                yield DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss." + "S".repeat(digits), Locale.ROOT)
                        .format(((TimestampData) value).toLocalDateTime());
            }
            case DECIMAL -> ((DecimalData) value).toBigDecimal().toPlainString();
            default -> value.toString();
        };
    }

    private void insert() throws SQLException {
        String places = COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO shop.items VALUES (" + places + ")")) {
            List<@Nullable Object> row = newRow();
            for (int i = 0; i < row.size(); i++) {
                insert.setObject(i + 1, row.get(i));
            }
            insert.executeUpdate();
        }
    }

    /** Values of every column, every eighth of them NULL. */
    private List<@Nullable Object> newRow() {
        List<@Nullable Object> row = Arrays.asList(
                ++lastId,
                random.nextInt(2),
                random.nextInt(256) - 128,
                random.nextInt(1 << 16),
                random.nextInt(1 << 24) - (1 << 23),
                random.nextLong(1L << 32),
                Long.toUnsignedString(random.nextLong()),
                (random.nextFloat() - 0.5f) * 1e6f,
                random.nextGaussian() * 1e9,
                (random.nextLong() >> 10) + "." + (1000 + random.nextInt(9000)),
                random.nextInt(1024),
                1 + random.nextInt(3),
                random.nextInt(8),
                1901 + random.nextInt(255),
                LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000).toString(),
                String.format(
                        Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60)),
                datetime() + String.format(Locale.ROOT, ".%03d", random.nextInt(1000)),
                datetime() + String.format(Locale.ROOT, ".%06d", random.nextInt(1_000_000)),
                text(5).strip(),
                "n" + lastId,
                text(200),
                "{\"n\": " + random.nextInt() + ", \"t\": \"<\\u00e9>\"}");
        for (int i = 1; i < row.size(); i++) {
            if (random.nextInt(8) == 0) {
                row.set(i, null);
            }
        }
        return row;
    }

    private String datetime() {
        return SECONDS.format(Instant.ofEpochSecond(86_400 + random.nextInt(Integer.MAX_VALUE - 200_000)));
    }

    private String text(int most) {
        return random.ints(random.nextInt(most), 0x20, 0x2fff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace(" items ", " shop.items "));
        }
    }
}
