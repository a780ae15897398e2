package io.tidegate.mysql.row;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.charset.StandardCharsets;

/**
 * Walks through a part of an event from front to back, for what is read seldom enough to afford objects. It never reads
 * past its end: an event that lacks bytes is EVENT_CORRUPT.
 */
final class EventReader {
    private final byte[] bytes;
    private final int end;
    private final String what;
    private int at;

    /** @param what the event for an error, such as {@code table map at log position 4711} */
    EventReader(byte[] bytes, int from, int to, String what) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.what = what;
        if (from > to) {
            throw corrupt("it ends inside its header");
        }
    }

    boolean hasRemaining() {
        return at < end;
    }

    int remaining() {
        return end - at;
    }

    int u8() {
        return LittleEndian.u8(bytes, take(1));
    }

    long unsigned(int width) {
        return LittleEndian.unsigned(bytes, take(width), width);
    }

    /** A length-encoded integer. */
    long lenenc() {
        int first = u8();
        return switch (first) {
            case 0xFB, 0xFF -> throw corrupt("a length starts with byte " + first);
            case 0xFC -> unsigned(2);
            case 0xFD -> unsigned(3);
            case 0xFE -> unsigned(8);
            default -> first;
        };
    }

    /** A length-encoded integer that counts something in the rest of the event, each at least a byte. */
    int count() {
        long count = lenenc();
        if (count < 0 || count > remaining()) {
            throw corrupt("it states " + Long.toUnsignedString(count) + " of something in its last " + remaining()
                    + " bytes");
        }
        return (int) count;
    }

    /** A length-encoded integer that must be below {@code limit}. */
    int index(int limit) {
        long index = lenenc();
        if (index < 0 || index >= limit) {
            throw corrupt("it refers to number " + Long.toUnsignedString(index) + " of " + limit);
        }
        return (int) index;
    }

    /** Steps over bytes and returns the index of the first. */
    int take(int count) {
        if (count > end - at) {
            throw corrupt("it ends too early");
        }
        int from = at;
        at += count;
        return from;
    }

    /** Text of so many bytes in UTF-8. */
    String utf8(int length) {
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    /** Text of so many bytes in a character set. */
    String text(int length, TextCharset charset) {
        return charset.decode(bytes, take(length), length);
    }

    byte[] bytes() {
        return bytes;
    }

    /** A reader of the next bytes alone; this one goes on behind them. */
    EventReader slice(int length) {
        int from = take(length);
        return new EventReader(bytes, from, from + length, what);
    }

    TidegateException corrupt(String why) {
        return new TidegateException(ErrorCode.EVENT_CORRUPT, what + ": " + why);
    }
}
