package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the body of one of the rare events field by field, little-endian. A field that reaches over the end is
 * EVENT_CORRUPT. Row events are never read through it.
 */
final class EventBody {
    private final byte[] bytes;
    private final int end;
    private int at;

    EventBody(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** The body of an event that starts with its header at {@code offset}. */
    static EventBody ofEvent(byte[] bytes, int offset, int length) {
        if (length < EventHeader.LENGTH) {
            throw corrupt("an event of " + length + " bytes is shorter than its header");
        }
        return new EventBody(bytes, offset + EventHeader.LENGTH, length - EventHeader.LENGTH);
    }

    int remaining() {
        return end - at;
    }

    /** Index of the next byte in the array behind. */
    int index() {
        return at;
    }

    int u8() {
        return bytes[take(1)] & 0xFF;
    }

    int u16() {
        return (int) fixed(2);
    }

    long u32() {
        return fixed(4);
    }

    long u48() {
        return fixed(6);
    }

    long u56() {
        return fixed(7);
    }

    long i64() {
        return fixed(8);
    }

    /** A little-endian number of 1 to 8 bytes. */
    long fixed(int width) {
        int from = take(width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xFF);
        }
        return value;
    }

    /** A length-encoded integer. */
    long lenenc() {
        int first = u8();
        return switch (first) {
            case 0xFC -> fixed(2);
            case 0xFD -> fixed(3);
            case 0xFE -> fixed(8);
            default -> first;
        };
    }

    byte[] bytes(int count) {
        int from = take(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    byte[] rest() {
        return bytes(remaining());
    }

    /** Bytes as UTF-8 text. */
    String text(int count) {
        int from = take(count);
        return new String(bytes, from, count, StandardCharsets.UTF_8);
    }

    /** UTF-8 text up to the next zero byte, which is passed. */
    String textToZero() {
        int from = at;
        while (u8() != 0) {
            // The end is checked by every step.
        }
        return new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
    }

    /** A reader of the next bytes alone; this one goes on behind them. */
    EventBody slice(int count) {
        int from = take(count);
        return new EventBody(bytes, from, count);
    }

    void skip(long count) {
        if (count < 0 || count > remaining()) {
            throw corrupt("a field of " + count + " bytes stands where " + remaining() + " are left");
        }
        at += (int) count;
    }

    private int take(int count) {
        int from = at;
        skip(count);
        return from;
    }

    static TidegateException corrupt(String detail) {
        return new TidegateException(ErrorCode.EVENT_CORRUPT, detail);
    }
}
