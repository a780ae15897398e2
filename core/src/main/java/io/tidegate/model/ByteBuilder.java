package io.tidegate.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes that encoders and readers append to and reuse. Not thread safe.
 *
 * <p>A caller that writes many bytes at once may {@link #reserve} room and store into {@link #array} itself from {@link
 * #length} on, then {@link #advance}.
 */
public final class ByteBuilder {
    private static final int KEPT_BYTES = 16 << 20;

    private byte[] array;
    private int length;

    /** An empty builder with room for {@code capacity} bytes. */
    public ByteBuilder(int capacity) {
        array = new byte[capacity];
    }

    public int length() {
        return length;
    }

    /** The array behind; another one after the next {@link #reserve}. */
    public byte[] array() {
        return array;
    }

    /** Forgets what was written. */
    public void clear() {
        length = 0;
    }

    /** Forgets what was written to begin the next message; an array that a giant one has made too large is given up. */
    public void recycle() {
        length = 0;
        if (array.length > KEPT_BYTES) {
            array = new byte[KEPT_BYTES];
        }
    }

    /** Forgets what was written from {@code length} on. */
    public void truncate(int length) {
        this.length = length;
    }

    /** Makes room for {@code bytes} more and returns the array to store them in. */
    public byte[] reserve(int bytes) {
        if (array.length - length < bytes) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + bytes));
        }
        return array;
    }

    /** Counts bytes that were stored into the reserved room. */
    public void advance(int bytes) {
        length += bytes;
    }

    public void append(byte value) {
        reserve(1)[length++] = value;
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    public void append(byte[] source, int offset, int count) {
        System.arraycopy(source, offset, reserve(count), length, count);
        length += count;
    }

    /** Appends text of ASCII characters. */
    public void appendAscii(String text) {
        int count = text.length();
        byte[] target = reserve(count);
        for (int i = 0; i < count; i++) {
            target[length++] = (byte) text.charAt(i);
        }
    }

    /** Appends text as UTF-8. */
    public void appendUtf8(String text) {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes from {@code from} to the end. */
    public byte[] copyFrom(int from) {
        return Arrays.copyOfRange(array, from, length);
    }

    /** A copy of all bytes. */
    public byte[] toBytes() {
        return copyFrom(0);
    }

    /** All bytes as UTF-8 text. */
    public String utf8() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }
}
