package io.tidegate.mysql.check;

import io.tidegate.check.Check;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.stream.Collectors;

/** The checks of the tables that a changefeed replicates: M012, M014 and M024. */
final class TableChecks {
    private static final int NAMED = 10;

    private TableChecks() {}

    /** Whether any table matches at all. */
    static Check matched(List<TableVersion> tables, String user) {
        if (!tables.isEmpty()) {
            return Check.pass("M024", "table filter", tables.size() + " tables match");
        }
        return Check.warn(
                "M024",
                "table filter",
                "no table matches",
                "Check the filter rules, and that the user sees the tables: GRANT SELECT ON *.* TO '" + user
                        + "'@'%';");
    }

    /** Whether the rows of each table can be told apart. */
    static Check keys(List<TableVersion> tables) {
        List<TableName> keyless = tables.stream()
                .filter(table -> !table.hasHandleKey())
                .map(TableVersion::name)
                .toList();
        if (keyless.isEmpty()) {
            return Check.pass("M014", "keys", "every table has a primary key or a unique key of NOT NULL columns");
        }
        String first = keyless.get(0).toString();
        return Check.warn(
                "M014",
                "keys",
                named(keyless)
                        + " without a primary key or a unique key of NOT NULL columns: their rows cannot be told apart,"
                        + " so a repeated change cannot be recognised",
                "ALTER TABLE " + quoted(keyless.get(0)) + " ADD PRIMARY KEY (...); for " + first
                        + " and the like, or exclude them.");
    }

    /**
     * Whether the server writes the changes of each schema to its binlog.
     *
     * @param only comma-separated schemas of binlog_do_db
     * @param ignored comma-separated schemas of binlog_ignore_db
     */
    static Check logged(List<TableVersion> tables, String only, String ignored) {
        List<String> onlyThese = schemas(only);
        List<String> notThese = schemas(ignored);
        List<String> lost = tables.stream()
                .map(table -> table.name().schema())
                .distinct()
                .filter(schema -> notThese.contains(schema) || (!onlyThese.isEmpty() && !onlyThese.contains(schema)))
                .toList();
        if (lost.isEmpty()) {
            return Check.pass("M012", "binlog_do_db", "every schema is written to the binlog");
        }
        return Check.fail(
                "M012",
                onlyThese.isEmpty() ? "binlog_ignore_db" : "binlog_do_db",
                "the server keeps changes out of its binlog: schema " + String.join(", ", lost),
                "Remove binlog_do_db and binlog_ignore_db for these schemas under [mysqld] and restart the server, or exclude"
                        + " them.");
    }

    private static List<String> schemas(String list) {
        return List.of(list.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static String named(List<TableName> tables) {
        String names = tables.stream().limit(NAMED).map(TableName::toString).collect(Collectors.joining(", "));
        return tables.size() > NAMED ? names + " and " + (tables.size() - NAMED) + " more are" : names;
    }

    private static String quoted(TableName name) {
        return "`" + name.schema().replace("`", "``") + "`.`" + name.table().replace("`", "``") + "`";
    }
}
