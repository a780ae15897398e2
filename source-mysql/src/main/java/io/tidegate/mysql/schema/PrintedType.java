package io.tidegate.mysql.schema;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.List;
import java.util.Map;

/**
 * Turns a declared type into the one that the server's catalogue prints for it, so that a definition read from a
 * statement equals the same definition read from the catalogue.
 */
final class PrintedType {
    private static final Map<ColumnKind, Integer> SIGNED_WIDTHS = Map.of(
            ColumnKind.TINYINT, 4,
            ColumnKind.SMALLINT, 6,
            ColumnKind.MEDIUMINT, 9,
            ColumnKind.INT, 11,
            ColumnKind.BIGINT, 20);
    private static final Map<ColumnKind, Integer> UNSIGNED_WIDTHS = Map.of(
            ColumnKind.TINYINT, 3,
            ColumnKind.SMALLINT, 5,
            ColumnKind.MEDIUMINT, 8,
            ColumnKind.INT, 10,
            ColumnKind.BIGINT, 20);
    private static final int LARGEST_FLOAT_PRECISION = 24;

    private final ServerDialect dialect;

    PrintedType(ServerDialect dialect) {
        this.dialect = dialect;
    }

    ColumnType of(ColumnType declared) {
        return switch (declared.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> integer(declared);
            case FLOAT -> floating(declared);
            case DECIMAL -> with(declared, or(declared.length(), 10), or(declared.scale(), 0));
            case BIT, CHAR, BINARY -> with(declared, or(declared.length(), 1), UNSPECIFIED);
            case YEAR -> ColumnType.of(ColumnKind.YEAR, dialect.printsIntegerWidths() ? 4 : UNSPECIFIED);
            case DATETIME, TIMESTAMP, TIME ->
                with(declared, UNSPECIFIED, declared.scale() > 0 ? declared.scale() : UNSPECIFIED);
            case BLOB -> blob(declared);
            // MariaDB has no such type: it stores text and checks it.
            case JSON -> dialect.mariaDb() ? ColumnType.of(ColumnKind.LONGTEXT) : declared;
            case DOUBLE,
                    ENUM,
                    SET,
                    DATE,
                    VARCHAR,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    VARBINARY,
                    TINYBLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    VECTOR,
                    GEOMETRY,
                    UUID,
                    INET4,
                    INET6 -> declared;
        };
    }

    private ColumnType integer(ColumnType type) {
        int width = or(type.length(), defaultWidth(type));
        boolean isBoolean = type.kind() == ColumnKind.TINYINT && width == 1 && !type.unsigned();
        boolean printed = dialect.printsIntegerWidths() || type.zerofill() || isBoolean;
        return with(type, printed ? width : UNSPECIFIED, UNSPECIFIED);
    }

    private static int defaultWidth(ColumnType type) {
        return (type.unsigned() ? UNSIGNED_WIDTHS : SIGNED_WIDTHS).getOrDefault(type.kind(), UNSPECIFIED);
    }

    /** FLOAT(p) is a choice between two types; only FLOAT(m,d) keeps its numbers. */
    private static ColumnType floating(ColumnType type) {
        if (type.scale() != UNSPECIFIED) {
            return type;
        }
        ColumnKind kind = type.length() > LARGEST_FLOAT_PRECISION ? ColumnKind.DOUBLE : ColumnKind.FLOAT;
        return new ColumnType(kind, type.unsigned(), type.zerofill(), UNSPECIFIED, UNSPECIFIED, List.of());
    }

    /** BLOB(n) is the smallest type that holds n bytes. */
    private static ColumnType blob(ColumnType type) {
        int bytes = type.length();
        if (bytes == UNSPECIFIED) {
            return type;
        }
        if (bytes < 1 << 8) {
            return ColumnType.of(ColumnKind.TINYBLOB);
        }
        if (bytes < 1 << 16) {
            return ColumnType.of(ColumnKind.BLOB);
        }
        return ColumnType.of(bytes < 1 << 24 ? ColumnKind.MEDIUMBLOB : ColumnKind.LONGBLOB);
    }

    private static int or(int number, int otherwise) {
        return number == UNSPECIFIED ? otherwise : number;
    }

    private static ColumnType with(ColumnType type, int length, int scale) {
        return new ColumnType(type.kind(), type.unsigned(), type.zerofill(), length, scale, type.members());
    }
}
