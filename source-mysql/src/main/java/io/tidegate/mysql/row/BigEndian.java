package io.tidegate.mysql.row;

/** Reads of big-endian integers from a byte array. The caller has checked that the bytes are there. */
final class BigEndian {
    private BigEndian() {}

    /** An unsigned integer of 0 to 8 bytes. */
    static long unsigned(byte[] bytes, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | (bytes[at + i] & 0xFF);
        }
        return value;
    }
}
