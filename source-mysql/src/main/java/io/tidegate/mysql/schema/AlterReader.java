package io.tidegate.mysql.schema;

import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.mysql.schema.SqlToken.Kind;
import io.tidegate.mysql.schema.TableChange.ChangeColumn;
import io.tidegate.mysql.schema.TableChange.DropColumn;
import io.tidegate.mysql.schema.TableChange.DropKey;
import io.tidegate.mysql.schema.TableChange.RenameKey;
import io.tidegate.mysql.schema.TableChange.SetDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clauses of ALTER TABLE behind the table's name. A clause that cannot be read costs the knowledge of the
 * table's definition, not the statement. One instance reads one statement.
 */
final class AlterReader {
    /** Partition operations that only read. */
    private static final List<String> HARMLESS = List.of("ANALYZE", "CHECK", "OPTIMIZE", "REPAIR");

    private static final Map<String, DdlKind> PARTITION_OPERATIONS = Map.of(
            "ADD", DdlKind.ADD_PARTITION,
            "DROP", DdlKind.DROP_PARTITION,
            "TRUNCATE", DdlKind.TRUNCATE_PARTITION,
            "EXCHANGE", DdlKind.EXCHANGE_PARTITION,
            "REORGANIZE", DdlKind.REORGANIZE_PARTITION,
            "COALESCE", DdlKind.REORGANIZE_PARTITION,
            "REBUILD", DdlKind.OTHER,
            "DISCARD", DdlKind.OTHER,
            "IMPORT", DdlKind.OTHER,
            "CONVERT", DdlKind.OTHER);

    private final SqlCursor cursor;
    private final ServerDialect dialect;
    private final String defaultSchema;
    private final List<DdlKind> kinds = new ArrayList<>();
    private final List<TableChange> changes = new ArrayList<>();
    private final ElementReader elements;
    private boolean understood = true;
    private @Nullable TableName renamedTo;

    AlterReader(SqlCursor cursor, ServerDialect dialect, String defaultSchema) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.defaultSchema = defaultSchema;
        this.elements = new ElementReader(cursor, dialect, kinds, changes);
    }

    /** The statement, null when it only reads the table. */
    DdlStatement.@Nullable AlterTable read(TableName table, String sql) {
        for (String operation : HARMLESS) {
            if (cursor.sees(operation, "PARTITION")) {
                return null;
            }
        }
        do {
            clause();
        } while (cursor.takeSymbol(','));
        understood &= cursor.atEnd();
        return new DdlStatement.AlterTable(kind(), table, renamedTo, understood ? changes : null, text(table, sql));
    }

    /** An unqualified name would otherwise be looked for in the schema that the table moved to. */
    private String text(TableName table, String sql) {
        TableName target = renamedTo;
        return target != null && kinds.size() == 1 && !target.schema().equals(table.schema())
                ? StatementReader.renaming(table, target)
                : sql;
    }

    private DdlKind kind() {
        if (kinds.isEmpty()) {
            return DdlKind.OTHER;
        }
        return kinds.size() == 1 ? kinds.get(0) : DdlKind.MULTI_SCHEMA_CHANGE;
    }

    private void clause() {
        int kindsBefore = kinds.size();
        try {
            readClause();
        } catch (UnreadableSql unreadable) {
            understood = false;
            if (kinds.size() == kindsBefore) {
                kinds.add(DdlKind.OTHER);
            }
            while (!cursor.seesSymbol(',') && cursor.peek().kind() != Kind.END) {
                cursor.skip();
            }
        }
    }

    private void readClause() throws UnreadableSql {
        if (partitions()) {
            return;
        }
        if (cursor.take("ADD")) {
            add();
        } else if (cursor.take("DROP")) {
            drop();
        } else if (cursor.take("MODIFY")) {
            cursor.take("COLUMN");
            cursor.takeIfExists();
            change(cursor.lastName(), null);
        } else if (cursor.take("CHANGE")) {
            cursor.take("COLUMN");
            cursor.takeIfExists();
            String oldName = cursor.lastName();
            change(oldName, cursor.lastName());
        } else if (cursor.take("RENAME")) {
            rename();
        } else if (cursor.take("ALTER")) {
            alter();
        } else if (cursor.take("CONVERT", "TO")) {
            // A text column may become a larger one.
            understood = false;
            kinds.add(DdlKind.TABLE_CHARSET);
            cursor.skipToSeparator();
        } else if (cursor.take("ORDER", "BY")) {
            // Always the last clause; its list has commas of its own.
            kinds.add(DdlKind.OTHER);
            skipToEnd();
        } else {
            options();
        }
    }

    /** Partition clauses stand alone, and their lists have commas of their own. */
    private boolean partitions() {
        DdlKind kind = null;
        if (cursor.sees("PARTITION", "BY")) {
            kind = DdlKind.PARTITION_BY;
        } else if (cursor.sees("REMOVE", "PARTITIONING")) {
            kind = DdlKind.REMOVE_PARTITIONING;
        } else if (cursor.peek(1).is("PARTITION") && !cursor.sees("RENAME")) {
            kind = PARTITION_OPERATIONS.entrySet().stream()
                    .filter(operation -> cursor.sees(operation.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (kind == null) {
            return false;
        }
        kinds.add(kind);
        skipToEnd();
        return true;
    }

    private void add() throws UnreadableSql {
        if (cursor.take("SYSTEM", "VERSIONING")) {
            // Two columns that only the log shows.
            understood = false;
            kinds.add(DdlKind.OTHER);
            return;
        }
        boolean column = cursor.take("COLUMN");
        cursor.takeIfNotExists();
        if (cursor.seesSymbol('(')) {
            elements.list();
        } else if (column && !cursor.peek().isName()) {
            throw new UnreadableSql("a column", cursor.peek());
        } else {
            elements.element();
        }
    }

    private void drop() throws UnreadableSql {
        if (cursor.take("PRIMARY", "KEY")) {
            kinds.add(DdlKind.DROP_PRIMARY_KEY);
            changes.add(new DropKey(Key.PRIMARY));
        } else if (cursor.takeAny("INDEX", "KEY")) {
            cursor.takeIfExists();
            dropKey(DdlKind.DROP_INDEX);
        } else if (cursor.take("FOREIGN", "KEY")) {
            kinds.add(DdlKind.DROP_FOREIGN_KEY);
        } else if (cursor.take("CONSTRAINT")) {
            cursor.takeIfExists();
            dropKey(DdlKind.OTHER);
        } else if (cursor.take("CHECK") || cursor.take("PERIOD", "FOR")) {
            kinds.add(DdlKind.OTHER);
        } else if (cursor.take("SYSTEM", "VERSIONING")) {
            understood = false;
            kinds.add(DdlKind.OTHER);
        } else {
            cursor.take("COLUMN");
            cursor.takeIfExists();
            changes.add(new DropColumn(cursor.lastName()));
            kinds.add(DdlKind.DROP_COLUMN);
        }
        cursor.skipToSeparator();
    }

    private void dropKey(DdlKind kind) throws UnreadableSql {
        String name = cursor.name();
        changes.add(new DropKey(name));
        kinds.add(name.equalsIgnoreCase(Key.PRIMARY) ? DdlKind.DROP_PRIMARY_KEY : kind);
    }

    private void change(String oldName, @Nullable String newName) throws UnreadableSql {
        kinds.add(DdlKind.MODIFY_COLUMN);
        String name = newName == null ? oldName : newName;
        ColumnReader reader = new ColumnReader(cursor, dialect, name);
        ColumnDefinition column = reader.read();
        changes.add(new ChangeColumn(oldName, column, name, elements.place()));
        changes.addAll(reader.keys());
        cursor.skipToSeparator();
    }

    private void rename() throws UnreadableSql {
        if (cursor.take("COLUMN")) {
            cursor.takeIfExists();
            String oldName = cursor.lastName();
            cursor.expect("TO");
            changes.add(new ChangeColumn(oldName, null, cursor.lastName(), null));
            kinds.add(DdlKind.MODIFY_COLUMN);
        } else if (cursor.takeAny("INDEX", "KEY")) {
            cursor.takeIfExists();
            String oldName = cursor.name();
            cursor.expect("TO");
            changes.add(new RenameKey(oldName, cursor.name()));
            kinds.add(DdlKind.RENAME_INDEX);
        } else {
            if (!cursor.takeAny("TO", "AS")) {
                cursor.takeSymbol('=');
            }
            renamedTo = dialect.stored(cursor.table(defaultSchema));
            kinds.add(DdlKind.RENAME_TABLE);
        }
    }

    private void alter() throws UnreadableSql {
        if (cursor.takeAny("INDEX", "KEY")) {
            kinds.add(DdlKind.INDEX_VISIBILITY);
        } else if (cursor.takeAny("CHECK", "CONSTRAINT")) {
            kinds.add(DdlKind.OTHER);
        } else {
            cursor.take("COLUMN");
            cursor.takeIfExists();
            String column = cursor.lastName();
            boolean visibility = cursor.sees("SET", "VISIBLE") || cursor.sees("SET", "INVISIBLE");
            if (cursor.take("SET", "DEFAULT")) {
                changes.add(new SetDefault(column, DefaultReader.read(cursor)));
            } else if (cursor.take("DROP", "DEFAULT")) {
                changes.add(new SetDefault(column, DeclaredDefault.NONE));
            }
            kinds.add(visibility ? DdlKind.MODIFY_COLUMN : DdlKind.SET_DEFAULT);
        }
        cursor.skipToSeparator();
    }

    /** Table options, which need no commas between them; what they say of the table counts once each. */
    private void options() throws UnreadableSql {
        List<DdlKind> found = new ArrayList<>();
        while (!cursor.atSeparator() && !cursor.atEnd()) {
            if (partitions()) {
                break;
            }
            DdlKind kind = option();
            if (kind != null && !found.contains(kind)) {
                found.add(kind);
            }
        }
        kinds.addAll(found);
    }

    private @Nullable DdlKind option() throws UnreadableSql {
        if (!cursor.peek().isName()) {
            throw new UnreadableSql("a clause", cursor.peek());
        }
        if (cursor.takeAny("ALGORITHM", "LOCK")) {
            // How the server goes about it.
            skipValue();
            return null;
        }
        cursor.take("DEFAULT");
        DdlKind kind = DdlKind.OTHER;
        if (cursor.takeAny("CHARSET", "COLLATE") || cursor.take("CHARACTER", "SET") || cursor.take("CHAR", "SET")) {
            kind = DdlKind.TABLE_CHARSET;
        } else if (cursor.take("COMMENT")) {
            kind = DdlKind.TABLE_COMMENT;
        } else if (cursor.take("AUTO_INCREMENT")) {
            kind = DdlKind.REBASE_AUTO_ID;
        } else if (cursor.take("FORCE")) {
            return DdlKind.OTHER;
        } else {
            cursor.next();
        }
        skipValue();
        return kind;
    }

    private void skipValue() {
        cursor.takeSymbol('=');
        if (!cursor.atSeparator() && !cursor.atEnd()) {
            cursor.skip();
        }
    }

    private void skipToEnd() {
        while (cursor.peek().kind() != Kind.END) {
            cursor.next();
        }
    }
}
