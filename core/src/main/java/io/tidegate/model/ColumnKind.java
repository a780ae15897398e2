package io.tidegate.model;

/** The SQL type families that TiDB, MySQL and MariaDB know; what distinguishes members of a family is in {@link ColumnType}. */
public enum ColumnKind {
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    DECIMAL,
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
    INET6;

    /** TINYINT to BIGINT: the kinds whose value is read by {@link RowImage#integer}, signed or unsigned by the type. */
    public boolean isInteger() {
        return compareTo(BIGINT) <= 0;
    }

    /** CHAR, VARCHAR and the TEXT family: character data of a character set. */
    public boolean isText() {
        return compareTo(CHAR) >= 0 && compareTo(LONGTEXT) <= 0;
    }

    /** BINARY, VARBINARY and the BLOB family: bytes without a character set. */
    public boolean isBinary() {
        return compareTo(BINARY) >= 0 && compareTo(LONGBLOB) <= 0;
    }

    /** DATE, DATETIME, TIMESTAMP and TIME. */
    public boolean isTemporal() {
        return compareTo(DATE) >= 0 && compareTo(TIME) <= 0;
    }
}
