package io.tidegate.model;

import java.nio.charset.StandardCharsets;

/**
 * A window on bytes that belong to someone else. Mutable and reused: a reader points it at a value, valid until the
 * reader moves on.
 */
public final class ByteSlice {
    private byte[] array = new byte[0];
    private int offset;
    private int length;

    /** Points this slice at {@code length} bytes of {@code array} from {@code offset}. */
    public void wrap(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** The bytes as UTF-8 text. */
    public String utf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return copy;
    }
}
