package io.tidegate.encode.openprotocol;

import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.Generation;
import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableVersion;
import java.util.List;

/**
 * The field {@code f} of a column: bits that say what it is and which indexes it is in, as documented for TiCDC's Open
 * Protocol. TiCDC's new architecture leaves the bits of indexes out for generated columns; here they are set as its
 * classic architecture does.
 */
final class ColumnFlags {
    private static final int BINARY = 0x01;
    private static final int HANDLE_KEY = 0x02;
    private static final int GENERATED = 0x04;
    private static final int PRIMARY_KEY = 0x08;
    private static final int UNIQUE_KEY = 0x10;
    private static final int MULTIPLE_KEY = 0x20;
    private static final int NULLABLE = 0x40;
    private static final int UNSIGNED = 0x80;

    private ColumnFlags() {}

    static int of(TableVersion table, int ordinal) {
        Column column = table.column(ordinal);
        return bit(BINARY, isBinary(column))
                | bit(HANDLE_KEY, table.isHandleKeyColumn(ordinal))
                | bit(GENERATED, column.generation() != Generation.NONE)
                | bit(PRIMARY_KEY, isInKey(table, ordinal, true))
                | bit(UNIQUE_KEY, isInKey(table, ordinal, false))
                | bit(MULTIPLE_KEY, isMultiple(table, ordinal))
                | bit(NULLABLE, column.nullable())
                | bit(UNSIGNED, isUnsigned(column));
    }

    /** Whether the charset is {@code binary}, which is also that of everything that is no text. */
    private static boolean isBinary(Column column) {
        Collation collation = column.collation();
        return switch (column.type().kind()) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 -> false;
            case ENUM, SET -> collation != null && collation.charset().equals(Collation.BINARY.charset());
            case TINYINT,
                    SMALLINT,
                    MEDIUMINT,
                    INT,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    BIT,
                    YEAR,
                    DATE,
                    DATETIME,
                    TIMESTAMP,
                    TIME,
                    BINARY,
                    VARBINARY,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    JSON,
                    VECTOR,
                    GEOMETRY -> true;
        };
    }

    private static boolean isInKey(TableVersion table, int ordinal, boolean primary) {
        return table.keys().stream()
                .anyMatch(key -> key.isPrimary() == primary && key.columns().contains(ordinal));
    }

    /** Whether it is one of several columns of an index, or the first of one that is not unique. */
    private static boolean isMultiple(TableVersion table, int ordinal) {
        return table.keys().stream().map(Key::columns).anyMatch(columns -> isOneOfSeveral(columns, ordinal))
                || table.indexes().stream()
                        .map(Index::columns)
                        .anyMatch(columns -> isOneOfSeveral(columns, ordinal) || columns.indexOf(ordinal) == 0);
    }

    private static boolean isOneOfSeveral(List<Integer> columns, int ordinal) {
        return columns.size() > 1 && columns.contains(ordinal);
    }

    private static boolean isUnsigned(Column column) {
        ColumnKind kind = column.type().kind();
        return column.type().unsigned()
                || column.type().zerofill()
                || kind == ColumnKind.BIT
                || kind == ColumnKind.YEAR;
    }

    private static int bit(int bit, boolean set) {
        return set ? bit : 0;
    }
}
