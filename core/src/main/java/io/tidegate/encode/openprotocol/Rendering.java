package io.tidegate.encode.openprotocol;

import io.tidegate.model.ColumnType;

/** Which reader of a row image gives the value of a column, and how it becomes the field {@code v}. */
enum Rendering {
    SIGNED(false),
    UNSIGNED(false),
    FLOAT(false),
    DOUBLE(false),
    DECIMAL(true),
    TEMPORAL(true),
    TEXT(true),
    /** The UTF-8 bytes of a text in base64. */
    BASE64_OF_TEXT(true),
    BASE64(true),
    /** Bytes as the inside of a Go string literal. */
    QUOTED(true),
    JSON(true),
    VECTOR(true);

    private final boolean quoted;

    Rendering(boolean quoted) {
        this.quoted = quoted;
    }

    /** Whether it stands in quotes; else it is a number. */
    boolean isQuoted() {
        return quoted;
    }

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
            case CHAR, VARCHAR, UUID, INET4, INET6 -> TEXT;
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> BASE64_OF_TEXT;
            case BINARY, VARBINARY -> QUOTED;
            case TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> BASE64;
            case JSON -> JSON;
            case VECTOR -> VECTOR;
        };
    }
}
