package io.tidegate.encode.json;

import io.tidegate.model.ByteBuilder;
import java.nio.charset.StandardCharsets;

/** Appends bytes in base64: the standard alphabet of RFC 4648 with padding, one line. Creates no objects. */
public final class Base64Text {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private Base64Text() {}

    /** How many characters so many bytes become. */
    public static long length(int bytes) {
        return (bytes + 2L) / 3 * 4;
    }

    /** Appends the characters, without quotes around them. */
    public static void append(byte[] source, int offset, int length, ByteBuilder out) {
        byte[] target = out.reserve(Math.toIntExact(length(length)));
        int start = out.length();
        int to = start;
        int at = offset;
        int lastWhole = offset + length - 3;
        while (at <= lastWhole) {
            int bits = (source[at] & 0xff) << 16 | (source[at + 1] & 0xff) << 8 | (source[at + 2] & 0xff);
            target[to] = ALPHABET[bits >>> 18];
            target[to + 1] = ALPHABET[bits >>> 12 & 0x3f];
            target[to + 2] = ALPHABET[bits >>> 6 & 0x3f];
            target[to + 3] = ALPHABET[bits & 0x3f];
            at += 3;
            to += 4;
        }
        int rest = offset + length - at;
        if (rest > 0) {
            int bits = (source[at] & 0xff) << 16 | (rest == 2 ? (source[at + 1] & 0xff) << 8 : 0);
            target[to] = ALPHABET[bits >>> 18];
            target[to + 1] = ALPHABET[bits >>> 12 & 0x3f];
            target[to + 2] = rest == 2 ? ALPHABET[bits >>> 6 & 0x3f] : (byte) '=';
            target[to + 3] = '=';
            to += 4;
        }
        out.advance(to - start);
    }
}
