package io.tidegate.mysql.row;

/**
 * How the value of a column is read: one number per column, decided when a {@link RowLayout} is made, so that a reader
 * has one dense switch. The number beside it in {@link RowLayout#parameter} is given in brackets.
 */
final class CellOp {
    static final int INT8 = 0;
    static final int UINT8 = 1;
    static final int INT16 = 2;
    static final int UINT16 = 3;
    static final int INT24 = 4;
    static final int UINT24 = 5;
    static final int INT32 = 6;
    static final int UINT32 = 7;
    static final int INT64 = 8;
    static final int YEAR = 9;
    /** ENUM and SET: an unsigned little-endian integer. */
    static final int MEMBERS = 10;
    /** BIT: an unsigned big-endian integer. */
    static final int BITS = 11;

    static final int FLOAT = 12;
    static final int DOUBLE = 13;
    /** [precision << 8 | scale] */
    static final int DECIMAL = 14;

    static final int DATE = 15;
    /** [fraction digits] */
    static final int DATETIME2 = 16;
    /** [fraction digits] */
    static final int TIMESTAMP2 = 17;
    /** [fraction digits] */
    static final int TIME2 = 18;

    static final int OLD_DATETIME = 19;
    static final int OLD_TIMESTAMP = 20;
    static final int OLD_TIME = 21;

    static final int TEXT = 22;
    static final int COMPRESSED_TEXT = 23;
    static final int BYTES = 24;
    static final int COMPRESSED_BYTES = 25;
    /** BINARY: the log leaves trailing zeros out. [bytes] */
    static final int PADDED_BYTES = 26;

    static final int UUID = 27;
    static final int INET4 = 28;
    static final int INET6 = 29;
    static final int JSON_BINARY = 30;
    static final int VECTOR = 31;

    private CellOp() {}
}
