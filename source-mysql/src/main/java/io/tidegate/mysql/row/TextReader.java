package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives text in UTF-8: a window on the original bytes wherever they are UTF-8 already, which pure ASCII is in most
 * character sets, else a conversion in a buffer of its own that the next call overwrites. Not thread safe.
 */
final class TextReader {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final char FULLWIDTH_BACKSLASH = '\uFF3C';

    private final ByteBuilder converted = new ByteBuilder(256);
    private final Map<TextCharset, CharsetDecoder> decoders = new HashMap<>();
    private CharBuffer characters = CharBuffer.allocate(0);

    void read(TextCharset charset, byte[] bytes, int offset, int length, ByteSlice out) {
        switch (charset.conversion()) {
            case COPY, BINARY -> out.wrap(bytes, offset, length);
            case TABLE -> {
                if (isAscii(bytes, offset, length)) {
                    out.wrap(bytes, offset, length);
                } else {
                    byTable(charset, bytes, offset, length, out);
                }
            }
            case ASCII_OR_JDK -> {
                if (isAscii(bytes, offset, length)) {
                    out.wrap(bytes, offset, length);
                } else {
                    byDecoder(charset, bytes, offset, length, out);
                }
            }
            case JDK -> byDecoder(charset, bytes, offset, length, out);
            case NONE -> throw new MalformedCellException("no conversion of character set " + charset);
        }
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at <= end - 8; at += 8) {
            if ((LittleEndian.i64(bytes, at) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private void byTable(TextCharset charset, byte[] bytes, int offset, int length, ByteSlice out) {
        char[] table = charset.table();
        converted.clear();
        for (int i = offset; i < offset + length; i++) {
            char character = table[bytes[i] & 0xFF];
            if (character == TextCharset.UNMAPPED) {
                throw new MalformedCellException("byte " + (bytes[i] & 0xFF) + " is no character of " + charset);
            }
            appendUtf8(character);
        }
        out.wrap(converted.array(), 0, converted.length());
    }

    private void byDecoder(TextCharset charset, byte[] bytes, int offset, int length, ByteSlice out) {
        CharsetDecoder decoder = decoders.computeIfAbsent(charset, TextReader::decoder);
        int most = (int) Math.ceil(length * (double) decoder.maxCharsPerByte());
        if (characters.capacity() < most) {
            characters = CharBuffer.allocate(Math.max(most, 256));
        }
        characters.clear();
        decoder.reset();
        if (decoder.decode(ByteBuffer.wrap(bytes, offset, length), characters, true)
                .isError()) {
            throw new MalformedCellException("bytes that are not text of character set " + charset);
        }
        decoder.flush(characters);
        converted.clear();
        for (int i = 0; i < characters.position(); i++) {
            char character = characters.get(i);
            if (character == FULLWIDTH_BACKSLASH && charset.name().equals("sjis")) {
                // The server stores a backslash as the fullwidth one and gives it back as it was.
                character = '\\';
            }
            if (Character.isHighSurrogate(character) && i + 1 < characters.position()) {
                appendFourBytes(Character.toCodePoint(character, characters.get(++i)));
            } else {
                appendUtf8(character);
            }
        }
        out.wrap(converted.array(), 0, converted.length());
    }

    private static CharsetDecoder decoder(TextCharset charset) {
        return charset.jdk()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private void appendUtf8(char character) {
        byte[] target = converted.reserve(3);
        int at = converted.length();
        if (character < 0x80) {
            target[at] = (byte) character;
            converted.advance(1);
        } else if (character < 0x800) {
            target[at] = (byte) (0xC0 | character >> 6);
            target[at + 1] = (byte) (0x80 | (character & 0x3F));
            converted.advance(2);
        } else {
            target[at] = (byte) (0xE0 | character >> 12);
            target[at + 1] = (byte) (0x80 | (character >> 6 & 0x3F));
            target[at + 2] = (byte) (0x80 | (character & 0x3F));
            converted.advance(3);
        }
    }

    private void appendFourBytes(int codePoint) {
        byte[] target = converted.reserve(4);
        int at = converted.length();
        target[at] = (byte) (0xF0 | codePoint >> 18);
        target[at + 1] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
        target[at + 2] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        target[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
        converted.advance(4);
    }
}
