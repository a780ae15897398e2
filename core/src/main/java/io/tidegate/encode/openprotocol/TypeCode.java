package io.tidegate.encode.openprotocol;

import io.tidegate.model.ColumnKind;

/** The field {@code t} of a column: the type codes of the MySQL protocol. Text and bytes share codes. */
final class TypeCode {
    private TypeCode() {}

    static int of(ColumnKind kind) {
        return switch (kind) {
            case TINYINT -> 1;
            case SMALLINT -> 2;
            case INT -> 3;
            case FLOAT -> 4;
            case DOUBLE -> 5;
            case TIMESTAMP -> 7;
            case BIGINT -> 8;
            case MEDIUMINT -> 9;
            case DATE -> 10;
            case TIME -> 11;
            case DATETIME -> 12;
            case YEAR -> 13;
            case VARCHAR, VARBINARY -> 15;
            case BIT -> 16;
            case VECTOR -> 225;
            case JSON -> 245;
            case DECIMAL -> 246;
            case ENUM -> 247;
            case SET -> 248;
            case TINYTEXT, TINYBLOB -> 249;
            case MEDIUMTEXT, MEDIUMBLOB -> 250;
            case LONGTEXT, LONGBLOB -> 251;
            case TEXT, BLOB -> 252;
            case CHAR, BINARY, UUID, INET4, INET6 -> 254;
            case GEOMETRY -> 255;
        };
    }
}
