package io.tidegate.encode.json;

import io.tidegate.model.ByteBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Text inside JSON strings. What is escaped is said by {@link JsonEscapes}; methods that are not told escape as {@link
 * JsonEscapes#HTML_SAFE}, the way of Go's usual JSON writers.
 *
 * <p>Most text needs no escaping, so runs of plain bytes are copied eight at a time: a word is stored before it is
 * tested, and what lies behind its first special byte is overwritten by what follows.
 */
public final class JsonText {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = Long.BYTES;

    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = EACH << 7;

    private static final byte[] LINE_SEPARATOR = ascii("\\u2028");
    private static final byte[] PARAGRAPH_SEPARATOR = ascii("\\u2029");

    private JsonText() {}

    /** Appends UTF-8 text, escaped, without the quotes around it. */
    public static void appendUtf8(byte[] source, int offset, int length, ByteBuilder out) {
        appendUtf8(JsonEscapes.HTML_SAFE, source, offset, length, out);
    }

    /** Appends UTF-8 text, escaped, without the quotes around it. */
    public static void appendUtf8(JsonEscapes escapes, byte[] source, int offset, int length, ByteBuilder out) {
        int end = offset + length;
        int at = appendPlain(escapes, source, offset, end, out);
        while (at < end) {
            if (source[at] < 0) {
                at = appendSequences(escapes, source, at, end, out);
            } else {
                out.append(escapes.of(source[at++]));
            }
            at = appendPlain(escapes, source, at, end, out);
        }
    }

    /** Appends bytes as the characters of ISO-8859-1 they stand for, escaped, without the quotes around them. */
    public static void appendLatin1(byte[] source, int offset, int length, ByteBuilder out) {
        int end = offset + length;
        int at = appendPlain(JsonEscapes.HTML_SAFE, source, offset, end, out);
        while (at < end) {
            if (source[at] < 0) {
                at = appendHighLatin1(source, at, end, out);
            } else {
                out.append(JsonEscapes.HTML_SAFE.of(source[at++]));
            }
            at = appendPlain(JsonEscapes.HTML_SAFE, source, at, end, out);
        }
    }

    /** Appends text as a JSON string, escaped and in quotes. */
    public static void appendQuoted(String text, ByteBuilder out) {
        appendQuoted(JsonEscapes.HTML_SAFE, text, out);
    }

    /** Appends text as a JSON string, escaped and in quotes. */
    public static void appendQuoted(JsonEscapes escapes, String text, ByteBuilder out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.append((byte) '"');
        appendUtf8(escapes, utf8, 0, utf8.length, out);
        out.append((byte) '"');
    }

    /** Copies bytes up to the first special one or {@code end}, and returns where it stopped. */
    private static int appendPlain(JsonEscapes escapes, byte[] source, int from, int end, ByteBuilder out) {
        boolean htmlSafe = escapes.htmlSafe();
        // Room for one word more: the last store may reach beyond the text.
        byte[] target = out.reserve(end - from + WORD);
        int shift = out.length() - from;
        int at = from;
        int lastWhole = end - WORD;
        while (at <= lastWhole) {
            long word = (long) WORDS.get(source, at);
            WORDS.set(target, at + shift, word);
            long marks = htmlSafe ? specials(word) : plainSpecials(word);
            if (marks != 0) {
                return advanceTo(at + (Long.numberOfTrailingZeros(marks) >>> 3), shift, out);
            }
            at += WORD;
        }
        if (at <= source.length - WORD) {
            // The text ends inside this word; what follows it in the array is none of ours.
            long word = (long) WORDS.get(source, at);
            WORDS.set(target, at + shift, word);
            int plain = Long.numberOfTrailingZeros(htmlSafe ? specials(word) : plainSpecials(word)) >>> 3;
            return advanceTo(Math.min(at + plain, end), shift, out);
        }
        while (at < end && source[at] >= 0 && escapes.of(source[at]).length == 0) {
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

    /** The same without the characters that only {@link JsonEscapes#HTML_SAFE} escapes. */
    private static long plainSpecials(long word) {
        long control = word - 0x20 * EACH;
        long quote = (word ^ '"' * EACH) - EACH;
        long backslash = (word ^ '\\' * EACH) - EACH;
        return (word | control | quote | backslash) & TOP_BITS;
    }

    /** Appends the run of characters beyond ASCII at {@code from} and returns where it ends. */
    private static int appendSequences(JsonEscapes escapes, byte[] source, int from, int end, ByteBuilder out) {
        int at = from;
        while (at < end && source[at] < 0) {
            int length = Utf8Sequence.lengthAt(source, at, end);
            if (length == 0) {
                out.append(escapes.notUtf8());
                at++;
                continue;
            }
            if (length == 3 && escapes.htmlSafe() && isSeparator(source, at)) {
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
