package io.tidegate.mysql.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads of little-endian integers from a byte array. The caller has checked that the bytes are there. */
final class LittleEndian {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xFFFF;
    }

    static int u24(byte[] bytes, int at) {
        return u16(bytes, at) | u8(bytes, at + 2) << 16;
    }

    static int i32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xFFFFFFFFL;
    }

    static long u48(byte[] bytes, int at) {
        return u32(bytes, at) | (long) u16(bytes, at + 4) << 32;
    }

    static long i64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** An unsigned integer of 1 to 8 bytes. */
    static long unsigned(byte[] bytes, int at, int width) {
        return switch (width) {
            case 1 -> u8(bytes, at);
            case 2 -> u16(bytes, at);
            case 3 -> u24(bytes, at);
            case 4 -> u32(bytes, at);
            case 8 -> i64(bytes, at);
            default -> unsignedByBytes(bytes, at, width);
        };
    }

    private static long unsignedByBytes(byte[] bytes, int at, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | u8(bytes, at + i);
        }
        return value;
    }
}
