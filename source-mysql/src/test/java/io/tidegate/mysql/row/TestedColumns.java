package io.tidegate.mysql.row;

import static io.tidegate.model.ColumnType.ofFraction;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Columns of every type that a server has, with random values from the ends of their ranges and between. */
final class TestedColumns {
    private static final String AS_UTF8_HEX = "HEX(CONVERT($ USING utf8mb4))";

    private TestedColumns() {}

    /** Of MariaDB 10.10 and later. */
    static List<TestedColumn> ofMariaDb() {
        List<TestedColumn> all = new ArrayList<>();
        numbers(all, 38);
        temporals(all);
        members(all);
        texts(all);
        onlyOfMariaDb(all);
        binaries(all);
        return all;
    }

    /** Of MySQL 9. */
    static List<TestedColumn> ofMySql() {
        List<TestedColumn> all = new ArrayList<>();
        numbers(all, 30);
        temporals(all);
        members(all);
        texts(all);
        onlyOfMySql(all);
        binaries(all);
        return all;
    }

    private static void numbers(List<TestedColumn> all, int mostScale) {
        TestedColumn.RandomLiteral integers = random -> Long.toString(random.nextLong() >> random.nextInt(64));
        for (ColumnKind kind : List.of(
                ColumnKind.INT, ColumnKind.TINYINT, ColumnKind.SMALLINT, ColumnKind.MEDIUMINT, ColumnKind.BIGINT)) {
            all.add(new TestedColumn(kind.name(), ColumnType.of(kind), "$", integers));
            all.add(new TestedColumn(
                    kind + " UNSIGNED",
                    ColumnType.of(kind).asUnsigned(),
                    "$",
                    random -> Long.toUnsignedString(random.nextLong() >>> random.nextInt(64))));
        }
        all.add(new TestedColumn(
                "YEAR", ColumnType.of(ColumnKind.YEAR), "$ + 0", pick("0", "1901", "2155", "1999", "2024")));
        all.add(new TestedColumn(
                "FLOAT",
                ColumnType.of(ColumnKind.FLOAT),
                "$ + 0e0",
                random -> Float.toString(Float.intBitsToFloat(random.nextInt() & 0xBFFFFFFF))));
        all.add(new TestedColumn(
                "DOUBLE",
                ColumnType.of(ColumnKind.DOUBLE),
                "$",
                // MySQL prints at most 16 digits of a double inside CONCAT.
                random -> String.format(
                        Locale.ROOT, "%.14e", Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL))));
        for (int[] type :
                new int[][] {{65, 30}, {38, mostScale}, {10, 0}, {12, 2}, {9, 9}, {18, 9}, {1, 0}, {37, 5}, {65, 0}}) {
            all.add(new TestedColumn(
                    "DECIMAL(" + type[0] + "," + type[1] + ")",
                    ColumnType.of(ColumnKind.DECIMAL, type[0], type[1]),
                    "$",
                    random -> decimal(random, type[0], type[1])));
        }
        for (int bits : new int[] {1, 7, 8, 17, 64}) {
            all.add(new TestedColumn(
                    "BIT(" + bits + ")",
                    ColumnType.of(ColumnKind.BIT, bits),
                    "$ + 0",
                    random -> Long.toUnsignedString(random.nextLong() >>> (64 - bits))));
        }
    }

    private static void temporals(List<TestedColumn> all) {
        all.add(new TestedColumn(
                "DATE",
                ColumnType.of(ColumnKind.DATE),
                "$",
                random -> random.nextInt(4) == 0 ? "'0000-00-00'" : "'" + date(random) + "'"));
        for (int digits = 0; digits <= 6; digits++) {
            String suffix = "(" + digits + ")";
            all.add(new TestedColumn(
                    "DATETIME" + suffix,
                    ofFraction(ColumnKind.DATETIME, digits),
                    "$",
                    random -> random.nextInt(8) == 0
                            ? "'0000-00-00 00:00:00'"
                            : "'" + date(random) + " " + time(random, 24) + "'"));
            all.add(new TestedColumn(
                    "TIMESTAMP" + suffix + " NULL",
                    ofFraction(ColumnKind.TIMESTAMP, digits),
                    "$",
                    random -> random.nextInt(8) == 0
                            ? "0"
                            : "FROM_UNIXTIME(" + (random.nextInt() & 0x7FFFFFFFL) + "." + random.nextInt(1_000_000)
                                    + ")"));
            all.add(new TestedColumn(
                    "TIME" + suffix,
                    ofFraction(ColumnKind.TIME, digits),
                    "$",
                    random -> (random.nextBoolean() ? "'-" : "'") + time(random, 840) + "'"));
        }
    }

    private static void members(List<TestedColumn> all) {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("m" + i);
        }
        all.add(new TestedColumn(
                "ENUM('a','b''c','ç')",
                ColumnType.of(ColumnKind.ENUM),
                "$ + 0",
                pick("0", "1", "2", "3", "'nothing'")));
        all.add(new TestedColumn(
                "ENUM('" + String.join("','", many) + "')",
                ColumnType.of(ColumnKind.ENUM),
                "$ + 0",
                random -> Integer.toString(1 + random.nextInt(300))));
        for (int count : new int[] {3, 9, 20, 30, 64}) {
            all.add(new TestedColumn(
                    "SET('" + String.join("','", many.subList(0, count)) + "')",
                    ColumnType.of(ColumnKind.SET),
                    "CAST($ AS UNSIGNED)",
                    random -> Long.toUnsignedString(random.nextLong() >>> (64 - count))));
        }
    }

    private static void texts(List<TestedColumn> all) {
        String select = AS_UTF8_HEX;
        for (String charset : collations("latin1 utf8mb3 utf8mb4 ascii latin2 latin5 latin7 greek hebrew cp1250 cp1251"
                + " cp1256 cp1257 cp850 cp852 cp866 koi8r koi8u tis620 macroman macce gbk gb2312 big5 sjis cp932 ujis"
                + " eucjpms euckr ucs2 utf16 utf16le utf32")) {
            all.add(new TestedColumn(
                    "VARCHAR(40) CHARACTER SET " + charset,
                    ColumnType.of(ColumnKind.VARCHAR, 40),
                    select,
                    random -> literal(text(random, charset, 40))));
        }
        all.add(new TestedColumn(
                "CHAR(10)",
                ColumnType.of(ColumnKind.CHAR, 10),
                select,
                random -> literal(text(random, "utf8mb4", 10))));
        all.add(new TestedColumn(
                "CHAR(255)",
                ColumnType.of(ColumnKind.CHAR, 255),
                select,
                random -> literal(text(random, "utf8mb4", 255))));
        all.add(new TestedColumn(
                "TINYTEXT", ColumnType.of(ColumnKind.TINYTEXT), select, random -> literal(text(random, "latin1", 40))));
        all.add(new TestedColumn(
                "TEXT", ColumnType.of(ColumnKind.TEXT), select, random -> literal(text(random, "utf8mb4", 900))));
        all.add(new TestedColumn(
                "LONGTEXT",
                ColumnType.of(ColumnKind.LONGTEXT),
                select,
                random -> literal(text(random, "utf8mb4", 900))));
    }

    private static void onlyOfMariaDb(List<TestedColumn> all) {
        String select = AS_UTF8_HEX;
        all.add(new TestedColumn(
                "JSON",
                ColumnType.of(ColumnKind.LONGTEXT),
                select,
                pick("'{\"a\": [1,2.50,\"ç\"]}'", "'[]'", "'null'")));
        all.add(new TestedColumn(
                "VARCHAR(900) COMPRESSED CHARACTER SET latin1",
                ColumnType.of(ColumnKind.VARCHAR, 900),
                select,
                random -> literal(text(random, "latin1", 3).repeat(1 + random.nextInt(250)))));
        all.add(new TestedColumn(
                "TEXT COMPRESSED",
                ColumnType.of(ColumnKind.TEXT),
                select,
                random -> literal(text(random, "utf8mb4", 9).repeat(random.nextInt(900)))));
        all.add(new TestedColumn(
                "UUID",
                ColumnType.of(ColumnKind.UUID),
                "$",
                random -> "'" + (random.nextBoolean() ? "0" : "f")
                        + hex(random, 6).substring(1) + "-0000-1000-8000-"
                        + pick("000000000000", "00000000ab00", "123456789abc").next(random) + "'"));
        all.add(new TestedColumn(
                "INET4", ColumnType.of(ColumnKind.INET4), "$", pick("'0.0.0.0'", "'10.0.0.0'", "'255.1.20.3'")));
        all.add(new TestedColumn(
                "INET6",
                ColumnType.of(ColumnKind.INET6),
                "$",
                pick(
                        "'::'",
                        "'::1'",
                        "'1::'",
                        "'1:0:2:0:0:3:4:5'",
                        "'::ffff:1.2.3.4'",
                        "'::1.2.3.4'",
                        "'::1:0'",
                        "'fe80::abcd:0'",
                        "'1:2:3:4:5:6:7:8'",
                        "'1:2:3:0:5:6:7:8'",
                        "'0:1:2:3:4:5:6:7'",
                        "'::ffff:0:1'")));
        all.add(new TestedColumn(
                "BLOB COMPRESSED",
                ColumnType.of(ColumnKind.BLOB),
                "HEX($)",
                random -> "REPEAT(x'00ff', " + random.nextInt(3000) + ")"));
    }

    private static void onlyOfMySql(List<TestedColumn> all) {
        all.add(new TestedColumn(
                "VARCHAR(40) CHARACTER SET gb18030",
                ColumnType.of(ColumnKind.VARCHAR, 40),
                AS_UTF8_HEX,
                random -> literal(text(random, "gb18030", 40))));
        all.add(new TestedColumn(
                "VECTOR(5)",
                ColumnType.of(ColumnKind.VECTOR, 5),
                "HEX($)",
                random -> "STRING_TO_VECTOR('[" + random.nextInt() + ",0.1," + random.nextFloat() + ",-1e-30,"
                        + random.nextGaussian() * 1e20 + "]')"));
        for (int i = 0; i < 4; i++) {
            all.add(new TestedColumn("JSON", ColumnType.of(ColumnKind.JSON), AS_UTF8_HEX, new RandomJson()));
        }
    }

    private static void binaries(List<TestedColumn> all) {
        all.add(new TestedColumn(
                "BINARY(16)", ColumnType.of(ColumnKind.BINARY, 16), "HEX($)", random -> "x'" + hex(random, 16) + "'"));
        all.add(new TestedColumn(
                "BINARY(5)",
                ColumnType.of(ColumnKind.BINARY, 5),
                "HEX($)",
                pick("x'0000000000'", "x'01'", "x'FF00'", "''")));
        all.add(new TestedColumn(
                "VARBINARY(300)",
                ColumnType.of(ColumnKind.VARBINARY, 300),
                "HEX($)",
                random -> "x'" + hex(random, 300) + "'"));
        all.add(new TestedColumn(
                "TINYBLOB", ColumnType.of(ColumnKind.TINYBLOB), "HEX($)", random -> "x'" + hex(random, 200) + "'"));
        all.add(new TestedColumn(
                "BLOB", ColumnType.of(ColumnKind.BLOB), "HEX($)", random -> "x'" + hex(random, 400) + "'"));
        all.add(new TestedColumn(
                "MEDIUMBLOB", ColumnType.of(ColumnKind.MEDIUMBLOB), "HEX($)", random -> "x'" + hex(random, 400) + "'"));
        all.add(new TestedColumn(
                "LONGBLOB",
                ColumnType.of(ColumnKind.LONGBLOB),
                "HEX($)",
                random -> "REPEAT('x', " + random.nextInt(9000) + ")"));
        all.add(new TestedColumn(
                "GEOMETRY",
                ColumnType.of(ColumnKind.GEOMETRY),
                "HEX($)",
                pick("POINT(1, 2)", "ST_GeomFromText('LINESTRING(0 0, 1 2)', 4326)")));
    }

    private static List<String> collations(String names) {
        return List.of(names.split(" "));
    }

    private static String text(Random random, String charset, int most) {
        String alphabet =
                switch (charset) {
                    case "latin1" -> "abc äöüß€ÿ\u0081\u009D'\\\"";
                    case "ascii" -> "abc XYZ~\\'";
                    case "latin2", "cp1250", "cp852", "macce" -> "abcčřžł'";
                    case "latin5" -> "abcğışİ";
                    case "latin7", "cp1257" -> "abcāčēģ";
                    case "greek" -> "abcαβγδ";
                    case "hebrew" -> "abcאבגד";
                    case "cp1251", "cp866", "koi8r", "koi8u" -> "abcЖдёю";
                    case "cp1256" -> "abcابج";
                    case "cp850", "macroman" -> "abcäöüé";
                    case "tis620" -> "abcกขฃ";
                    case "gbk", "gb2312", "big5" -> "abc中文人";
                    case "sjis", "cp932", "ujis", "eucjpms" -> "abcあいう日本カ\\";
                    case "euckr" -> "abc한국어";
                    case "utf8mb3", "ucs2" -> "abcçЖ中\u0000\uFFFD";
                    default -> "abcçЖ中😀\u0001";
                };
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0") + "'";
    }

    private static String hex(Random random, int most) {
        StringBuilder hex = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            hex.append(String.format(Locale.ROOT, "%02x", random.nextInt(3) == 0 ? 0 : random.nextInt(256)));
        }
        return most == 6 ? String.format(Locale.ROOT, "%08x", random.nextInt()) : hex.toString();
    }

    private static String decimal(Random random, int precision, int scale) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "").append('0');
        int used = random.nextInt(precision + 1);
        for (int i = 0; i < precision; i++) {
            if (i == precision - scale) {
                text.append('.');
            }
            text.append(i < precision - used ? 0 : random.nextInt(10));
        }
        return text.toString();
    }

    private static String date(Random random) {
        return String.format(
                Locale.ROOT, "%04d-%02d-%02d", random.nextInt(10_000), random.nextInt(13), random.nextInt(29));
    }

    private static String time(Random random, int hours) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%06d",
                random.nextInt(hours),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000_000));
    }

    private static TestedColumn.RandomLiteral pick(String... literals) {
        return random -> literals[random.nextInt(literals.length)];
    }
}
