package io.tidegate.encode.debezium;

import io.tidegate.model.ColumnType;
import java.util.Locale;

/** The name of a column's SQL type as {@code tidb_type} has it: without lengths, {@code unsigned} for numbers but DECIMAL. */
final class TidbType {
    private TidbType() {}

    static String of(ColumnType type) {
        String name = type.kind().name().toLowerCase(Locale.ROOT);
        return canBeUnsigned(type) && (type.unsigned() || type.zerofill()) ? name + " unsigned" : name;
    }

    private static boolean canBeUnsigned(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, FLOAT, DOUBLE -> true;
            case DECIMAL,
                    BIT,
                    ENUM,
                    SET,
                    YEAR,
                    DATE,
                    DATETIME,
                    TIMESTAMP,
                    TIME,
                    CHAR,
                    VARCHAR,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    BINARY,
                    VARBINARY,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    JSON,
                    VECTOR,
                    GEOMETRY,
                    UUID,
                    INET4,
                    INET6 -> false;
        };
    }
}
