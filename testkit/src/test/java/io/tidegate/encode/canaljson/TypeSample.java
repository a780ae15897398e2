package io.tidegate.encode.canaljson;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.List;

/**
 * A column type with a value and everything that a message says about it.
 *
 * @param sql the type as a definition spells it
 * @param type the same in our model
 * @param value a value as a row image gives it
 * @param text the value in {@code data}
 * @param name the type in {@code mysqlType}
 * @param full the type in {@code mysqlType} with content-compatible
 * @param code the type in {@code sqlType}
 */
record TypeSample(String sql, ColumnType type, Object value, String text, String name, String full, int code) {
    /** One of each type. */
    static final List<TypeSample> ALL = List.of(
            integer("TINYINT", ColumnKind.TINYINT, -128L, "tinyint", "tinyint(4)", -6),
            new TypeSample("BOOLEAN", ColumnType.of(ColumnKind.TINYINT, 1), 1L, "1", "tinyint", "tinyint(1)", -6),
            unsigned("TINYINT", ColumnKind.TINYINT, 127L, "tinyint", "tinyint(3)", -6),
            integer("SMALLINT", ColumnKind.SMALLINT, -32768L, "smallint", "smallint(6)", 5),
            unsigned("SMALLINT", ColumnKind.SMALLINT, 32767L, "smallint", "smallint(5)", 5),
            integer("MEDIUMINT", ColumnKind.MEDIUMINT, -8388608L, "mediumint", "mediumint(9)", 4),
            unsigned("MEDIUMINT", ColumnKind.MEDIUMINT, 16777215L, "mediumint", "mediumint(8)", 4),
            integer("INT", ColumnKind.INT, -2147483648L, "int", "int(11)", 4),
            unsigned("INT", ColumnKind.INT, 2147483647L, "int", "int(10)", 4),
            integer("BIGINT", ColumnKind.BIGINT, Long.MIN_VALUE, "bigint", "bigint(20)", -5),
            unsigned("BIGINT", ColumnKind.BIGINT, Long.MAX_VALUE, "bigint", "bigint(20)", -5),
            new TypeSample(
                    "INT(8) ZEROFILL",
                    new ColumnType(ColumnKind.INT, true, true, 8, UNSPECIFIED, List.of()),
                    42L,
                    "42",
                    "int unsigned zerofill",
                    "int(8) unsigned zerofill",
                    4),
            new TypeSample("FLOAT", ColumnType.of(ColumnKind.FLOAT), 3.14f, "3.14", "float", "float", 7),
            new TypeSample(
                    "FLOAT UNSIGNED",
                    ColumnType.of(ColumnKind.FLOAT).asUnsigned(),
                    0.5f,
                    "0.5",
                    "float unsigned",
                    "float unsigned",
                    7),
            new TypeSample("FLOAT(10,3)", ColumnType.of(ColumnKind.FLOAT, 10, 3), 2.0f, "2", "float", "float(10,3)", 7),
            new TypeSample("DOUBLE", ColumnType.of(ColumnKind.DOUBLE), 2.71d, "2.71", "double", "double", 8),
            new TypeSample(
                    "DOUBLE(20,3) UNSIGNED",
                    ColumnType.of(ColumnKind.DOUBLE, 20, 3).asUnsigned(),
                    1e20d,
                    "100000000000000000000",
                    "double unsigned",
                    "double(20,3) unsigned",
                    8),
            new TypeSample(
                    "DECIMAL(12,6)",
                    ColumnType.of(ColumnKind.DECIMAL, 12, 6),
                    "2333.654321",
                    "2333.654321",
                    "decimal",
                    "decimal(12,6)",
                    3),
            new TypeSample(
                    "DECIMAL(5,4) UNSIGNED",
                    ColumnType.of(ColumnKind.DECIMAL, 5, 4).asUnsigned(),
                    "1.7371",
                    "1.7371",
                    "decimal unsigned",
                    "decimal(5,4) unsigned",
                    3),
            new TypeSample("BIT(10)", ColumnType.of(ColumnKind.BIT, 10), 65L, "65", "bit", "bit(10)", -7),
            new TypeSample(
                    "ENUM('a','b')",
                    ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b")),
                    2L,
                    "2",
                    "enum",
                    "enum('a','b')",
                    4),
            new TypeSample(
                    "SET('a','b')",
                    ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b")),
                    3L,
                    "3",
                    "set",
                    "set('a','b')",
                    -7),
            new TypeSample("YEAR", ColumnType.of(ColumnKind.YEAR), 2020L, "2020", "year", "year(4)", 12),
            temporal("DATE", ColumnKind.DATE, 0, "2020-02-20", "date", "date", 91),
            temporal("DATETIME", ColumnKind.DATETIME, 0, "2020-02-20 02:20:20", "datetime", "datetime", 93),
            temporal("DATETIME(3)", ColumnKind.DATETIME, 3, "2020-02-20 02:20:20.100", "datetime", "datetime(3)", 93),
            temporal(
                    "TIMESTAMP(6)",
                    ColumnKind.TIMESTAMP,
                    6,
                    "2024-03-11 08:51:01.461270",
                    "timestamp",
                    "timestamp(6)",
                    93),
            temporal("TIME(3)", ColumnKind.TIME, 3, "-838:59:58.001", "time", "time(3)", 92),
            text("CHAR(8)", ColumnType.of(ColumnKind.CHAR, 8), "Bob", "char", "char(8)", 1),
            text("VARCHAR(32)", ColumnType.of(ColumnKind.VARCHAR, 32), "測試", "varchar", "varchar(32)", 12),
            text("TINYTEXT", ColumnType.of(ColumnKind.TINYTEXT), "a", "tinytext", "tinytext", 2005),
            text("TEXT", ColumnType.of(ColumnKind.TEXT), "测试", "text", "text", 2005),
            text("MEDIUMTEXT", ColumnType.of(ColumnKind.MEDIUMTEXT), "c", "mediumtext", "mediumtext", 2005),
            text("LONGTEXT", ColumnType.of(ColumnKind.LONGTEXT), "d", "longtext", "longtext", 2005),
            bytes("BINARY(4)", ColumnType.of(ColumnKind.BINARY, 4), "binary", "binary(4)"),
            bytes("VARBINARY(8)", ColumnType.of(ColumnKind.VARBINARY, 8), "varbinary", "varbinary(8)"),
            bytes("TINYBLOB", ColumnType.of(ColumnKind.TINYBLOB), "tinyblob", "tinyblob"),
            bytes("BLOB", ColumnType.of(ColumnKind.BLOB), "blob", "blob"),
            bytes("MEDIUMBLOB", ColumnType.of(ColumnKind.MEDIUMBLOB), "mediumblob", "mediumblob"),
            bytes("LONGBLOB", ColumnType.of(ColumnKind.LONGBLOB), "longblob", "longblob"),
            text("JSON", ColumnType.of(ColumnKind.JSON), "{\"key1\": \"value1\"}", "json", "json", 12),
            text("VECTOR(3)", ColumnType.of(ColumnKind.VECTOR, 3), "[1,2.5,-3]", "vector", "vector(3)", 12),
            bytes("GEOMETRY", ColumnType.of(ColumnKind.GEOMETRY), "geometry", "geometry"),
            text("UUID", ColumnType.of(ColumnKind.UUID), "123e4567-e89b-12d3-a456-426655440000", "uuid", "uuid", 12),
            text("INET4", ColumnType.of(ColumnKind.INET4), "192.0.2.1", "inet4", "inet4", 12),
            text("INET6", ColumnType.of(ColumnKind.INET6), "2001:db8::1", "inet6", "inet6", 12));

    @Override
    public String toString() {
        return sql;
    }

    private static TypeSample integer(String sql, ColumnKind kind, long value, String name, String full, int code) {
        return new TypeSample(sql, ColumnType.of(kind), value, Long.toString(value), name, full, code);
    }

    private static TypeSample unsigned(String sql, ColumnKind kind, long value, String name, String full, int code) {
        return new TypeSample(
                sql + " UNSIGNED",
                ColumnType.of(kind).asUnsigned(),
                value,
                Long.toString(value),
                name + " unsigned",
                full + " unsigned",
                code);
    }

    private static TypeSample temporal(
            String sql, ColumnKind kind, int fractionDigits, String text, String name, String full, int code) {
        ColumnType type = fractionDigits == 0 ? ColumnType.of(kind) : ColumnType.ofFraction(kind, fractionDigits);
        return new TypeSample(sql, type, text, text, name, full, code);
    }

    private static TypeSample text(String sql, ColumnType type, String text, String name, String full, int code) {
        return new TypeSample(sql, type, text, text, name, full, code);
    }

    private static TypeSample bytes(String sql, ColumnType type, String name, String full) {
        byte[] value = {0, 'A', (byte) 0xe9, (byte) 0xff};
        return new TypeSample(sql, type, value, "\u0000Aéÿ", name, full, 2004);
    }
}
