package io.tidegate.mysql.binlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where the fields of the common header of a binlog event are; read in place, without an object per event. */
final class EventHeader {
    /** Bytes of the header. */
    static final int LENGTH = 19;

    /** Flag of events that the dump thread made up: they stand at no position of the file. */
    static final int FLAG_ARTIFICIAL = 0x20;

    /** Flag of events that a reader who does not know their type may skip. */
    static final int FLAG_IGNORABLE = 0x80;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private EventHeader() {}

    /** Seconds since 1970; 0 in artificial events. */
    static long timestampSeconds(byte[] bytes, int offset) {
        return Integer.toUnsignedLong((int) INT.get(bytes, offset));
    }

    static int type(byte[] bytes, int offset) {
        return bytes[offset + 4] & 0xFF;
    }

    /** The server on which the event was written first. */
    static long serverId(byte[] bytes, int offset) {
        return Integer.toUnsignedLong((int) INT.get(bytes, offset + 5));
    }

    /** The low 32 bits of the position behind the event; 0 when the server does not say. */
    static long endPosition(byte[] bytes, int offset) {
        return Integer.toUnsignedLong((int) INT.get(bytes, offset + 13));
    }

    static int flags(byte[] bytes, int offset) {
        return Short.toUnsignedInt((short) SHORT.get(bytes, offset + 17));
    }
}
