package io.tidegate.encode.simple;

import io.tidegate.model.ColumnType;

/** What a value is to the two encodings, and which reader of a row image gives it. */
enum CellForm {
    /** An integer that fits a signed 64-bit number: also YEAR and the index of an ENUM. */
    SIGNED,
    UNSIGNED_BIGINT,
    BIT,
    SET,
    FLOAT,
    DOUBLE,
    DECIMAL,
    /** DATE, DATETIME and TIME. */
    TEMPORAL,
    TIMESTAMP,
    TEXT,
    BYTES,
    JSON,
    VECTOR;

    static CellForm of(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR, ENUM -> SIGNED;
            case BIGINT -> type.unsigned() || type.zerofill() ? UNSIGNED_BIGINT : SIGNED;
            case BIT -> BIT;
            case SET -> SET;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> DECIMAL;
            case DATE, DATETIME, TIME -> TEMPORAL;
            case TIMESTAMP -> TIMESTAMP;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 -> TEXT;
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> BYTES;
            case JSON -> JSON;
            case VECTOR -> VECTOR;
        };
    }
}
