package io.tidegate.encode.openprotocol;

import io.tidegate.model.ByteBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The 64-bit big-endian numbers between the parts of a record: the version, and before each part its length in bytes. */
final class Framing {
    /** Bytes of the version at the start of every record key. */
    static final int VERSION_LENGTH = Long.BYTES;

    /** Bytes of the length before a part. */
    static final int LENGTH_LENGTH = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long VERSION = 1;

    private Framing() {}

    /** Begins a record key. */
    static void appendVersion(ByteBuilder out) {
        appendLong(VERSION, out);
    }

    /** Appends a part behind its length. */
    static void append(ByteBuilder part, ByteBuilder out) {
        append(part.array(), part.length(), out);
    }

    /** The record key of one event. */
    static byte[] key(ByteBuilder key) {
        ByteBuilder framed = new ByteBuilder(VERSION_LENGTH + LENGTH_LENGTH + key.length());
        appendVersion(framed);
        append(key, framed);
        return framed.toBytes();
    }

    /** The record value of one event. */
    static ByteBuilder value(byte[] value, int length) {
        ByteBuilder framed = new ByteBuilder(LENGTH_LENGTH + length);
        append(value, length, framed);
        return framed;
    }

    private static void append(byte[] part, int length, ByteBuilder out) {
        appendLong(length, out);
        out.append(part, 0, length);
    }

    private static void appendLong(long value, ByteBuilder out) {
        LONGS.set(out.reserve(Long.BYTES), out.length(), value);
        out.advance(Long.BYTES);
    }
}
