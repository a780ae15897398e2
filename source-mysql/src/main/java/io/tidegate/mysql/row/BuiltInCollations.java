package io.tidegate.mysql.row;

import java.util.HashMap;
import java.util.Map;

/**
 * The collation ids of MySQL and MariaDB, which are part of their file formats and so never change meaning. New ones
 * appear, therefore a server is asked first.
 */
final class BuiltInCollations {
    /** MariaDB's NO PAD variants: the id of the collation they derive from plus this. */
    private static final int MARIADB_NOPAD = 1024;

    /** MariaDB's UCA 14.0.0 collations: 256 ids for each of five character sets. */
    private static final int MARIADB_UCA1400 = 2048;

    private static final String[] UCA1400_CHARSETS = {"utf8mb3", "utf8mb4", "ucs2", "utf16", "utf32"};

    private static final Map<Integer, String> NAMES = names();

    private BuiltInCollations() {}

    /** The character set of a collation id, {@code collation id N} if it is not known. */
    static String charsetName(int id) {
        int block = (id - MARIADB_UCA1400) / 256;
        if (id >= MARIADB_UCA1400 && block < UCA1400_CHARSETS.length) {
            return UCA1400_CHARSETS[block];
        }
        int base = id > MARIADB_NOPAD ? id - MARIADB_NOPAD : id;
        String name = NAMES.get(base);
        return name == null ? "collation id " + id : name;
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        put(names, "big5", 1, 84);
        put(names, "latin2", 2, 9, 21, 27, 77);
        put(names, "dec8", 3, 69);
        put(names, "cp850", 4, 80);
        put(names, "latin1", 5, 8, 15, 31, 47, 48, 49, 94);
        put(names, "hp8", 6, 72);
        put(names, "koi8r", 7, 74);
        put(names, "swe7", 10, 82);
        put(names, "ascii", 11, 65);
        put(names, "ujis", 12, 91);
        put(names, "sjis", 13, 88);
        put(names, "cp1251", 14, 23, 50, 51, 52);
        put(names, "hebrew", 16, 71);
        put(names, "tis620", 18, 89);
        put(names, "euckr", 19, 85);
        put(names, "latin7", 20, 41, 42, 79);
        put(names, "koi8u", 22, 75);
        put(names, "gb2312", 24, 86);
        put(names, "greek", 25, 70);
        put(names, "cp1250", 26, 34, 44, 66, 99);
        put(names, "gbk", 28, 87);
        put(names, "cp1257", 29, 58, 59);
        put(names, "latin5", 30, 78);
        put(names, "armscii8", 32, 64);
        put(names, "utf8mb3", 33, 76, 83, 223);
        put(names, "ucs2", 35, 90, 159);
        put(names, "cp866", 36, 68);
        put(names, "keybcs2", 37, 73);
        put(names, "macce", 38, 43);
        put(names, "macroman", 39, 53);
        put(names, "cp852", 40, 81);
        put(names, "utf8mb4", 45, 46);
        put(names, "utf16", 54, 55);
        put(names, "utf16le", 56, 62);
        put(names, "cp1256", 57, 67);
        put(names, "utf32", 60, 61);
        put(names, "binary", 63);
        put(names, "geostd8", 92, 93);
        put(names, "cp932", 95, 96);
        put(names, "eucjpms", 97, 98);
        putRange(names, "utf16", 101, 124);
        putRange(names, "ucs2", 128, 151);
        putRange(names, "utf32", 160, 183);
        putRange(names, "utf8mb3", 192, 215);
        putRange(names, "utf8mb4", 224, 247);
        putRange(names, "gb18030", 248, 250);
        putRange(names, "utf8mb4", 255, 323);
        putRange(names, "utf8mb3", 576, 578);
        putRange(names, "utf8mb4", 608, 610);
        putRange(names, "ucs2", 640, 642);
        putRange(names, "utf16", 672, 674);
        putRange(names, "utf32", 736, 738);
        return Map.copyOf(names);
    }

    private static void put(Map<Integer, String> names, String charset, int... ids) {
        for (int id : ids) {
            names.put(id, charset);
        }
    }

    private static void putRange(Map<Integer, String> names, String charset, int first, int last) {
        for (int id = first; id <= last; id++) {
            names.put(id, charset);
        }
    }
}
