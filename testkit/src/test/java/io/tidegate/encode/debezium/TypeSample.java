package io.tidegate.encode.debezium;

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
 * @param json the value in the message
 * @param tidbType {@code tidb_type}
 * @param schemaType {@code type} of the schema
 * @param schemaName what the schema has between {@code optional} and {@code field}, with a comma behind
 */
record TypeSample(
        String sql, ColumnType type, Object value, String json, String tidbType, String schemaType, String schemaName) {
    private static final byte[] BYTES = {0, 'A', (byte) 0xe9, (byte) 0xff};

    /** One of each type. */
    static final List<TypeSample> ALL = List.of(
            plain("TINYINT", ColumnType.of(ColumnKind.TINYINT), -128L, "-128", "tinyint", "int16"),
            plain("BOOLEAN", ColumnType.of(ColumnKind.TINYINT, 1), 1L, "1", "tinyint", "int16"),
            unsigned("TINYINT UNSIGNED", ColumnKind.TINYINT, 255L, "255", "tinyint unsigned", "int16"),
            plain("SMALLINT", ColumnType.of(ColumnKind.SMALLINT), -32768L, "-32768", "smallint", "int16"),
            unsigned("SMALLINT UNSIGNED", ColumnKind.SMALLINT, 65535L, "65535", "smallint unsigned", "int32"),
            plain("MEDIUMINT", ColumnType.of(ColumnKind.MEDIUMINT), -8388608L, "-8388608", "mediumint", "int32"),
            unsigned("MEDIUMINT UNSIGNED", ColumnKind.MEDIUMINT, 16777215L, "16777215", "mediumint unsigned", "int32"),
            plain("INT", ColumnType.of(ColumnKind.INT), -2147483648L, "-2147483648", "int", "int32"),
            unsigned("INT UNSIGNED", ColumnKind.INT, 4294967295L, "4294967295", "int unsigned", "int64"),
            plain(
                    "INT(8) ZEROFILL",
                    new ColumnType(ColumnKind.INT, true, true, 8, UNSPECIFIED, List.of()),
                    42L,
                    "42",
                    "int unsigned",
                    "int64"),
            plain(
                    "BIGINT",
                    ColumnType.of(ColumnKind.BIGINT),
                    Long.MIN_VALUE,
                    "-9223372036854775808",
                    "bigint",
                    "int64"),
            unsigned("BIGINT UNSIGNED", ColumnKind.BIGINT, -1L, "-1", "bigint unsigned", "int64"),
            plain("FLOAT", ColumnType.of(ColumnKind.FLOAT), 12345.123f, "12345.123", "float", "float"),
            plain("FLOAT(10,3)", ColumnType.of(ColumnKind.FLOAT, 10, 3), 5.61f, "5.61", "float", "double"),
            plain("DOUBLE", ColumnType.of(ColumnKind.DOUBLE), 1e21d, "1e+21", "double", "double"),
            plain(
                    "DOUBLE(20,3) UNSIGNED",
                    ColumnType.of(ColumnKind.DOUBLE, 20, 3).asUnsigned(),
                    0.5d,
                    "0.5",
                    "double unsigned",
                    "double"),
            plain(
                    "DECIMAL(10,5)",
                    ColumnType.of(ColumnKind.DECIMAL, 10, 5),
                    "12345.12345",
                    "12345.12345",
                    "decimal",
                    "double"),
            plain(
                    "DECIMAL(5,4) UNSIGNED",
                    ColumnType.of(ColumnKind.DECIMAL, 5, 4).asUnsigned(),
                    "1.7370",
                    "1.737",
                    "decimal",
                    "double"),
            plain("BIT(1)", ColumnType.of(ColumnKind.BIT, 1), 1L, "true", "bit", "boolean"),
            named(
                    "BIT(5)",
                    ColumnType.of(ColumnKind.BIT, 5),
                    16L,
                    "\"EA==\"",
                    "bit",
                    "bytes",
                    named("io.debezium.data.Bits") + "\"parameters\":{\"length\":\"5\"},"),
            named(
                    "ENUM('a','b')",
                    ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b")),
                    2L,
                    "\"b\"",
                    "enum",
                    "string",
                    named("io.debezium.data.Enum") + "\"parameters\":{\"allowed\":\"a,b\"},"),
            named(
                    "SET('a','b')",
                    ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b")),
                    3L,
                    "\"a,b\"",
                    "set",
                    "string",
                    named("io.debezium.data.EnumSet") + "\"parameters\":{\"allowed\":\"a,b\"},"),
            named(
                    "YEAR",
                    ColumnType.of(ColumnKind.YEAR),
                    2023L,
                    "2023",
                    "year",
                    "int32",
                    named("io.debezium.time.Year")),
            named(
                    "DATE",
                    ColumnType.of(ColumnKind.DATE),
                    "2023-11-30",
                    "19691",
                    "date",
                    "int32",
                    named("io.debezium.time.Date")),
            named(
                    "DATETIME(3)",
                    ColumnType.ofFraction(ColumnKind.DATETIME, 3),
                    "2023-11-30 12:34:56.123",
                    "1701347696123",
                    "datetime",
                    "int64",
                    named("io.debezium.time.Timestamp")),
            named(
                    "DATETIME(6)",
                    ColumnType.ofFraction(ColumnKind.DATETIME, 6),
                    "2023-11-30 12:34:56.123456",
                    "1701347696123456",
                    "datetime",
                    "int64",
                    named("io.debezium.time.MicroTimestamp")),
            named(
                    "TIMESTAMP(3)",
                    ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3),
                    "2023-11-30 12:34:56.120",
                    "\"2023-11-30T12:34:56.120Z\"",
                    "timestamp",
                    "string",
                    named("io.debezium.time.ZonedTimestamp")),
            named(
                    "TIME(3)",
                    ColumnType.ofFraction(ColumnKind.TIME, 3),
                    "-838:59:58.001",
                    "-3020398001000",
                    "time",
                    "int64",
                    named("io.debezium.time.MicroTime")),
            plain("CHAR(8)", ColumnType.of(ColumnKind.CHAR, 8), "Bob", "\"Bob\"", "char", "string"),
            plain("VARCHAR(32)", ColumnType.of(ColumnKind.VARCHAR, 32), "測試 <&>", "\"測試 <&>\"", "varchar", "string"),
            plain("TINYTEXT", ColumnType.of(ColumnKind.TINYTEXT), "a\n", "\"a\\n\"", "tinytext", "string"),
            plain("TEXT", ColumnType.of(ColumnKind.TEXT), "\"b\"", "\"\\\"b\\\"\"", "text", "string"),
            plain("MEDIUMTEXT", ColumnType.of(ColumnKind.MEDIUMTEXT), "c", "\"c\"", "mediumtext", "string"),
            plain("LONGTEXT", ColumnType.of(ColumnKind.LONGTEXT), "", "\"\"", "longtext", "string"),
            plain("BINARY(4)", ColumnType.of(ColumnKind.BINARY, 4), BYTES, "\"AEHp/w==\"", "binary", "string"),
            plain("VARBINARY(8)", ColumnType.of(ColumnKind.VARBINARY, 8), BYTES, "\"AEHp/w==\"", "varbinary", "string"),
            plain("TINYBLOB", ColumnType.of(ColumnKind.TINYBLOB), BYTES, "\"AEHp/w==\"", "tinyblob", "string"),
            plain("BLOB", ColumnType.of(ColumnKind.BLOB), BYTES, "\"AEHp/w==\"", "blob", "string"),
            plain("MEDIUMBLOB", ColumnType.of(ColumnKind.MEDIUMBLOB), BYTES, "\"AEHp/w==\"", "mediumblob", "string"),
            plain("LONGBLOB", ColumnType.of(ColumnKind.LONGBLOB), BYTES, "\"AEHp/w==\"", "longblob", "string"),
            named(
                    "JSON",
                    ColumnType.of(ColumnKind.JSON),
                    "[\"foo\"]",
                    "\"[\\\"foo\\\"]\"",
                    "json",
                    "string",
                    named("io.debezium.data.Json")),
            named(
                    "VECTOR(3)",
                    ColumnType.of(ColumnKind.VECTOR, 3),
                    "[1,2.5,-3]",
                    "\"[1,2.5,-3]\"",
                    "vector",
                    "string",
                    "\"name\":\"io.debezium.data.TiDBVectorFloat32\","),
            plain("GEOMETRY", ColumnType.of(ColumnKind.GEOMETRY), BYTES, "\"AEHp/w==\"", "geometry", "string"),
            plain(
                    "UUID",
                    ColumnType.of(ColumnKind.UUID),
                    "123e4567-e89b-12d3-a456-426655440000",
                    "\"123e4567-e89b-12d3-a456-426655440000\"",
                    "uuid",
                    "string"),
            plain("INET4", ColumnType.of(ColumnKind.INET4), "192.0.2.1", "\"192.0.2.1\"", "inet4", "string"),
            plain("INET6", ColumnType.of(ColumnKind.INET6), "2001:db8::1", "\"2001:db8::1\"", "inet6", "string"));

    @Override
    public String toString() {
        return sql;
    }

    private static String named(String name) {
        return "\"name\":\"" + name + "\",\"version\":1,";
    }

    private static TypeSample named(
            String sql,
            ColumnType type,
            Object value,
            String json,
            String tidbType,
            String schemaType,
            String schemaName) {
        return new TypeSample(sql, type, value, json, tidbType, schemaType, schemaName);
    }

    private static TypeSample plain(
            String sql, ColumnType type, Object value, String json, String tidbType, String schemaType) {
        return new TypeSample(sql, type, value, json, tidbType, schemaType, "");
    }

    private static TypeSample unsigned(
            String sql, ColumnKind kind, Object value, String json, String tidbType, String schemaType) {
        return plain(sql, ColumnType.of(kind).asUnsigned(), value, json, tidbType, schemaType);
    }
}
