package io.tidegate.encode.json;

import io.tidegate.model.ByteBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Text inside JSON strings, escaped as Go's JSON writers do it: short forms for quote, backslash, TAB, LF and CR only;
 * other control characters, {@code < > &} and the line separators U+2028 and U+2029 as {@code \}{@code u} with lower-case
 * digits; a byte that is not UTF-8 as U+FFFD; all else as it is.
 *
 * <p>Most text needs no escaping, so runs of plain bytes are copied eight at a time: a word is stored before it is
 * tested, and what lies behind its first special byte is overwritten by what follows.
 */
public final class JsonText {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = Long.BYTES;

    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = EACH << 7;

    private static final byte[] NOT_UTF8 = ascii("\\ufffd");
    private static final byte[] LINE_SEPARATOR = ascii("\\u2028");
    private static final byte[] PARAGRAPH_SEPARATOR = ascii("\\u2029");

    /** By ASCII byte: what stands for it, empty for one that stands for itself. */
    private static final byte[][] ESCAPES = escapes();

    private JsonText() {}

    /** Appends UTF-8 text, escaped, without the quotes around it. */
    public static void appendUtf8(byte[] source, int offset, int length, ByteBuilder out) {
        int end = offset + length;
        int at = appendPlain(source, offset, end, out);
        while (at < end) {
            if (source[at] < 0) {
                at = appendSequence(source, at, end, out);
            } else {
                out.append(ESCAPES[source[at++]]);
            }
            at = appendPlain(source, at, end, out);
        }
    }

    /** Appends bytes as the characters of ISO-8859-1 they stand for, escaped, without the quotes around them. */
    public static void appendLatin1(byte[] source, int offset, int length, ByteBuilder out) {
        int end = offset + length;
        int at = appendPlain(source, offset, end, out);
        while (at < end) {
            if (source[at] < 0) {
                at = appendHighLatin1(source, at, end, out);
            } else {
                out.append(ESCAPES[source[at++]]);
            }
            at = appendPlain(source, at, end, out);
        }
    }

    /** Appends text as a JSON string, escaped and in quotes. */
    public static void appendQuoted(String text, ByteBuilder out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.append((byte) '"');
        appendUtf8(utf8, 0, utf8.length, out);
        out.append((byte) '"');
    }

    /** Copies bytes up to the first special one or {@code end}, and returns where it stopped. */
    private static int appendPlain(byte[] source, int from, int end, ByteBuilder out) {
        // Room for one word more: the last store may reach beyond the text.
        byte[] target = out.reserve(end - from + WORD);
        int shift = out.length() - from;
        int at = from;
        int lastWhole = end - WORD;
        while (at <= lastWhole) {
            long word = (long) WORDS.get(source, at);
            WORDS.set(target, at + shift, word);
            long marks = specials(word);
            if (marks != 0) {
                return advanceTo(at + (Long.numberOfTrailingZeros(marks) >>> 3), shift, out);
            }
            at += WORD;
        }
        if (at <= source.length - WORD) {
            // The text ends inside this word; what follows it in the array is none of ours.
            long word = (long) WORDS.get(source, at);
            WORDS.set(target, at + shift, word);
            int plain = Long.numberOfTrailingZeros(specials(word)) >>> 3;
            return advanceTo(Math.min(at + plain, end), shift, out);
        }
        while (at < end && isPlain(source[at])) {
            target[at + shift] = source[at];
            at++;
        }
        return advanceTo(at, shift, out);
    }

    private static int advanceTo(int at, int shift, ByteBuilder out) {
        out.advance(at + shift - out.length());
        return at;
    }

    /**
     * The top bit of each byte that is not ASCII or has an escape. Exact up to the lowest such byte, which is all that is
     * asked: a borrow can only run from a marked byte to those above it. {@code <} and {@code >} differ in one bit, and so
     * do {@code "} and {@code &}: each pair is one test.
     */
    private static long specials(long word) {
        long control = word - 0x20 * EACH;
        long angle = ((word | 0x02 * EACH) ^ '>' * EACH) - EACH;
        long quoteOrAmpersand = ((word | 0x04 * EACH) ^ '&' * EACH) - EACH;
        long backslash = (word ^ '\\' * EACH) - EACH;
        return (word | control | angle | quoteOrAmpersand | backslash) & TOP_BITS;
    }

    private static boolean isPlain(byte value) {
        return value >= 0 && ESCAPES[value].length == 0;
    }

    /** Appends the run of characters beyond ASCII at {@code at} and returns where it ends. */
    private static int appendSequence(byte[] source, int from, int end, ByteBuilder out) {
        int at = from;
        while (at < end && source[at] < 0) {
            int length = Utf8Sequence.lengthAt(source, at, end);
            if (length == 0) {
                out.append(NOT_UTF8);
                at++;
                continue;
            }
            if (length == 3 && isSeparator(source, at)) {
                out.append(source[at + 2] == (byte) 0xa8 ? LINE_SEPARATOR : PARAGRAPH_SEPARATOR);
            } else {
                byte[] target = out.reserve(length);
                for (int i = 0; i < length; i++) {
                    target[out.length() + i] = source[at + i];
                }
                out.advance(length);
            }
            at += length;
        }
        return at;
    }

    /** Whether the three bytes are those of U+2028 or U+2029. */
    private static boolean isSeparator(byte[] source, int at) {
        return source[at] == (byte) 0xe2 && source[at + 1] == (byte) 0x80 && (source[at + 2] & 0xfe) == 0xa8;
    }

    private static int appendHighLatin1(byte[] source, int from, int end, ByteBuilder out) {
        byte[] target = out.reserve(2 * (end - from));
        int to = out.length();
        int at = from;
        while (at < end && source[at] < 0) {
            int value = source[at++];
            target[to++] = (byte) (0xc0 | ((value & 0xff) >>> 6));
            target[to++] = (byte) (0x80 | (value & 0x3f));
        }
        out.advance(to - out.length());
        return at;
    }

    private static byte[][] escapes() {
        byte[][] escapes = new byte[128][];
        for (int value = 0; value < escapes.length; value++) {
            escapes[value] = ascii(escape(value));
        }
        return escapes;
    }

    private static String escape(int value) {
        return switch (value) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '<' -> "\\u003c";
            case '>' -> "\\u003e";
            case '&' -> "\\u0026";
            default ->
                value < 0x20 ? "\\u00" + Character.forDigit(value >>> 4, 16) + Character.forDigit(value & 15, 16) : "";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
