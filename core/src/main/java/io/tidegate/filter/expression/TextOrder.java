package io.tidegate.filter.expression;

import io.tidegate.model.Collation;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * How two texts compare: the collations of MySQL, MariaDB and TiDB by families. Each character has one weight, and texts
 * compare by the weights of their characters. That decides equality as the collations do, but for characters that a
 * collation expands ({@code ß} as {@code ss}); the order of texts that differ is right for letters and digits of ASCII and
 * near it for others. Collations of a single language are not known. Thread safe.
 */
enum TextOrder {
    /** Bytes, without padding. */
    BINARY,
    /** Code points: {@code *_bin}. */
    CODE_POINTS,
    /** Case and accents do not matter: {@code *_general_ci}. */
    GENERAL,
    /** {@code latin1_swedish_ci}: the same, but {@code Å Ä Æ Ö} are letters of their own and {@code Ü} is a {@code Y}. */
    SWEDISH,
    /** Case and accents do not matter, punctuation comes first: {@code *_unicode_ci}, {@code *_ai_ci}. */
    UNICODE,
    /** Case does not matter, accents do: {@code *_as_ci}. */
    UNICODE_ACCENTS,
    /** Case and accents matter: {@code *_as_cs}. */
    UNICODE_CASE;

    /** The printable characters of ASCII in the order of Unicode's default table, letters without case. */
    private static final String ASCII_ORDER = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

    private static final int BEYOND_ASCII = 1 << 24;
    private static final int CODE_POINT_BITS = 21;
    private static final int[] ASCII_RANKS = asciiRanks();

    /** Base letters of the basic plane in upper case; 0 is not computed yet, which any thread may do. */
    private static final char[] BASES = new char[1 << 16];

    /** The order of a collation; empty for one of a single language. */
    static Optional<TextOrder> of(Collation collation) {
        String name = collation.name().toLowerCase(Locale.ROOT).replace("_nopad", "");
        if (name.equals("binary")) {
            return Optional.of(BINARY);
        }
        int charset = name.indexOf('_');
        return switch (charset < 0 ? name : name.substring(charset + 1)) {
            case "bin", "0900_bin" -> Optional.of(CODE_POINTS);
            case "general_ci", "general_mysql500_ci" -> Optional.of(GENERAL);
            case "swedish_ci" -> name.startsWith("latin1") ? Optional.of(SWEDISH) : Optional.empty();
            case "unicode_ci", "unicode_520_ci", "0900_ai_ci", "uca1400_ai_ci" -> Optional.of(UNICODE);
            case "0900_as_ci", "uca1400_as_ci" -> Optional.of(UNICODE_ACCENTS);
            case "0900_as_cs", "uca1400_as_cs" -> Optional.of(UNICODE_CASE);
            default -> Optional.empty();
        };
    }

    /** What a character compares as; equal for characters that count as the same. */
    long weight(int codePoint) {
        return switch (this) {
            case BINARY, CODE_POINTS -> codePoint;
            case GENERAL -> codePoint == 'ß' ? 'S' : base(codePoint);
            case SWEDISH -> swedish(codePoint);
            case UNICODE -> rank(base(codePoint));
            case UNICODE_ACCENTS -> rank(base(codePoint)) << CODE_POINT_BITS | Character.toLowerCase(codePoint);
            case UNICODE_CASE -> rank(base(codePoint)) << CODE_POINT_BITS | codePoint;
        };
    }

    private static int swedish(int codePoint) {
        return switch (codePoint) {
            case 'Ä', 'ä', 'Æ', 'æ' -> '[';
            case 'Å', 'å' -> '\\';
            case 'Ö', 'ö' -> ']';
            case 'Ü', 'ü' -> 'Y';
            default -> base(codePoint);
        };
    }

    private static long rank(int base) {
        return base < 0x80 ? ASCII_RANKS[base] : BEYOND_ASCII + base;
    }

    /** The letter without its accents, in upper case. */
    private static int base(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= 'a' && codePoint <= 'z' ? codePoint - 0x20 : codePoint;
        }
        if (codePoint >= BASES.length) {
            return Character.toUpperCase(codePoint);
        }
        char known = BASES[codePoint];
        if (known == 0) {
            known = computeBase((char) codePoint);
            BASES[codePoint] = known;
        }
        return known;
    }

    private static char computeBase(char letter) {
        String decomposed = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
        // Syllables of Hangul are letters here, not what they are composed of.
        char first =
                Character.isSurrogate(letter) || Character.UnicodeScript.of(letter) == Character.UnicodeScript.HANGUL
                        ? letter
                        : decomposed.charAt(0);
        return Character.toUpperCase(first);
    }

    private static int[] asciiRanks() {
        int[] ranks = new int[0x80];
        for (int i = 0; i < ranks.length; i++) {
            int place = ASCII_ORDER.indexOf(Character.toLowerCase(i));
            // Controls come first, then the space.
            ranks[i] = place < 0 ? i : 0x80 + place;
        }
        return ranks;
    }
}
