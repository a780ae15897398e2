package io.tidegate.encode.binary;

import io.tidegate.model.ByteBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Avro's binary encoding of numbers, bytes and text, see "Binary Encoding" in the Avro specification 1.12. What appends a
 * value of a row creates no objects.
 */
public final class AvroBinary {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 10;
    private static final int MORE = 0x80;

    private AvroBinary() {}

    /**
     * Appends an int, a long, the index of an enum's symbol or of a union's branch, or a count: seven bits to a byte, lowest
     * first, small magnitudes short.
     */
    public static void appendLong(long value, ByteBuilder out) {
        byte[] target = out.reserve(LONGEST_VARINT);
        int start = out.length();
        out.advance(storeLong(value, target, start) - start);
    }

    private static int storeLong(long value, byte[] target, int from) {
        long rest = (value << 1) ^ (value >> 63);
        int at = from;
        while ((rest & -MORE) != 0) {
            target[at++] = (byte) ((rest & (MORE - 1)) | MORE);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    public static void appendBoolean(boolean value, ByteBuilder out) {
        out.append((byte) (value ? 1 : 0));
    }

    /** Appends a float: four bytes, lowest first. */
    public static void appendFloat(float value, ByteBuilder out) {
        INTS.set(out.reserve(Float.BYTES), out.length(), Float.floatToRawIntBits(value));
        out.advance(Float.BYTES);
    }

    /** Appends a double: eight bytes, lowest first. */
    public static void appendDouble(double value, ByteBuilder out) {
        LONGS.set(out.reserve(Double.BYTES), out.length(), Double.doubleToRawLongBits(value));
        out.advance(Double.BYTES);
    }

    /** Appends bytes, or a string given as UTF-8: the length, then the bytes. */
    public static void appendBytes(byte[] source, int offset, int length, ByteBuilder out) {
        appendLong(length, out);
        out.append(source, offset, length);
    }

    public static void appendString(String text, ByteBuilder out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        appendBytes(utf8, 0, utf8.length, out);
    }

    /** Bytes or a string as they are written. */
    public static byte[] bytes(byte[] value) {
        ByteBuilder out = new ByteBuilder(value.length + LONGEST_VARINT);
        appendBytes(value, 0, value.length, out);
        return out.toBytes();
    }

    /**
     * Begins bytes whose length is known only when they are written; they follow.
     *
     * @return what {@link #endBytes} asks for
     */
    public static int beginBytes(ByteBuilder out) {
        out.append((byte) 0);
        return out.length();
    }

    /** Puts the length before bytes that were begun, into the byte kept for it; from 64 bytes on they make room. */
    public static void endBytes(int start, ByteBuilder out) {
        int length = out.length() - start;
        int more = 0;
        for (int rest = length >> 6; rest > 0; rest >>= 7) {
            more++;
        }
        byte[] array = out.reserve(more);
        if (more > 0) {
            System.arraycopy(array, start, array, start + more, length);
            out.advance(more);
        }
        storeLong(length, array, start - 1);
    }
}
