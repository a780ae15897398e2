package io.tidegate.demo;

/**
 * Columns that a text takes in a terminal: two for a Chinese, Japanese or Korean character or an emoji, none for a mark
 * that is written over the character before it. Control characters become visible, so that a value can never move the
 * cursor. The ranges are those of Unicode's East Asian Width that terminals agree on.
 */
final class Columns {
    private static final String MORE = "…";

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text if it fits, else as much of its start as leaves room for an ellipsis. */
    static String cut(String text, int columns) {
        if (columns <= 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        int keptWithEllipsis = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int character = visible(text.codePointAt(i));
            used += of(character);
            if (used > columns) {
                return kept.substring(0, keptWithEllipsis) + MORE;
            }
            kept.appendCodePoint(character);
            if (used <= columns - 1) {
                keptWithEllipsis = kept.length();
            }
        }
        return kept.toString();
    }

    private static int visible(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029 ? '·' : character;
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        return character >= 0x1100
                && (character <= 0x115f // Hangul
                        || within(character, 0x2e80, 0x303e) // CJK radicals and punctuation
                        || within(character, 0x3041, 0xa4cf) // kana, CJK, Yi
                        || within(character, 0xac00, 0xd7a3) // Hangul syllables
                        || within(character, 0xf900, 0xfaff)
                        || within(character, 0xfe30, 0xfe6f)
                        || within(character, 0xff00, 0xff60) // full-width forms
                        || within(character, 0xffe0, 0xffe6)
                        || within(character, 0x1f300, 0x1f64f) // pictographs
                        || within(character, 0x1f900, 0x1f9ff)
                        || within(character, 0x20000, 0x3fffd));
    }

    private static boolean within(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
