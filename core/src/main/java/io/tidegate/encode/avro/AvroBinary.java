package io.tidegate.encode.avro;

import io.tidegate.model.ByteBuilder;

/**
 * Avro's binary encoding of numbers, bytes and text, see "Binary Encoding" in the Avro specification. Creates no objects.
 */
final class AvroBinary {
    private static final int LONGEST_VARINT = 10;
    private static final int MORE = 0x80;

    private AvroBinary() {}

    /** Appends an int or a long: seven bits to a byte, lowest first, small magnitudes short. */
    static void appendLong(long value, ByteBuilder out) {
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

    /** Appends a float: four bytes, lowest first. */
    static void appendFloat(float value, ByteBuilder out) {
        int bits = Float.floatToRawIntBits(value);
        byte[] target = out.reserve(Float.BYTES);
        for (int i = 0, at = out.length(); i < Float.BYTES; i++) {
            target[at + i] = (byte) (bits >>> (8 * i));
        }
        out.advance(Float.BYTES);
    }

    /** Appends a double: eight bytes, lowest first. */
    static void appendDouble(double value, ByteBuilder out) {
        long bits = Double.doubleToRawLongBits(value);
        byte[] target = out.reserve(Double.BYTES);
        for (int i = 0, at = out.length(); i < Double.BYTES; i++) {
            target[at + i] = (byte) (bits >>> (8 * i));
        }
        out.advance(Double.BYTES);
    }

    /** Appends bytes or a string: the length, then the bytes. */
    static void appendBytes(byte[] source, int offset, int length, ByteBuilder out) {
        appendLong(length, out);
        out.append(source, offset, length);
    }

    /** Bytes or a string as they are written. */
    static byte[] bytes(byte[] value) {
        ByteBuilder out = new ByteBuilder(value.length + LONGEST_VARINT);
        appendBytes(value, 0, value.length, out);
        return out.toBytes();
    }

    /**
     * Begins bytes whose length is known only when they are written; they follow.
     *
     * @return what {@link #endBytes} asks for
     */
    static int beginBytes(ByteBuilder out) {
        out.append((byte) 0);
        return out.length();
    }

    /** Puts the length before bytes that were begun, into the byte kept for it; from 64 bytes on they make room. */
    static void endBytes(int start, ByteBuilder out) {
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
