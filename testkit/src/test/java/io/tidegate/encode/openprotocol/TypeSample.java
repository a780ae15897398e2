package io.tidegate.encode.openprotocol;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.List;

/**
 * A column type with a value and what a message says about a column that may be NULL.
 *
 * @param sql the type as a definition spells it
 * @param type the same in our model
 * @param value a value as a row image gives it
 * @param v the value in the message, as JSON
 * @param t the code of the type
 * @param f the flags
 */
record TypeSample(String sql, ColumnType type, Object value, String v, int t, int f) {
    private static final byte[] BYTES = {0, 'A', (byte) 0xe9, (byte) 0xff};
    private static final int NUMBER = 0x01 | 0x40;
    private static final int UNSIGNED = NUMBER | 0x80;
    private static final int TEXT = 0x40;

    /** One of each type. */
    static final List<TypeSample> ALL = List.of(
            new TypeSample("TINYINT", ColumnType.of(ColumnKind.TINYINT), -128L, "-128", 1, NUMBER),
            new TypeSample("BOOLEAN", ColumnType.of(ColumnKind.TINYINT, 1), 1L, "1", 1, NUMBER),
            new TypeSample(
                    "TINYINT UNSIGNED", ColumnType.of(ColumnKind.TINYINT).asUnsigned(), 255L, "255", 1, UNSIGNED),
            new TypeSample("SMALLINT", ColumnType.of(ColumnKind.SMALLINT), -32768L, "-32768", 2, NUMBER),
            new TypeSample("MEDIUMINT", ColumnType.of(ColumnKind.MEDIUMINT), -8388608L, "-8388608", 9, NUMBER),
            new TypeSample("INT", ColumnType.of(ColumnKind.INT), -2147483648L, "-2147483648", 3, NUMBER),
            new TypeSample(
                    "INT UNSIGNED", ColumnType.of(ColumnKind.INT).asUnsigned(), 4294967295L, "4294967295", 3, UNSIGNED),
            new TypeSample(
                    "INT(8) ZEROFILL",
                    new ColumnType(ColumnKind.INT, true, true, 8, UNSPECIFIED, List.of()),
                    42L,
                    "42",
                    3,
                    UNSIGNED),
            new TypeSample(
                    "BIGINT", ColumnType.of(ColumnKind.BIGINT), Long.MIN_VALUE, "-9223372036854775808", 8, NUMBER),
            new TypeSample(
                    "BIGINT UNSIGNED",
                    ColumnType.of(ColumnKind.BIGINT).asUnsigned(),
                    -1L,
                    "18446744073709551615",
                    8,
                    UNSIGNED),
            new TypeSample("FLOAT", ColumnType.of(ColumnKind.FLOAT), 3.14f, "3.14", 4, NUMBER),
            new TypeSample("DOUBLE", ColumnType.of(ColumnKind.DOUBLE), 1e-7d, "1e-7", 5, NUMBER),
            new TypeSample(
                    "DECIMAL(12,6)",
                    ColumnType.of(ColumnKind.DECIMAL, 12, 6),
                    "2333.654300",
                    "\"2333.654300\"",
                    246,
                    NUMBER),
            new TypeSample("BIT(10)", ColumnType.of(ColumnKind.BIT, 10), 65L, "65", 16, UNSIGNED),
            new TypeSample("BIT(64)", ColumnType.of(ColumnKind.BIT, 64), -1L, "18446744073709551615", 16, UNSIGNED),
            new TypeSample("YEAR", ColumnType.of(ColumnKind.YEAR), 2020L, "2020", 13, UNSIGNED),
            new TypeSample(
                    "ENUM('a','b')", ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b")), 2L, "2", 247, TEXT),
            new TypeSample("SET('a','b')", ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b")), 3L, "3", 248, TEXT),
            text("DATE", ColumnType.of(ColumnKind.DATE), "2020-02-20", 10, NUMBER),
            text("DATETIME(3)", ColumnType.ofFraction(ColumnKind.DATETIME, 3), "2020-02-20 02:20:20.100", 12, NUMBER),
            text(
                    "TIMESTAMP(6)",
                    ColumnType.ofFraction(ColumnKind.TIMESTAMP, 6),
                    "2024-03-11 08:51:01.461270",
                    7,
                    NUMBER),
            text("TIME(3)", ColumnType.ofFraction(ColumnKind.TIME, 3), "-838:59:58.001", 11, NUMBER),
            text("CHAR(8)", ColumnType.of(ColumnKind.CHAR, 8), "测", 254, TEXT),
            text("VARCHAR(32)", ColumnType.of(ColumnKind.VARCHAR, 32), "<a&b>", 15, TEXT),
            base64Text("TINYTEXT", ColumnKind.TINYTEXT, 249),
            base64Text("TEXT", ColumnKind.TEXT, 252),
            base64Text("MEDIUMTEXT", ColumnKind.MEDIUMTEXT, 250),
            base64Text("LONGTEXT", ColumnKind.LONGTEXT, 251),
            quoted("BINARY(4)", ColumnType.of(ColumnKind.BINARY, 4), 254),
            quoted("VARBINARY(8)", ColumnType.of(ColumnKind.VARBINARY, 8), 15),
            base64("TINYBLOB", ColumnKind.TINYBLOB, 249),
            base64("BLOB", ColumnKind.BLOB, 252),
            base64("MEDIUMBLOB", ColumnKind.MEDIUMBLOB, 250),
            base64("LONGBLOB", ColumnKind.LONGBLOB, 251),
            new TypeSample(
                    "JSON",
                    ColumnType.of(ColumnKind.JSON),
                    "{\"key1\": \"value1\"}",
                    "\"{\\\"key1\\\": \\\"value1\\\"}\"",
                    245,
                    NUMBER),
            text("VECTOR(3)", ColumnType.of(ColumnKind.VECTOR, 3), "[1,2.5,-3]", 225, NUMBER),
            base64("GEOMETRY", ColumnKind.GEOMETRY, 255),
            text("UUID", ColumnType.of(ColumnKind.UUID), "123e4567-e89b-12d3-a456-426655440000", 254, TEXT),
            text("INET4", ColumnType.of(ColumnKind.INET4), "192.0.2.1", 254, TEXT),
            text("INET6", ColumnType.of(ColumnKind.INET6), "2001:db8::1", 254, TEXT));

    @Override
    public String toString() {
        return sql;
    }

    private static TypeSample text(String sql, ColumnType type, String text, int t, int f) {
        return new TypeSample(sql, type, text, "\"" + text + "\"", t, f);
    }

    private static TypeSample base64Text(String sql, ColumnKind kind, int t) {
        return new TypeSample(sql, ColumnType.of(kind), "测", "\"5rWL\"", t, TEXT);
    }

    private static TypeSample quoted(String sql, ColumnType type, int t) {
        return new TypeSample(sql, type, BYTES, "\"\\\\x00A\\\\xe9\\\\xff\"", t, NUMBER);
    }

    private static TypeSample base64(String sql, ColumnKind kind, int t) {
        return new TypeSample(sql, ColumnType.of(kind), BYTES, "\"AEHp/w==\"", t, NUMBER);
    }
}
