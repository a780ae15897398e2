package io.tidegate.mysql.check;

import io.tidegate.check.Check;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.mysql.protocol.ServerInfo;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the replicated tables are stored, M013, M015 and M016: what an engine, a foreign key or an old format of time keeps
 * out of the binlog or makes unreadable in it.
 */
final class StorageChecks {
    private static final Set<String> TRANSACTIONAL = Set.of("INNODB", "ROCKSDB", "NDBCLUSTER", "TOKUDB");
    private static final int NAMED = 10;

    private static final String ENGINES = "SELECT table_schema, table_name, engine FROM information_schema.tables"
            + " WHERE table_type = 'BASE TABLE' AND engine IS NOT NULL";
    private static final String CASCADES =
            "SELECT constraint_schema, table_name, constraint_name FROM information_schema.referential_constraints"
                    + " WHERE delete_rule IN ('CASCADE', 'SET NULL') OR update_rule IN ('CASCADE', 'SET NULL')";
    private static final String OLD_TIMES =
            "SELECT table_schema, table_name, column_name FROM information_schema.columns"
                    + " WHERE column_type LIKE '%mariadb-5.3%'";

    private final ReplicationConnection connection;
    private final Set<TableName> tables;

    private StorageChecks(ReplicationConnection connection, List<TableVersion> tables) {
        this.connection = connection;
        this.tables = tables.stream().map(TableVersion::name).collect(Collectors.toSet());
    }

    static List<Check> of(ReplicationConnection connection, List<TableVersion> tables) {
        StorageChecks checks = new StorageChecks(connection, tables);
        List<Check> found = new ArrayList<>(List.of(checks.engines(), checks.cascades()));
        if (connection.server().flavour() == Flavour.MARIADB) {
            found.add(checks.oldTimes());
        }
        return found;
    }

    private Check engines() {
        List<TableName> other = rows(ENGINES).stream()
                .filter(row -> !TRANSACTIONAL.contains(row.what().toUpperCase(Locale.ROOT)))
                .map(Row::table)
                .toList();
        if (other.isEmpty()) {
            return Check.pass("M013", "storage engine", "every table is transactional");
        }
        return Check.warn(
                "M013",
                "storage engine",
                "not transactional: " + TableChecks.named(other)
                        + "; their changes stay when a transaction is rolled back, and one that was sent in part by then"
                        + " ends the changefeed",
                "ALTER TABLE " + other.get(0) + " ENGINE = InnoDB; and the like.");
    }

    private Check cascades() {
        List<Row> silent = logsCascades() ? List.of() : rows(CASCADES);
        if (silent.isEmpty()) {
            return Check.pass("M015", "foreign keys", "none changes rows without the binlog");
        }
        return Check.warn(
                "M015",
                "foreign keys",
                "rows that these change by CASCADE or SET NULL are not in the binlog, so they are not replicated: "
                        + named(silent),
                "Change the referring rows by statements of their own before, and give the foreign keys RESTRICT.");
    }

    /** MySQL 9.6 and later can follow foreign keys above the engine, where changes are logged. */
    private boolean logsCascades() {
        ServerInfo server = connection.server();
        return server.flavour() == Flavour.MYSQL
                && server.atLeast(9, 6, 0)
                && connection.query("SHOW GLOBAL VARIABLES LIKE 'innodb_native_foreign_keys'").stream()
                        .anyMatch(row -> "OFF".equalsIgnoreCase(row.get(1)));
    }

    private Check oldTimes() {
        List<Row> old = rows(OLD_TIMES);
        if (old.isEmpty()) {
            return Check.pass("M016", "formats of time", "every column can be read from the binlog");
        }
        return Check.fail(
                "M016",
                "formats of time",
                "stored as MariaDB 5.3 did, with digits that the binlog does not tell: " + named(old),
                "SET GLOBAL mysql56_temporal_format = ON; then ALTER TABLE "
                        + old.get(0).table() + " FORCE; and the like, or exclude the tables.");
    }

    private record Row(TableName table, String what) {}

    /** Rows of schema, table and something of it, of the tables that are replicated. */
    private List<Row> rows(String query) {
        List<Row> rows = new ArrayList<>();
        for (List<@Nullable String> row : connection.query(query)) {
            TableName table = new TableName(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            if (tables.contains(table)) {
                rows.add(new Row(table, String.valueOf(row.get(2))));
            }
        }
        return rows;
    }

    private static String named(List<Row> rows) {
        String first = rows.stream()
                .limit(NAMED)
                .map(row -> row.table() + "." + row.what())
                .collect(Collectors.joining(", "));
        return rows.size() > NAMED ? first + " and " + (rows.size() - NAMED) + " more" : first;
    }
}
