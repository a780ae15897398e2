package io.tidegate.mysql.schema;

import io.tidegate.error.TidegateException;
import io.tidegate.model.Collation;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads definitions from {@code information_schema} of either family: two queries a schema, never one a table, and none
 * of the columns for which the server would have to open every table. A table with a type that is unknown here is left
 * out; the log describes it. Opens a connection for each call.
 */
public final class InformationSchema implements DefinitionReader {
    private static final String BASE_TABLES = "TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";
    private static final String OWN_SCHEMAS = "('mysql', 'information_schema', 'performance_schema', 'sys')";

    private final Supplier<Connection> connections;
    private final Function<SQLException, TidegateException> failures;

    /**
     * @param connections opens a connection, which is closed after use
     * @param failures what an exception of the driver means
     */
    public InformationSchema(Supplier<Connection> connections, Function<SQLException, TidegateException> failures) {
        this.connections = connections;
        this.failures = failures;
    }

    @Override
    public List<TableName> tableNames() {
        String sql = "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE " + BASE_TABLES
                + " AND TABLE_SCHEMA NOT IN " + OWN_SCHEMAS + " ORDER BY TABLE_SCHEMA, TABLE_NAME";
        return on(connection -> {
            List<TableName> names = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    names.add(new TableName(rows.getString(1), rows.getString(2)));
                }
            }
            return names;
        });
    }

    @Override
    public List<TableDefinition> read(Collection<String> schemas) {
        return on(connection -> {
            List<TableDefinition> definitions = new ArrayList<>();
            for (String schema : schemas) {
                definitions.addAll(read(connection, schema, null));
            }
            return definitions;
        });
    }

    @Override
    public Optional<TableDefinition> read(TableName table) {
        return on(connection ->
                read(connection, table.schema(), table.table()).stream().findFirst());
    }

    private static List<TableDefinition> read(Connection connection, String schema, @Nullable String table)
            throws SQLException {
        Map<String, List<ColumnDefinition>> columns = columns(connection, schema, table);
        Map<String, Map<String, KeyDefinition>> keys = keys(connection, schema, table);
        List<TableDefinition> definitions = new ArrayList<>();
        columns.forEach((name, list) -> {
            definitions.add(TableDefinition.of(
                    new TableName(schema, name),
                    list,
                    keys.getOrDefault(name, Map.of()).values()));
        });
        return definitions;
    }

    private static Map<String, List<ColumnDefinition>> columns(
            Connection connection, String schema, @Nullable String table) throws SQLException {
        String sql =
                "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, EXTRA, COLUMN_DEFAULT, CHARACTER_SET_NAME,"
                        + " COLLATION_NAME FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = ?" + (table == null ? "" : " AND TABLE_NAME = ?")
                        + " AND TABLE_NAME IN (SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND "
                        + BASE_TABLES + ") ORDER BY TABLE_NAME, ORDINAL_POSITION";
        boolean mariaDb = connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("MariaDB");
        Map<String, List<ColumnDefinition>> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            statement.setString(parameter++, schema);
            if (table != null) {
                statement.setString(parameter++, table);
            }
            statement.setString(parameter, schema);
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> unknown = new HashSet<>();
                while (rows.next()) {
                    String name = rows.getString(1);
                    Optional<ColumnType> type = TypeText.parse(rows.getString(3));
                    if (type.isEmpty()) {
                        unknown.add(name);
                    } else {
                        tables.computeIfAbsent(name, any -> new ArrayList<>()).add(column(rows, type.get(), mariaDb));
                    }
                }
                tables.keySet().removeAll(unknown);
            }
        }
        return tables;
    }

    private static Map<String, Map<String, KeyDefinition>> keys(
            Connection connection, String schema, @Nullable String table) throws SQLException {
        String sql = "SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME,"
                + " IF(INDEX_TYPE IN ('SPATIAL', 'RTREE'), NULL, SUB_PART), NON_UNIQUE FROM information_schema.STATISTICS"
                + " WHERE TABLE_SCHEMA = ?" + (table == null ? "" : " AND TABLE_NAME = ?")
                + " ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";
        Map<String, Map<String, KeyDefinition>> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            if (table != null) {
                statement.setString(2, table);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    KeyDefinition part = new KeyDefinition(
                            rows.getString(2),
                            rows.getInt(5) == 0,
                            List.of(new KeyPart(rows.getString(3), rows.getInt(4))));
                    tables.computeIfAbsent(rows.getString(1), any -> new LinkedHashMap<>())
                            .merge(part.name(), part, InformationSchema::joined);
                }
            }
        }
        return tables;
    }

    private static KeyDefinition joined(KeyDefinition key, KeyDefinition next) {
        List<KeyPart> parts = new ArrayList<>(key.parts());
        parts.addAll(next.parts());
        return key.over(parts);
    }

    /** @param mariaDb whether defaults are shown as expressions, strings in quotes */
    private static ColumnDefinition column(ResultSet row, ColumnType type, boolean mariaDb) throws SQLException {
        String extra = row.getString(5);
        String charset = row.getString(7);
        String collation = row.getString(8);
        String shown = row.getString(6);
        DeclaredDefault value = DeclaredDefault.NONE;
        if (shown != null && mariaDb) {
            value = DefaultReader.ofExpression(shown);
        } else if (shown != null) {
            value = DefaultReader.ofCatalogue(shown, extra.contains("DEFAULT_GENERATED"), type);
        }
        return new ColumnDefinition(
                row.getString(2),
                type,
                row.getString(4).equalsIgnoreCase("YES"),
                generation(extra),
                value.printed(type),
                charset == null || collation == null ? null : new Collation(charset, collation));
    }

    private static Generation generation(String extra) {
        String words = extra.toUpperCase(Locale.ROOT);
        if (words.contains("VIRTUAL GENERATED")) {
            return Generation.VIRTUAL;
        }
        return words.contains("STORED GENERATED") ? Generation.STORED : Generation.NONE;
    }

    private <T> T on(Query<T> query) {
        try (Connection connection = connections.get()) {
            showHiddenKeys(connection);
            return query.run(connection);
        } catch (SQLException failure) {
            throw failures.apply(failure);
        }
    }

    /** MySQL 8.0.30 can hide the key that it made itself, but the log has it. */
    private static void showHiddenKeys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet variable =
                    statement.executeQuery("SHOW VARIABLES LIKE 'show_gipk_in_create_table_and_information_schema'")) {
                if (!variable.next()) {
                    return;
                }
            }
            statement.execute("SET SESSION show_gipk_in_create_table_and_information_schema = ON");
        }
    }

    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }
}
