package io.tidegate.encode.canaljson;

import io.tidegate.model.ColumnType;

/** Which reader of a row image gives the value of a column, and how it becomes text. */
enum Rendering {
    SIGNED,
    UNSIGNED,
    FLOAT,
    DOUBLE,
    DECIMAL,
    TEMPORAL,
    TEXT,
    BYTES,
    JSON,
    VECTOR;

    static Rendering of(ColumnType type) {
        return switch (type.kind()) {
            // Narrow unsigned integers come zero-extended: only 64 bits can look negative.
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR, ENUM -> SIGNED;
            case BIGINT -> type.unsigned() || type.zerofill() ? UNSIGNED : SIGNED;
            case BIT, SET -> UNSIGNED;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> DECIMAL;
            case DATE, DATETIME, TIMESTAMP, TIME -> TEMPORAL;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 -> TEXT;
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> BYTES;
            case JSON -> JSON;
            case VECTOR -> VECTOR;
        };
    }
}
