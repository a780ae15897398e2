package io.tidegate.mysql.row;

import io.tidegate.model.TableName;

/**
 * Reads TABLE_MAP events: the fixed part that every server writes, then the optional metadata, of which unknown kinds
 * are stepped over. Immutable and thread safe; a damaged event is EVENT_CORRUPT.
 *
 * <p>Layout: <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Table__map__event.html">
 * Table_map_event</a> in the MySQL documentation.
 */
public final class TableMapParser {
    private static final int HEADER_LENGTH = 19;
    private static final int LOG_POS = 13;

    private final boolean mariaDb;
    private final CollationTable collations;

    /**
     * @param mariaDb whether the log is MariaDB's, which counts more types as character columns
     * @param collations for the members of ENUM and SET
     */
    public TableMapParser(boolean mariaDb, CollationTable collations) {
        this.mariaDb = mariaDb;
        this.collations = collations;
    }

    /**
     * Parses an event.
     *
     * @param event the bytes that hold it
     * @param offset index of the first byte of its 19-byte header
     * @param length bytes of the event with its header, without the checksum
     * @param postHeaderLength what the format description says of this event type
     */
    public TableMap parse(byte[] event, int offset, int length, int postHeaderLength) {
        if (length < HEADER_LENGTH + postHeaderLength || postHeaderLength < 6) {
            throw new EventReader(event, 0, 0, "table map").corrupt("it ends inside its header");
        }
        String what = "table map at log position " + LittleEndian.u32(event, offset + LOG_POS);
        EventReader in = new EventReader(event, offset + HEADER_LENGTH, offset + length, what);
        EventReader postHeader = in.slice(postHeaderLength);
        // Servers before 5.1.4 had table ids of 4 bytes.
        long tableId = postHeader.unsigned(postHeaderLength == 6 ? 4 : 6);
        TableName name = new TableName(name(in), name(in));
        int columns = in.count();
        if (columns == 0) {
            throw in.corrupt(name + " has no columns");
        }
        int[] types = new int[columns];
        for (int i = 0; i < columns; i++) {
            types[i] = in.u8();
        }
        int[] metadata = typeMetadata(in.slice(in.count()), types);
        boolean[] nullable = new boolean[columns];
        int nullBits = in.take((columns + 7) / 8);
        for (int i = 0; i < columns; i++) {
            nullable[i] = (event[nullBits + i / 8] >> (i % 8) & 1) != 0;
        }
        OptionalMetadata optional = new OptionalMetadata(types, mariaDb, collations);
        while (in.hasRemaining()) {
            int kind = in.u8();
            optional.read(kind, in.slice(in.count()));
        }
        return optional.tableMap(tableId, name, metadata, nullable);
    }

    private static String name(EventReader in) {
        String name = in.utf8(in.u8());
        in.take(1);
        return name;
    }

    /** Reads the metadata of each type; a type that hides behind STRING replaces it in {@code types}. */
    private static int[] typeMetadata(EventReader in, int[] types) {
        int[] metadata = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            switch (types[i]) {
                case LogTypes.FLOAT,
                        LogTypes.DOUBLE,
                        LogTypes.BLOB,
                        LogTypes.GEOMETRY,
                        LogTypes.JSON,
                        LogTypes.VECTOR,
                        LogTypes.TIMESTAMP2,
                        LogTypes.DATETIME2,
                        LogTypes.TIME2,
                        LogTypes.BLOB_COMPRESSED -> metadata[i] = in.u8();
                case LogTypes.VARCHAR, LogTypes.VAR_STRING, LogTypes.VARCHAR_COMPRESSED ->
                    metadata[i] = (int) in.unsigned(2);
                case LogTypes.BIT -> metadata[i] = in.u8() + in.u8() * 8;
                case LogTypes.NEWDECIMAL -> metadata[i] = in.u8() << 8 | in.u8();
                case LogTypes.STRING, LogTypes.ENUM, LogTypes.SET -> string(in.u8(), in.u8(), i, types, metadata);
                default -> {
                    // Every other type has none.
                }
            }
        }
        return metadata;
    }

    /** STRING carries the real type in its first byte, together with two inverted bits of the length. */
    private static void string(int first, int second, int column, int[] types, int[] metadata) {
        if (first == LogTypes.ENUM || first == LogTypes.SET) {
            types[column] = first;
            metadata[column] = second;
        } else {
            types[column] = LogTypes.STRING;
            metadata[column] = second | ((first & 0x30) ^ 0x30) << 4;
        }
    }
}
