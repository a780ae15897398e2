package io.tidegate.encode.openprotocol;

import io.tidegate.encode.json.Utf8Sequence;
import io.tidegate.model.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bytes as the inside of a string literal of Go (function {@code strconv.Quote}), which is then a JSON string: every
 * backslash of the literal is doubled. Printable characters of UTF-8 stand for themselves; a byte that belongs to none is
 * {@code \x89}, a character that is not printable {@code \}{@code u00a0}.
 */
final class QuotedBytes {
    /** By ASCII byte: what stands for it in the JSON string. */
    private static final byte[][] ASCII = new byte[128][];

    /** Bits of {@link Character#getType}: letters, marks, numbers, punctuation and symbols. */
    private static final int PRINTABLE = bits(
            Character.UPPERCASE_LETTER,
            Character.LOWERCASE_LETTER,
            Character.TITLECASE_LETTER,
            Character.MODIFIER_LETTER,
            Character.OTHER_LETTER,
            Character.NON_SPACING_MARK,
            Character.ENCLOSING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.DECIMAL_DIGIT_NUMBER,
            Character.LETTER_NUMBER,
            Character.OTHER_NUMBER,
            Character.DASH_PUNCTUATION,
            Character.START_PUNCTUATION,
            Character.END_PUNCTUATION,
            Character.CONNECTOR_PUNCTUATION,
            Character.OTHER_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION,
            Character.FINAL_QUOTE_PUNCTUATION,
            Character.MATH_SYMBOL,
            Character.CURRENCY_SYMBOL,
            Character.MODIFIER_SYMBOL,
            Character.OTHER_SYMBOL);

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    static {
        for (int value = 0; value < ASCII.length; value++) {
            ASCII[value] =
                    literal(value).replace("\\", "\\\\").replace("\"", "\\\"").getBytes(StandardCharsets.US_ASCII);
        }
    }

    private QuotedBytes() {}

    /** Appends the bytes, quoted and escaped, without the quotes around them. */
    static void append(byte[] source, int offset, int length, ByteBuilder out) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            byte lead = source[at];
            if (lead >= 0) {
                out.append(ASCII[lead]);
                at++;
                continue;
            }
            int sequence = Utf8Sequence.lengthAt(source, at, end);
            if (sequence == 0) {
                appendEscape('x', lead & 0xff, 2, out);
                at++;
                continue;
            }
            int codePoint = Utf8Sequence.codePointAt(source, at, sequence);
            if (isPrintable(codePoint)) {
                out.append(source, at, sequence);
            } else if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                appendEscape('u', codePoint, 4, out);
            } else {
                appendEscape('U', codePoint, 8, out);
            }
            at += sequence;
        }
    }

    private static boolean isPrintable(int codePoint) {
        return (PRINTABLE >>> Character.getType(codePoint) & 1) != 0;
    }

    private static void appendEscape(char form, int value, int digits, ByteBuilder out) {
        out.append((byte) '\\');
        out.append((byte) '\\');
        out.append((byte) form);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(DIGITS[value >>> shift & 15]);
        }
    }

    private static String literal(int ascii) {
        return switch (ascii) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            default ->
                ascii < ' ' || ascii == 0x7f ? String.format(Locale.ROOT, "\\x%02x", ascii) : Character.toString(ascii);
        };
    }

    private static int bits(byte... types) {
        int bits = 0;
        for (byte type : types) {
            bits |= 1 << type;
        }
        return bits;
    }
}
