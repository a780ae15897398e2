package io.tidegate.mysql.schema;

import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.mysql.schema.SqlToken.Kind;
import io.tidegate.mysql.schema.TableChange.AddKey;
import io.tidegate.mysql.schema.TableChange.DropKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one statement by its first keywords: which kind it is and which tables it names. */
final class StatementReader {
    private final SqlCursor cursor;
    private final ServerDialect dialect;
    private final String defaultSchema;
    private final String text;

    /**
     * @param cursor at the first word
     * @param defaultSchema the schema of unqualified names
     * @param text of the whole statement
     */
    StatementReader(SqlCursor cursor, ServerDialect dialect, String defaultSchema, String text) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.defaultSchema = defaultSchema;
        this.text = text;
    }

    List<DdlStatement> read() throws UnreadableSql {
        if (cursor.take("CREATE")) {
            return create();
        }
        if (cursor.take("ALTER")) {
            return alter();
        }
        if (cursor.take("DROP")) {
            return drop();
        }
        if (cursor.take("RENAME")) {
            return cursor.takeAny("TABLE", "TABLES") ? rename() : List.of();
        }
        return cursor.take("TRUNCATE") ? truncate() : List.of();
    }

    private List<DdlStatement> create() throws UnreadableSql {
        cursor.take("OR", "REPLACE");
        if (cursor.take("TABLE")) {
            return createTable();
        }
        if (cursor.takeAny("DATABASE", "SCHEMA")) {
            cursor.takeIfNotExists();
            return database(DdlKind.CREATE_DATABASE, cursor.name());
        }
        if (seesView()) {
            cursor.takeIfNotExists();
            return List.of(new DdlStatement.OfView(DdlKind.CREATE_VIEW, table(), text));
        }
        cursor.takeAny("ONLINE", "OFFLINE");
        boolean unique = cursor.take("UNIQUE");
        boolean index = cursor.take("INDEX")
                || cursor.take("FULLTEXT", "INDEX")
                || cursor.take("SPATIAL", "INDEX")
                || cursor.take("VECTOR", "INDEX");
        return index ? createIndex(unique) : List.of();
    }

    /** Moves behind VIEW if the statement is about one. */
    private boolean seesView() {
        while (cursor.seesAny("ALGORITHM", "DEFINER", "SQL")) {
            if (cursor.take("SQL")) {
                cursor.take("SECURITY");
                cursor.next();
            } else {
                cursor.next();
                cursor.takeSymbol('=');
                cursor.skip();
                if (cursor.takeSymbol('@')) {
                    cursor.skip();
                } else if (cursor.seesSymbol('(')) {
                    cursor.skip();
                }
            }
        }
        return cursor.take("VIEW");
    }

    private List<DdlStatement> createTable() throws UnreadableSql {
        boolean ifNotExists = cursor.takeIfNotExists();
        TableName table = table();
        TableName like = null;
        if (cursor.take("LIKE")) {
            like = table();
        } else if (cursor.seesSymbol('(') && cursor.peek(1).is("LIKE")) {
            cursor.next();
            cursor.next();
            like = table();
        }
        TableDefinition definition = like == null ? definition(table) : null;
        // The name behind LIKE would otherwise be looked for in the schema of the new table.
        String sql = like == null || table.schema().equals(defaultSchema)
                ? text
                : "CREATE TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + quoted(table) + " LIKE " + quoted(like);
        return List.of(new DdlStatement.CreateTable(table, ifNotExists, like, definition, sql));
    }

    /** The definition, null when it depends on more than this text. */
    private @Nullable TableDefinition definition(TableName table) {
        if (!cursor.seesSymbol('(')
                || cursor.peek(1).is("SELECT")
                || cursor.peek(1).is("WITH")) {
            return null;
        }
        List<TableChange> changes = new ArrayList<>();
        try {
            new ElementReader(cursor, dialect, new ArrayList<>(), changes).list();
        } catch (UnreadableSql unreadable) {
            return null;
        }
        while (cursor.peek().kind() != Kind.END) {
            if (cursor.seesAny("SELECT", "AS", "VALUES")
                    || cursor.sees("SYSTEM", "VERSIONING")
                    || takeBinaryCharset()) {
                return null;
            }
            cursor.skip();
        }
        TableDefinition empty = new TableDefinition(table, List.of(), List.of());
        return DefinitionChange.apply(empty, changes).orElse(null);
    }

    /** A table of character set {@code binary} turns its text columns into binary ones. */
    private boolean takeBinaryCharset() {
        if (!cursor.seesAny("SET", "CHARSET", "COLLATE")) {
            return false;
        }
        cursor.next();
        cursor.takeSymbol('=');
        return cursor.take("BINARY");
    }

    private List<DdlStatement> createIndex(boolean unique) throws UnreadableSql {
        cursor.takeIfNotExists();
        String name = cursor.name();
        if (cursor.takeAny("USING", "TYPE")) {
            cursor.next();
        }
        cursor.expect("ON");
        TableName table = table();
        List<TableChange> changes = new ArrayList<>();
        while (!cursor.seesSymbol('(') && !cursor.atEnd()) {
            // WAIT and NOWAIT of MariaDB.
            cursor.next();
        }
        List<KeyPart> parts = new ElementReader(cursor, dialect, new ArrayList<>(), changes).parts();
        changes.add(new AddKey(new KeyDefinition(name, unique, parts)));
        return List.of(new DdlStatement.AlterTable(DdlKind.CREATE_INDEX, table, null, changes, text));
    }

    private List<DdlStatement> alter() throws UnreadableSql {
        if (cursor.takeAny("DATABASE", "SCHEMA")) {
            return database(DdlKind.ALTER_DATABASE, seesDatabaseOption() ? defaultSchema : cursor.name());
        }
        if (seesView()) {
            return List.of(new DdlStatement.OfView(DdlKind.CREATE_VIEW, table(), text));
        }
        cursor.takeAny("ONLINE", "OFFLINE");
        cursor.take("IGNORE");
        if (!cursor.take("TABLE")) {
            return List.of();
        }
        cursor.takeIfExists();
        TableName table = table();
        skipWait();
        DdlStatement statement = new AlterReader(cursor, dialect, defaultSchema).read(table, text);
        return statement == null ? List.of() : List.of(statement);
    }

    /** Without a name the statement means the default schema. */
    private boolean seesDatabaseOption() {
        boolean reserved = cursor.seesAny("CHARACTER", "DEFAULT", "COLLATE");
        // These can be names as well: then an option follows and not a value.
        boolean ambiguous = cursor.seesAny("CHARSET", "COMMENT", "ENCRYPTION");
        SqlToken behind = cursor.peek(1);
        boolean isName = behind.is("CHARACTER") || behind.is("DEFAULT") || behind.is("COLLATE") || behind.is("CHARSET");
        return cursor.atEnd() || reserved || (ambiguous && !isName);
    }

    private List<DdlStatement> drop() throws UnreadableSql {
        if (cursor.takeAny("TABLE", "TABLES")) {
            return dropTables();
        }
        if (cursor.take("VIEW")) {
            cursor.takeIfExists();
            List<TableName> views = tables();
            return views.stream()
                    .<DdlStatement>map(view -> new DdlStatement.OfView(
                            DdlKind.DROP_VIEW, view, views.size() == 1 ? text : "DROP VIEW " + quoted(view)))
                    .toList();
        }
        if (cursor.takeAny("DATABASE", "SCHEMA")) {
            cursor.takeIfExists();
            return database(DdlKind.DROP_DATABASE, cursor.name());
        }
        cursor.takeAny("ONLINE", "OFFLINE");
        return cursor.take("INDEX") ? dropIndex() : List.of();
    }

    private List<DdlStatement> dropTables() throws UnreadableSql {
        cursor.takeIfExists();
        List<TableName> tables = tables();
        return tables.stream()
                .<DdlStatement>map(table ->
                        new DdlStatement.DropTable(table, tables.size() == 1 ? text : "DROP TABLE " + quoted(table)))
                .toList();
    }

    private List<DdlStatement> dropIndex() throws UnreadableSql {
        cursor.takeIfExists();
        String name = cursor.name();
        cursor.expect("ON");
        DdlKind kind = name.equalsIgnoreCase(Key.PRIMARY) ? DdlKind.DROP_PRIMARY_KEY : DdlKind.DROP_INDEX;
        return List.of(new DdlStatement.AlterTable(kind, table(), null, List.of(new DropKey(name)), text));
    }

    private List<DdlStatement> rename() throws UnreadableSql {
        cursor.takeIfExists();
        List<TableName> names = new ArrayList<>();
        do {
            names.add(table());
            skipWait();
            cursor.expect("TO");
            names.add(table());
        } while (cursor.takeSymbol(','));
        List<DdlStatement> renames = new ArrayList<>();
        for (int i = 0; i < names.size(); i += 2) {
            TableName from = names.get(i);
            TableName to = names.get(i + 1);
            boolean keepsText = names.size() == 2 && from.schema().equals(to.schema());
            String sql = keepsText ? text : renaming(from, to);
            renames.add(new DdlStatement.RenameTable(from, to, sql));
        }
        return renames;
    }

    private List<DdlStatement> truncate() throws UnreadableSql {
        cursor.take("TABLE");
        cursor.takeIfExists();
        return List.of(new DdlStatement.TruncateTable(table(), text));
    }

    private List<DdlStatement> database(DdlKind kind, String schema) {
        return List.of(new DdlStatement.OfDatabase(kind, dialect.stored(schema), text));
    }

    /** MariaDB: how long a statement waits for the table. */
    private void skipWait() throws UnreadableSql {
        if (cursor.take("WAIT")) {
            cursor.number();
        } else {
            cursor.take("NOWAIT");
        }
    }

    private List<TableName> tables() throws UnreadableSql {
        List<TableName> tables = new ArrayList<>();
        do {
            tables.add(table());
        } while (cursor.takeSymbol(','));
        return tables;
    }

    private TableName table() throws UnreadableSql {
        return dialect.stored(cursor.table(defaultSchema));
    }

    static String renaming(TableName from, TableName to) {
        return "RENAME TABLE " + quoted(from) + " TO " + quoted(to);
    }

    private static String quoted(TableName name) {
        return quoted(name.schema()) + "." + quoted(name.table());
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
