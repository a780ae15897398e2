package io.tidegate.encode.simple;

import io.tidegate.model.ByteBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Appends data in the binary encoding of the Avro specification 1.12. Creates no objects but of {@link #appendString}. */
final class AvroBinary {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST = 10;

    private AvroBinary() {}

    /** Appends an int, a long, the index of an enum's symbol or of a union's branch, or a count. */
    static void appendLong(long value, ByteBuilder out) {
        long rest = value << 1 ^ value >> 63;
        byte[] target = out.reserve(LONGEST);
        int start = out.length();
        int at = start;
        while ((rest & ~0x7fL) != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        out.advance(at - start);
    }

    static void appendBoolean(boolean value, ByteBuilder out) {
        out.append((byte) (value ? 1 : 0));
    }

    static void appendFloat(float value, ByteBuilder out) {
        INTS.set(out.reserve(Float.BYTES), out.length(), Float.floatToRawIntBits(value));
        out.advance(Float.BYTES);
    }

    static void appendDouble(double value, ByteBuilder out) {
        LONGS.set(out.reserve(Double.BYTES), out.length(), Double.doubleToRawLongBits(value));
        out.advance(Double.BYTES);
    }

    /** Appends bytes, or a string given as UTF-8. */
    static void appendBytes(byte[] source, int offset, int length, ByteBuilder out) {
        appendLong(length, out);
        out.append(source, offset, length);
    }

    static void appendString(String text, ByteBuilder out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        appendBytes(utf8, 0, utf8.length, out);
    }
}
