package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one packet of the login or of a result, little-endian; a packet too short is SOURCE_PROTOCOL. */
final class PayloadReader {
    private static final int NULL_VALUE = 0xFB;

    private final byte[] payload;
    private int index;

    PayloadReader(byte[] payload) {
        this.payload = payload;
    }

    int remaining() {
        return payload.length - index;
    }

    int u8() {
        return (int) unsigned(1);
    }

    int u16() {
        return (int) unsigned(2);
    }

    long u32() {
        return unsigned(4);
    }

    /** A length-encoded integer. */
    long lengthEncoded() {
        int first = u8();
        return switch (first) {
            case 0xFC -> unsigned(2);
            case 0xFD -> unsigned(3);
            case 0xFE -> unsigned(8);
            case NULL_VALUE, 0xFF -> throw malformed("a length begins with " + first);
            default -> first;
        };
    }

    /** A value of a text row. */
    @Nullable
    String textValue() {
        if (remaining() > 0 && (payload[index] & 0xFF) == NULL_VALUE) {
            index++;
            return null;
        }
        long length = lengthEncoded();
        if (length > remaining()) {
            throw malformed("a value is longer than its packet");
        }
        return text((int) length);
    }

    String text(int length) {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** Text up to a zero byte, or up to the end where servers leave the zero out. */
    String zeroTerminated() {
        int end = index;
        while (end < payload.length && payload[end] != 0) {
            end++;
        }
        String text = text(end - index);
        index = Math.min(end + 1, payload.length);
        return text;
    }

    byte[] bytes(int length) {
        require(length);
        byte[] copy = Arrays.copyOfRange(payload, index, index + length);
        index += length;
        return copy;
    }

    byte[] rest() {
        return bytes(remaining());
    }

    void skip(int length) {
        require(length);
        index += length;
    }

    private long unsigned(int bytes) {
        require(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (payload[index++] & 0xFFL) << (8 * i);
        }
        return value;
    }

    private void require(int length) {
        if (length > remaining()) {
            throw malformed("a packet of " + payload.length + " bytes ends before its fields do");
        }
    }

    private static TidegateException malformed(String what) {
        return new TidegateException(ErrorCode.SOURCE_PROTOCOL, what);
    }
}
