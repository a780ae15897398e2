package io.tidegate.mysql.row;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A character set of the server and how its text becomes UTF-8. Immutable and shared; {@link TextReader} converts cells.
 */
public final class TextCharset {
    /** How bytes of a character set become UTF-8. */
    enum Conversion {
        /** They are UTF-8, or ASCII, already. */
        COPY,
        /** They are no text. */
        BINARY,
        /** One character a byte, by a table whose first half is ASCII. */
        TABLE,
        /** By a charset of the JDK that leaves ASCII as it is. */
        ASCII_OR_JDK,
        /** By a charset of the JDK in which ASCII looks different. */
        JDK,
        /** There is no conversion. */
        NONE
    }

    /** In a {@link #table}: the byte is no character. */
    static final char UNMAPPED = '\uFFFD';

    /** Single-byte sets and the JDK's name for them; those that the JDK lacks are absent and not supported. */
    private static final Map<String, String> SINGLE_BYTE = Map.ofEntries(
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin2", "ISO-8859-2"),
            Map.entry("latin5", "ISO-8859-9"),
            Map.entry("latin7", "ISO-8859-13"),
            Map.entry("greek", "ISO-8859-7"),
            Map.entry("hebrew", "ISO-8859-8"),
            Map.entry("cp1250", "windows-1250"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("cp1256", "windows-1256"),
            Map.entry("cp1257", "windows-1257"),
            Map.entry("cp850", "IBM850"),
            Map.entry("cp852", "IBM852"),
            Map.entry("cp866", "IBM866"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"),
            Map.entry("tis620", "TIS-620"),
            Map.entry("macroman", "x-MacRoman"),
            Map.entry("macce", "x-MacCentralEurope"));

    /**
     * Where the server's tables differ from the JDK's: pairs of byte and character. The server's latin1 is windows-1252
     * with its five holes filled by the control characters of the same number.
     */
    private static final Map<String, String> SERVER_DIFFERS = Map.of(
            "latin1", "\u0081\u0081\u008D\u008D\u008F\u008F\u0090\u0090\u009D\u009D",
            "hebrew", "\u00AF\u203E",
            "koi8u", "\u0095\u2022",
            "greek", "\u00A1\u02BD\u00A2\u02BC",
            "cp866", "\u00FC\u207F\u00FD\u00B2");

    private static final Map<String, String> MULTI_BYTE = Map.of(
            "gbk", "GBK",
            "gb2312", "GB2312",
            "gb18030", "GB18030",
            "big5", "Big5",
            "sjis", "Shift_JIS",
            "cp932", "windows-31j",
            "ujis", "EUC-JP",
            "eucjpms", "x-eucJP-Open",
            "euckr", "EUC-KR");

    private static final Map<String, String> WIDE = Map.of(
            "ucs2", "UTF-16BE",
            "utf16", "UTF-16BE",
            "utf16le", "UTF-16LE",
            "utf32", "UTF-32BE");

    private final String name;
    private final Conversion conversion;
    private final @Nullable Charset jdk;
    private final char[] table;

    private TextCharset(String name, Conversion conversion, @Nullable Charset jdk) {
        this.name = name;
        this.conversion = conversion;
        this.jdk = jdk;
        this.table = conversion == Conversion.TABLE && jdk != null ? tableOf(name, jdk) : new char[0];
    }

    /** The character set of this name; one that cannot be converted has {@link Conversion#NONE}. */
    static TextCharset named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("utf8mb4") || lower.equals("utf8mb3") || lower.equals("utf8") || lower.equals("ascii")) {
            return new TextCharset(lower, Conversion.COPY, StandardCharsets.UTF_8);
        }
        if (lower.equals("binary")) {
            return new TextCharset(lower, Conversion.BINARY, StandardCharsets.ISO_8859_1);
        }
        if (SINGLE_BYTE.containsKey(lower)) {
            return ofJdk(lower, Conversion.TABLE, SINGLE_BYTE);
        }
        if (MULTI_BYTE.containsKey(lower)) {
            return ofJdk(lower, Conversion.ASCII_OR_JDK, MULTI_BYTE);
        }
        if (WIDE.containsKey(lower)) {
            return ofJdk(lower, Conversion.JDK, WIDE);
        }
        return new TextCharset(lower, Conversion.NONE, null);
    }

    private static TextCharset ofJdk(String name, Conversion conversion, Map<String, String> jdkNames) {
        String jdkName = jdkNames.getOrDefault(name, "");
        return Charset.isSupported(jdkName)
                ? new TextCharset(name, conversion, Charset.forName(jdkName))
                : new TextCharset(name, Conversion.NONE, null);
    }

    /** The server's name of the character set, in lower case, such as {@code utf8mb4}. */
    public String name() {
        return name;
    }

    /** Whether this is {@code binary}: the column holds bytes, not text. */
    public boolean isBinary() {
        return conversion == Conversion.BINARY;
    }

    /** Whether its text can be converted. */
    public boolean isSupported() {
        return conversion != Conversion.NONE;
    }

    /** Bytes that the server reserves for a character: CHAR(n) is so many times as long in the log. */
    public int maxBytesPerCharacter() {
        return switch (name) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8mb3", "utf8", "ujis", "eucjpms" -> 3;
            case "gbk", "gb2312", "big5", "sjis", "cp932", "euckr", "ucs2" -> 2;
            default -> 1;
        };
    }

    /**
     * Text of this character set as a string; for names and members, not for cells.
     *
     * @throws TidegateException CHARSET_UNSUPPORTED when there is no conversion or these bytes have none
     */
    public String decode(byte[] bytes, int offset, int length) {
        if (conversion == Conversion.TABLE) {
            StringBuilder text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                text.append(table[bytes[offset + i] & 0xFF]);
            }
            return text.toString();
        }
        try {
            CharBuffer text = jdk().newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new TidegateException(ErrorCode.CHARSET_UNSUPPORTED, "bytes that are not " + name, e);
        }
    }

    Conversion conversion() {
        return conversion;
    }

    /** The charset of the JDK that converts it. */
    Charset jdk() {
        if (jdk == null) {
            throw new TidegateException(ErrorCode.CHARSET_UNSUPPORTED, "character set " + name);
        }
        return jdk;
    }

    /** The character of each byte, for {@link Conversion#TABLE}. */
    char[] table() {
        return table;
    }

    private static char[] tableOf(String name, Charset jdk) {
        char[] table = new char[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = new String(new byte[] {(byte) i}, jdk).charAt(0);
        }
        String server = SERVER_DIFFERS.getOrDefault(name, "");
        for (int i = 0; i < server.length(); i += 2) {
            table[server.charAt(i)] = server.charAt(i + 1);
        }
        if (name.equals("tis620")) {
            for (int control = 0x80; control < 0xA0; control++) {
                table[control] = (char) control;
            }
        }
        return table;
    }

    @Override
    public String toString() {
        return name;
    }
}
