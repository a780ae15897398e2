package io.tidegate.testkit.contract;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types with the values at the ends of their ranges, as a row image gives them. */
final class TypeExtremes {
    private static final byte[] ALL_BYTES = new byte[256];

    static {
        for (int i = 0; i < ALL_BYTES.length; i++) {
            ALL_BYTES[i] = (byte) i;
        }
    }

    static final Map<ColumnType, List<Object>> ALL = types();

    private TypeExtremes() {}

    /** A value for the name of a case. */
    static String shown(@Nullable Object value) {
        String text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
        return text.length() > 24 ? text.substring(0, 24) + "…" : text;
    }

    private static Map<ColumnType, List<Object>> types() {
        Map<ColumnType, List<Object>> types = new LinkedHashMap<>();
        integers(types, ColumnKind.TINYINT, 8);
        integers(types, ColumnKind.SMALLINT, 16);
        integers(types, ColumnKind.MEDIUMINT, 24);
        integers(types, ColumnKind.INT, 32);
        types.put(ColumnType.of(ColumnKind.BIGINT), List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE));
        types.put(ColumnType.of(ColumnKind.BIGINT).asUnsigned(), List.of(0L, Long.MAX_VALUE));
        types.put(
                ColumnType.of(ColumnKind.FLOAT),
                List.of(0f, -3.14f, 16777216f, Float.MIN_VALUE, Float.MAX_VALUE, 1e-7f));
        types.put(
                ColumnType.of(ColumnKind.DOUBLE),
                List.of(0d, -2.71d, 0.1d + 0.2d, Double.MIN_VALUE, Double.MAX_VALUE, 1e21d));
        types.put(ColumnType.of(ColumnKind.DECIMAL, 10, 0), List.of("-9999999999", "0", "9999999999"));
        types.put(ColumnType.of(ColumnKind.DECIMAL, 12, 6), List.of("-999999.999999", "0.000000", "0.000001"));
        types.put(
                ColumnType.of(ColumnKind.DECIMAL, 65, 30),
                List.of("9".repeat(35) + "." + "9".repeat(30), "-0." + "0".repeat(29) + "1"));
        types.put(ColumnType.of(ColumnKind.BIT, 1), List.of(0L, 1L));
        types.put(ColumnType.of(ColumnKind.BIT, 10), List.of(0L, 65L, 1023L));
        types.put(ColumnType.of(ColumnKind.BIT, 63), List.of(Long.MAX_VALUE));
        types.put(ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b c", "é")), List.of(1L, 2L, 3L));
        types.put(ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b c", "é")), List.of(0L, 1L, 6L, 7L));
        types.put(ColumnType.of(ColumnKind.YEAR), List.of(1901L, 2155L));
        types.put(ColumnType.of(ColumnKind.DATE), List.of("1000-01-01", "9999-12-31"));
        types.put(ColumnType.of(ColumnKind.DATETIME), List.of("1000-01-01 00:00:00", "9999-12-31 23:59:59"));
        types.put(ColumnType.ofFraction(ColumnKind.DATETIME, 3), List.of("2020-02-29 02:20:20.100"));
        types.put(ColumnType.ofFraction(ColumnKind.DATETIME, 6), List.of("9999-12-31 23:59:59.999999"));
        types.put(ColumnType.of(ColumnKind.TIMESTAMP), List.of("1970-01-01 00:00:01", "2038-01-19 03:14:07"));
        types.put(ColumnType.ofFraction(ColumnKind.TIMESTAMP, 6), List.of("2024-03-11 08:51:01.461270"));
        types.put(ColumnType.of(ColumnKind.TIME), List.of("-838:59:59", "00:00:00", "838:59:59"));
        types.put(ColumnType.ofFraction(ColumnKind.TIME, 6), List.of("-00:00:00.000001", "12:34:56.789012"));
        types.put(ColumnType.of(ColumnKind.CHAR, 8), List.of("", "Bob"));
        types.put(ColumnType.of(ColumnKind.VARCHAR, 32), List.of("", "測試"));
        for (ColumnKind text : List.of(ColumnKind.TINYTEXT, ColumnKind.MEDIUMTEXT, ColumnKind.LONGTEXT)) {
            types.put(ColumnType.of(text), List.of("測試"));
        }
        types.put(ColumnType.of(ColumnKind.BINARY, 4), List.of(new byte[4], new byte[] {'A', (byte) 0xff, 0, 1}));
        types.put(ColumnType.of(ColumnKind.VARBINARY, 300), List.of(new byte[0], ALL_BYTES));
        for (ColumnKind blob :
                List.of(ColumnKind.TINYBLOB, ColumnKind.BLOB, ColumnKind.MEDIUMBLOB, ColumnKind.LONGBLOB)) {
            types.put(ColumnType.of(blob), List.of(new byte[] {0, 'A', (byte) 0xe9, (byte) 0xff}));
        }
        types.put(ColumnType.of(ColumnKind.JSON), List.of("null", "{\"k\": [1, 2.5, \"x\\\"é\", null]}"));
        types.put(ColumnType.of(ColumnKind.VECTOR, 3), List.of("[1,2.5,-3]"));
        return types;
    }

    private static void integers(Map<ColumnType, List<Object>> types, ColumnKind kind, int bits) {
        ColumnType type = ColumnType.of(kind);
        types.put(type, List.of(-(1L << (bits - 1)), 0L, (1L << (bits - 1)) - 1));
        types.put(type.asUnsigned(), List.of(0L, (1L << bits) - 1));
    }
}
