package io.tidegate.mysql.schema;

import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.mysql.schema.TableChange.AddColumn;
import io.tidegate.mysql.schema.TableChange.AddKey;
import io.tidegate.mysql.schema.TableChange.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what CREATE TABLE has between its parentheses and ALTER TABLE behind ADD: a column, an index or a constraint.
 * What it does to columns and keys is collected.
 */
final class ElementReader {
    private final SqlCursor cursor;
    private final ServerDialect dialect;
    private final List<DdlKind> kinds;
    private final List<TableChange> changes;

    /**
     * @param kinds receives what each element is, as soon as that is known
     * @param changes receives what the elements do
     */
    ElementReader(SqlCursor cursor, ServerDialect dialect, List<DdlKind> kinds, List<TableChange> changes) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.kinds = kinds;
        this.changes = changes;
    }

    /** Moves past a parenthesised list of elements. */
    void list() throws UnreadableSql {
        cursor.expectSymbol('(');
        do {
            element();
        } while (cursor.takeSymbol(','));
        cursor.expectSymbol(')');
    }

    /** Moves to the separator behind the element. */
    void element() throws UnreadableSql {
        constraintOrColumn();
        cursor.skipToSeparator();
    }

    private void constraintOrColumn() throws UnreadableSql {
        String constraintName = "";
        if (cursor.take("CONSTRAINT")) {
            cursor.takeIfNotExists();
            if (!cursor.seesAny("PRIMARY", "UNIQUE", "FOREIGN", "CHECK")) {
                constraintName = cursor.name();
            }
        }
        if (cursor.take("PRIMARY", "KEY")) {
            kinds.add(DdlKind.ADD_PRIMARY_KEY);
            key(Key.PRIMARY, true);
        } else if (cursor.take("UNIQUE")) {
            kinds.add(DdlKind.CREATE_INDEX);
            cursor.takeAny("KEY", "INDEX");
            key(constraintName, true);
        } else if (cursor.take("FOREIGN", "KEY")) {
            kinds.add(DdlKind.ADD_FOREIGN_KEY);
        } else if (takeIndex()) {
            kinds.add(DdlKind.CREATE_INDEX);
            key("", false);
        } else if (cursor.take("CHECK") || cursor.take("PERIOD", "FOR")) {
            kinds.add(DdlKind.OTHER);
        } else {
            kinds.add(DdlKind.ADD_COLUMN);
            column();
        }
    }

    private boolean takeIndex() {
        boolean vector = cursor.sees("VECTOR", "INDEX") || cursor.sees("VECTOR", "KEY");
        boolean special = vector || cursor.seesAny("FULLTEXT", "SPATIAL");
        if (special) {
            cursor.next();
        }
        return cursor.takeAny("INDEX", "KEY") || special;
    }

    private void column() throws UnreadableSql {
        ColumnReader reader = new ColumnReader(cursor, dialect, cursor.lastName());
        ColumnDefinition column = reader.read();
        changes.add(new AddColumn(column, place()));
        changes.addAll(reader.keys());
    }

    /** {@code FIRST}, {@code AFTER column}, or nothing. */
    @Nullable
    Place place() throws UnreadableSql {
        if (cursor.take("FIRST")) {
            return Place.FIRST;
        }
        return cursor.take("AFTER") ? new Place(cursor.lastName()) : null;
    }

    /** {@code [IF NOT EXISTS] [name] [USING type] (parts)}. The primary key has one name, whatever it is given. */
    private void key(String name, boolean unique) throws UnreadableSql {
        cursor.takeIfNotExists();
        String indexName = name;
        if (!cursor.seesSymbol('(') && !cursor.sees("USING")) {
            String given = cursor.name();
            indexName = name.equals(Key.PRIMARY) ? name : given;
        }
        if (cursor.takeAny("USING", "TYPE")) {
            cursor.next();
        }
        changes.add(new AddKey(new KeyDefinition(indexName, unique, parts())));
    }

    /** A parenthesised list of {@code column[(prefix)] [ASC|DESC]} or {@code (expression)}. */
    List<KeyPart> parts() throws UnreadableSql {
        List<KeyPart> parts = new ArrayList<>();
        cursor.expectSymbol('(');
        do {
            parts.add(part());
        } while (cursor.takeSymbol(','));
        cursor.expectSymbol(')');
        return parts;
    }

    private KeyPart part() throws UnreadableSql {
        KeyPart part;
        if (cursor.seesSymbol('(')) {
            cursor.skipParentheses();
            part = new KeyPart(null, KeyPart.WHOLE);
        } else {
            String column = cursor.lastName();
            int prefix = KeyPart.WHOLE;
            if (cursor.takeSymbol('(')) {
                prefix = cursor.number();
                cursor.expectSymbol(')');
            }
            part = new KeyPart(column, prefix);
        }
        cursor.takeAny("ASC", "DESC");
        return part;
    }
}
