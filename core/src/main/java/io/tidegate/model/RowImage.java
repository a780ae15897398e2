package io.tidegate.model;

/**
 * The values of a row before or after a change, read by column ordinal from the bytes they arrived in. A flyweight: it
 * moves with its {@link RowCursor}, and what a method puts into a {@link ByteSlice} is valid until the next call on the
 * same image. Only the method that fits the column's {@link ColumnKind} may be called, and only when {@link #isNull} is
 * false; bytes that cannot be decoded are an error that names the table and the column.
 */
public interface RowImage {
    /** Whether the column is NULL. */
    boolean isNull(int column);

    /**
     * TINYINT to BIGINT (sign-extended when signed, zero-extended when unsigned: BIGINT UNSIGNED above 2^63 is
     * negative), YEAR, the 1-based index of an ENUM (0 = the invalid value), the bit mask of a SET, the bits of a BIT.
     */
    long integer(int column);

    /** FLOAT. */
    float float32(int column);

    /** DOUBLE. */
    double float64(int column);

    /** Appends a DECIMAL as plain ASCII digits: {@code -} if negative, one leading zero, exactly its scale of digits. */
    void decimalText(int column, ByteBuilder out);

    /**
     * Appends a DATE, DATETIME, TIMESTAMP or TIME as ASCII text: {@code YYYY-MM-DD}, {@code YYYY-MM-DD hh:mm:ss[.f]} or
     * {@code [-]hh:mm:ss[.f]}, with exactly the column's fractional digits. A TIMESTAMP is in the time zone of the
     * changefeed; zero and partly zero dates stay as they are.
     */
    void temporalText(int column, ByteBuilder out);

    /**
     * A TIMESTAMP as microseconds since 1970 in UTC, whatever the time zone of the changefeed: in the hour that daylight
     * saving repeats its text does not tell two moments apart. 0 for the zero timestamp, which no moment has.
     */
    long timestampMicros(int column);

    /** CHAR, VARCHAR and TEXT as UTF-8, whatever the column's character set; UUID, INET4 and INET6 in text form. */
    void text(int column, ByteSlice out);

    /** BINARY (padded to its length), VARBINARY, BLOB, GEOMETRY (SRID and WKB). */
    void bytes(int column, ByteSlice out);

    /** JSON as the server itself prints it, in UTF-8. */
    void jsonText(int column, ByteSlice out);

    /** VECTOR as text {@code [1,2.5,-3]}: no spaces, each element the shortest positional text of its float. */
    void vectorText(int column, ByteBuilder out);
}
