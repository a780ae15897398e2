package io.tidegate.testkit.workload;

import io.tidegate.testkit.ledger.KeyedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the shop, with keys of every kind: a single and a composite primary key, a unique key that stands in
 * for one, and none. Every row carries a version that grows with each write.
 */
public final class ShopSchema {
    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS customers (
              id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
              email VARCHAR(120) NOT NULL,
              name VARCHAR(80) NOT NULL,
              profile JSON,
              created TIMESTAMP(3) NOT NULL,
              version BIGINT NOT NULL,
              UNIQUE KEY email (email)
            )""", """
            CREATE TABLE IF NOT EXISTS orders (
              id BIGINT NOT NULL PRIMARY KEY,
              customer_id BIGINT UNSIGNED NOT NULL,
              status ENUM('new','paid','sent','cancelled') NOT NULL,
              tags SET('gift','rush','fragile'),
              total DECIMAL(12,2) NOT NULL,
              placed DATETIME(3) NOT NULL,
              note TEXT,
              version BIGINT NOT NULL
            )""", """
            CREATE TABLE IF NOT EXISTS order_items (
              order_id BIGINT NOT NULL,
              line SMALLINT NOT NULL,
              sku VARCHAR(32) NOT NULL,
              quantity INT UNSIGNED NOT NULL,
              price DECIMAL(10,2) NOT NULL,
              version BIGINT NOT NULL,
              PRIMARY KEY (order_id, line)
            )""", """
            CREATE TABLE IF NOT EXISTS inventory (
              warehouse CHAR(4) NOT NULL,
              sku VARCHAR(32) NOT NULL,
              quantity INT NOT NULL,
              checked DATE,
              version BIGINT NOT NULL,
              UNIQUE KEY place (warehouse, sku)
            )""", """
            CREATE TABLE IF NOT EXISTS audit_log (
              at DATETIME(6) NOT NULL,
              actor VARCHAR(40) NOT NULL,
              action VARCHAR(40) NOT NULL,
              flags BIT(10),
              version BIGINT NOT NULL
            )""");

    private static final List<KeyedTable> KEYED = List.of(
            new KeyedTable("customers", List.of("id")),
            new KeyedTable("orders", List.of("id")),
            new KeyedTable("order_items", List.of("order_id", "line")),
            new KeyedTable("inventory", List.of("warehouse", "sku")),
            new KeyedTable("audit_log", List.of(KeyedTable.VERSION)));

    private ShopSchema() {}

    /** How the rows of each table are told apart. */
    public static List<KeyedTable> tables() {
        return KEYED;
    }

    /** Creates a database with the tables. */
    public static void create(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + database + " CHARACTER SET utf8mb4");
            statement.execute("USE " + database);
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
    }

    /**
     * The tables as the database holds them, each value as Canal-JSON prints it. TIMESTAMPs come in the time zone of the
     * session.
     */
    public static Map<String, Map<List<@Nullable String>, Map<String, @Nullable String>>> read(
            Connection connection, String database) throws SQLException {
        Map<String, Map<List<@Nullable String>, Map<String, @Nullable String>>> tables = new HashMap<>();
        for (KeyedTable table : KEYED) {
            tables.put(table.name(), readTable(connection, database, table));
        }
        return tables;
    }

    private static Map<List<@Nullable String>, Map<String, @Nullable String>> readTable(
            Connection connection, String database, KeyedTable table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns =
                        statement.executeQuery("SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS"
                                + " WHERE TABLE_SCHEMA = '" + database + "' AND TABLE_NAME = '" + table.name()
                                + "' ORDER BY ORDINAL_POSITION")) {
            while (columns.next()) {
                names.add(columns.getString(1));
                expressions.add(asMessageText(columns.getString(1), columns.getString(2)));
            }
        }
        Map<List<@Nullable String>, Map<String, @Nullable String>> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT " + String.join(", ", expressions) + " FROM " + database + "." + table.name())) {
            while (result.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    row.put(names.get(i), result.getString(i + 1));
                }
                List<@Nullable String> key = new ArrayList<>();
                table.key().forEach(column -> key.add(row.get(column)));
                rows.put(key, row);
            }
        }
        return rows;
    }

    private static String asMessageText(String column, String dataType) {
        String quoted = "`" + column + "`";
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "enum", "set", "bit" -> "CAST(" + quoted + " + 0 AS CHAR)";
            default -> "CAST(" + quoted + " AS CHAR)";
        };
    }
}
