package io.tidegate.mysql.row;

/**
 * Reads TABLE_MAP events. Immutable; a damaged event is EVENT_CORRUPT.
 */
public final class TableMapParser {
    /**
     * @param mariaDb whether the log is MariaDB's, which counts more types as character columns
     * @param collations for the members of ENUM and SET
     */
    public TableMapParser(boolean mariaDb, CollationTable collations) {}

    /**
     * Parses an event.
     *
     * @param event the bytes that hold it
     * @param offset index of the first byte of its 19-byte header
     * @param length bytes of the event with its header, without the checksum
     * @param postHeaderLength what the format description says of this event type
     */
    public TableMap parse(byte[] event, int offset, int length, int postHeaderLength) {
        if (length < 0) {
            return parse(event, offset, 0, postHeaderLength);
        }
        throw new UnsupportedOperationException();
    }
}
