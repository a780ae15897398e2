package io.tidegate.mysql.row;

import java.util.Locale;
import java.util.Random;

/** SQL expressions of MySQL that make JSON of every kind that it can store, the opaque ones included. */
final class RandomJson implements TestedColumn.RandomLiteral {
    private static final String[] SCALARS = {
        "CAST('null' AS JSON)",
        "CAST('true' AS JSON)",
        "CAST('false' AS JSON)",
        "0",
        "-1",
        "32767",
        "32768",
        "-32768",
        "-32769",
        "65535",
        "65536",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "4294967295",
        "4294967296",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "CAST('-12.340' AS DECIMAL(10,3))",
        "CAST('0' AS DECIMAL(65,30))",
        "CAST('99999999999999999999999999999999999.123456789012345678901234567890' AS DECIMAL(65,30))",
        "CAST('2026-02-28' AS DATE)",
        "CAST('0000-00-00' AS DATE)",
        "CAST('2026-02-28 23:59:59.000001' AS DATETIME(6))",
        "CAST('9999-12-31 23:59:59' AS DATETIME)",
        "TIMESTAMP('2026-02-28 01:02:03.5')",
        "CAST('-838:59:59' AS TIME)",
        "CAST('-00:00:00.000001' AS TIME(6))",
        "CAST('12:30:00.25' AS TIME(6))",
        "CAST(2024 AS YEAR)",
        "b'1010101010101'",
        "x''",
        "x'00ff10'",
        "CAST('binary' AS BINARY(9))",
        "CAST(REPEAT(x'ff00fe', 19) AS BINARY)",
        "CAST(REPEAT(x'ff00fe', 20) AS BINARY)",
        "CAST(REPEAT(x'ff00fe', 400) AS BINARY)",
        "_latin1 x'e4f6fc'",
        "POINT(1, 2)"
    };

    private static final String[] PIECES = {
        "a", " ", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u001f", "\\u007f", "ç", "中",
        "😀", "'"
    };

    private static final int BIG = 6000;

    @Override
    public String next(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "CAST(" + quoted(doubles(random)) + " AS JSON)";
            case 1 -> "CAST(" + quoted(string(random, 200)) + " AS JSON)";
            case 2 -> random.nextInt(10) == 0 ? big(random) : "JSON_ARRAY()";
            case 3 -> "CAST(" + quoted("[".repeat(90) + "{\"a\": 1}" + "]".repeat(90)) + " AS JSON)";
            default -> value(random, 0);
        };
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 3 ? 2 : 4);
        if (kind < 2) {
            return kind == 0
                    ? "JSON_EXTRACT(JSON_ARRAY(" + SCALARS[random.nextInt(SCALARS.length)] + "), '$[0]')"
                    : "CAST(" + quoted(string(random, 12)) + " AS JSON)";
        }
        StringBuilder sql = new StringBuilder(kind == 2 ? "JSON_ARRAY(" : "JSON_OBJECT(");
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            sql.append(i == 0 ? "" : ", ");
            if (kind == 3) {
                sql.append("JSON_UNQUOTE(").append(quoted(string(random, 6))).append("), ");
            }
            sql.append(random.nextBoolean() ? SCALARS[random.nextInt(SCALARS.length)] : value(random, depth + 1));
        }
        return sql.append(')').toString();
    }

    /** Beyond 64 KiB, where the server changes to its large form. */
    private static String big(Random random) {
        boolean object = random.nextBoolean();
        StringBuilder json = new StringBuilder(object ? "{" : "[");
        for (int i = 0; i < BIG; i++) {
            json.append(i == 0 ? "" : ",");
            if (object) {
                json.append("\"k").append(i).append("\":");
            }
            switch (random.nextInt(6)) {
                case 0 -> json.append(random.nextInt());
                case 1 -> json.append(random.nextInt(70_000));
                case 2 -> json.append(Integer.toUnsignedString(random.nextInt()));
                case 3 -> json.append(string(random, 30));
                case 4 -> json.append("[1, null, {}]");
                default -> json.append(random.nextBoolean());
            }
        }
        return "CAST(" + quoted(json.append(object ? '}' : ']').toString()) + " AS JSON)";
    }

    private static String doubles(Random random) {
        StringBuilder json = new StringBuilder("[1e14");
        for (int i = 0; i < 40; i++) {
            double number =
                    switch (random.nextInt(4)) {
                        case 0 -> Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL);
                        case 1 -> random.nextGaussian();
                        case 2 -> Math.scalb(random.nextDouble(), random.nextInt(120) - 60);
                        default -> (random.nextInt(2001) - 1000) * Math.pow(10, random.nextInt(44) - 22);
                    };
            json.append(", ").append(String.format(Locale.ROOT, "%.17e", number));
        }
        return json.append("]").toString();
    }

    private static String string(Random random, int most) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append('"').toString();
    }

    private static String quoted(String json) {
        return "'" + json.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
