package io.tidegate.encode.json;

import java.nio.charset.StandardCharsets;

/**
 * What JSON writers escape inside strings. All escape quote, backslash and control characters, the latter as {@code
 * \}{@code u} with lower-case digits unless they have a short form; text that is not UTF-8 becomes U+FFFD.
 */
public final class JsonEscapes {
    /** Short forms for TAB, LF and CR; also {@code < > &} and the line separators U+2028 and U+2029. */
    public static final JsonEscapes HTML_SAFE = new JsonEscapes(true, false, "\\ufffd");

    /** As {@link #HTML_SAFE}, and short forms for backspace and form feed: Go's standard library from 1.22 on. */
    public static final JsonEscapes STANDARD = new JsonEscapes(true, true, "\\ufffd");

    /** Short forms for TAB, LF and CR; nothing that JSON does not ask for. */
    public static final JsonEscapes PLAIN = new JsonEscapes(false, false, "\ufffd");

    private final boolean htmlSafe;
    private final byte[] notUtf8;
    private final byte[][] ofAscii = new byte[128][];

    private JsonEscapes(boolean htmlSafe, boolean allShortForms, String notUtf8) {
        this.htmlSafe = htmlSafe;
        this.notUtf8 = notUtf8.getBytes(StandardCharsets.UTF_8);
        for (int value = 0; value < ofAscii.length; value++) {
            ofAscii[value] = escape(value, allShortForms).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Whether {@code < > &} and the line separators are escaped. */
    boolean htmlSafe() {
        return htmlSafe;
    }

    /** What stands for an ASCII byte, empty for one that stands for itself. */
    byte[] of(byte ascii) {
        return ofAscii[ascii];
    }

    /** What stands for a byte that is not UTF-8. */
    byte[] notUtf8() {
        return notUtf8;
    }

    private String escape(int value, boolean allShortForms) {
        return switch (value) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\b' -> allShortForms ? "\\b" : unicode(value);
            case '\f' -> allShortForms ? "\\f" : unicode(value);
            case '<', '>', '&' -> htmlSafe ? unicode(value) : "";
            default -> value < 0x20 ? unicode(value) : "";
        };
    }

    private static String unicode(int value) {
        return "\\u00" + Character.forDigit(value >>> 4, 16) + Character.forDigit(value & 15, 16);
    }
}
