package io.tidegate.mysql.schema;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.mysql.schema.SqlToken.Kind;
import io.tidegate.mysql.schema.TableChange.AddKey;
import java.util.List;
import java.util.Map;

/**
 * Reads one column definition behind its name: the type, and of the attributes those that matter. An attribute that is
 * unknown is stepped over. One instance reads one column.
 */
final class ColumnReader {
    /** A longer VARCHAR may silently become a TEXT, depending on the character set and the mode. */
    private static final int LONGEST_CERTAIN_VARCHAR = 16_383;

    /** What a text becomes when its character set is {@code binary}. */
    private static final Map<ColumnKind, ColumnKind> BINARY_OF = Map.of(
            ColumnKind.CHAR, ColumnKind.BINARY,
            ColumnKind.VARCHAR, ColumnKind.VARBINARY,
            ColumnKind.TINYTEXT, ColumnKind.TINYBLOB,
            ColumnKind.TEXT, ColumnKind.BLOB,
            ColumnKind.MEDIUMTEXT, ColumnKind.MEDIUMBLOB,
            ColumnKind.LONGTEXT, ColumnKind.LONGBLOB);

    private final SqlCursor cursor;
    private final ServerDialect dialect;
    private final String name;
    private boolean isBinary;
    private boolean notNull;
    private boolean declaredNull;
    private boolean primary;
    private boolean unique;
    private Generation generation = Generation.NONE;
    private DeclaredDefault defaultValue = DeclaredDefault.NONE;

    ColumnReader(SqlCursor cursor, ServerDialect dialect, String name) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.name = name;
    }

    /** Moves to the separator behind the definition, or to FIRST or AFTER. */
    ColumnDefinition read() throws UnreadableSql {
        SqlToken start = cursor.peek();
        if (start.is("SERIAL")) {
            notNull = true;
            unique = true;
        }
        ColumnType declared = new TypeReader(cursor).read();
        while (!cursor.atSeparator() && !cursor.seesAny("FIRST", "AFTER")) {
            attribute();
        }
        if (isUncertain(declared)) {
            throw new UnreadableSql("a type that does not depend on settings", start);
        }
        ColumnType type = new PrintedType(dialect).of(isBinary ? binary(declared) : declared);
        return new ColumnDefinition(name, type, isNullable(type), generation, defaultValue.printed(type), null);
    }

    /** The key that an attribute of the column made; empty without one. */
    List<TableChange> keys() {
        List<KeyPart> part = List.of(new KeyPart(name, KeyPart.WHOLE));
        if (primary) {
            return List.of(new AddKey(KeyDefinition.unique(Key.PRIMARY, part)));
        }
        return unique ? List.of(new AddKey(KeyDefinition.unique("", part))) : List.of();
    }

    private void attribute() {
        if (cursor.take("NOT", "NULL")) {
            notNull = true;
        } else if (cursor.take("NULL")) {
            declaredNull = true;
        } else if (cursor.take("DEFAULT")) {
            defaultValue = DefaultReader.read(cursor);
        } else if (cursor.takeAny("SET", "COLUMN_FORMAT", "STORAGE")) {
            // ON DELETE SET NULL, STORAGE DEFAULT: words that mean something else on their own.
            skipValue();
        } else if (cursor.take("SERIAL", "DEFAULT", "VALUE")) {
            notNull = true;
            unique = true;
        } else if (cursor.take("UNIQUE")) {
            cursor.take("KEY");
            unique = true;
        } else if (cursor.take("PRIMARY", "KEY") || cursor.takeAny("PRIMARY", "KEY")) {
            primary = true;
        } else if (cursor.take("AS")) {
            generated();
        } else if (cursor.takeAny("STORED", "PERSISTENT")) {
            generation = Generation.STORED;
        } else if (cursor.take("CHARACTER", "SET")
                || cursor.take("CHAR", "SET")
                || cursor.takeAny("CHARSET", "COLLATE")) {
            cursor.takeSymbol('=');
            isBinary |= cursor.peek().is("BINARY");
            skipValue();
        } else if (cursor.take("BYTE")) {
            isBinary = true;
        } else {
            cursor.skip();
        }
    }

    private void skipValue() {
        if (!cursor.atSeparator() && cursor.peek().kind() != Kind.SYMBOL) {
            cursor.next();
        }
    }

    private void generated() {
        if (cursor.seesSymbol('(')) {
            cursor.skipParentheses();
            generation = Generation.VIRTUAL;
        } else {
            // AS ROW START and AS ROW END of MariaDB's system versioning.
            generation = Generation.STORED;
            notNull = true;
        }
    }

    private boolean isNullable(ColumnType type) {
        if (notNull || primary) {
            return false;
        }
        boolean implicitlyNotNull = type.kind() == ColumnKind.TIMESTAMP
                && generation == Generation.NONE
                && !declaredNull
                && dialect.version() < (dialect.mariaDb() ? 101_000 : 80_002);
        return !implicitlyNotNull;
    }

    private static boolean isUncertain(ColumnType type) {
        return (type.kind() == ColumnKind.TEXT && type.length() >= 0)
                || (type.kind() == ColumnKind.VARCHAR && type.length() > LONGEST_CERTAIN_VARCHAR);
    }

    private static ColumnType binary(ColumnType type) {
        ColumnKind kind = BINARY_OF.get(type.kind());
        return kind == null ? type : ColumnType.of(kind, type.length());
    }
}
