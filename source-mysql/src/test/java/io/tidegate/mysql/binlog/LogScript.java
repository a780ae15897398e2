package io.tidegate.mysql.binlog;

import com.github.luben.zstd.Zstd;
import io.tidegate.model.ByteBuilder;
import java.nio.charset.StandardCharsets;

/** Writes the bytes of binlog events as servers do, checksums apart. Each method gives one event. */
final class LogScript {
    static final int TABLE_ITEM = 101;
    static final int TABLE_HIDDEN = 102;
    private static final long SERVER_ID = 1;
    private static final int QUERY_POST_HEADER = 13;

    private LogScript() {}

    static byte[] event(int type, long seconds, int flags, byte[] body) {
        ByteBuilder out = new ByteBuilder(64);
        fixed(out, seconds, 4);
        out.append((byte) type);
        fixed(out, SERVER_ID, 4);
        fixed(out, EventHeader.LENGTH + body.length, 4);
        // No position, as MariaDB 11.4 inside transactions: the cursor adds lengths up.
        fixed(out, 0, 4);
        fixed(out, flags, 2);
        out.append(body);
        return out.toBytes();
    }

    static byte[] format() {
        ByteBuilder body = new ByteBuilder(128);
        fixed(body, 4, 2);
        byte[] version = new byte[50];
        byte[] name = "11.4.5-MariaDB-log".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, version, 0, name.length);
        body.append(version);
        fixed(body, 0, 4);
        body.append((byte) EventHeader.LENGTH);
        for (int type = 1; type <= 171; type++) {
            body.append((byte) postHeader(type));
        }
        body.append((byte) 1);
        return event(EventType.FORMAT_DESCRIPTION, 0, 0, body.toBytes());
    }

    private static int postHeader(int type) {
        return switch (type) {
            case EventType.QUERY -> QUERY_POST_HEADER;
            case EventType.TABLE_MAP, 23, 24, 25 -> 8;
            case 30, 31, 32, 39 -> 10;
            default -> 0;
        };
    }

    /** The same event with its end in the header, as servers write it that know where they are. */
    static byte[] endingAt(int position, byte[] event) {
        byte[] placed = event.clone();
        for (int i = 0; i < 4; i++) {
            placed[13 + i] = (byte) (position >> (8 * i));
        }
        return placed;
    }

    static byte[] rotate(String file, long position, int flags) {
        ByteBuilder body = new ByteBuilder(32);
        fixed(body, position, 8);
        body.appendAscii(file);
        return event(EventType.ROTATE, 0, flags, body.toBytes());
    }

    static byte[] mariaDbGtid(long seconds, long sequence, int flags, int alterFlags, long startSequence) {
        ByteBuilder body = new ByteBuilder(32);
        fixed(body, sequence, 8);
        fixed(body, 0, 4);
        body.append((byte) flags);
        if ((flags & 64) != 0) {
            fixed(body, 1, 4);
            body.append((byte) 1);
            body.append((byte) 0);
            body.appendAscii("a");
        }
        body.append((byte) alterFlags);
        if ((alterFlags & 12) != 0) {
            fixed(body, startSequence, 8);
        }
        return event(EventType.MARIADB_GTID, seconds, 0, body.toBytes());
    }

    static byte[] mysqlGtid(long seconds, long number, long commitMicros) {
        ByteBuilder body = new ByteBuilder(64);
        body.append((byte) 0);
        body.append(new byte[15]);
        body.append((byte) 7);
        fixed(body, number, 8);
        body.append((byte) 2);
        fixed(body, 1, 8);
        fixed(body, 2, 8);
        fixed(body, commitMicros, 7);
        body.append((byte) 100);
        return event(EventType.GTID, seconds, 0, body.toBytes());
    }

    static byte[] query(long seconds, String schema, String sql) {
        ByteBuilder body = new ByteBuilder(64);
        fixed(body, 9, 4);
        fixed(body, 0, 4);
        body.append((byte) schema.length());
        fixed(body, 0, 2);
        // Status variables: flags2, sql_mode, and an unknown one that ends the walk.
        fixed(body, 5 + 9 + 3, 2);
        body.append((byte) 0);
        fixed(body, 0, 4);
        body.append((byte) 1);
        fixed(body, 0, 8);
        body.append((byte) 99);
        fixed(body, 0, 2);
        body.appendAscii(schema);
        body.append((byte) 0);
        body.appendUtf8(sql);
        return event(EventType.QUERY, seconds, 0, body.toBytes());
    }

    static byte[] xid() {
        return event(EventType.XID, 0, 0, new byte[8]);
    }

    static byte[] xaPrepare(boolean onePhase, String xid) {
        ByteBuilder body = new ByteBuilder(32);
        body.append((byte) (onePhase ? 1 : 0));
        fixed(body, 1, 4);
        fixed(body, xid.length(), 4);
        fixed(body, 0, 4);
        body.appendAscii(xid);
        return event(EventType.XA_PREPARE, 0, 0, body.toBytes());
    }

    /** The map of a table with one column {@code id INT NOT NULL PRIMARY KEY}, with FULL metadata. */
    static byte[] tableMap(int id, String schema, String table) {
        ByteBuilder body = new ByteBuilder(64);
        fixed(body, id, 6);
        fixed(body, 1, 2);
        body.append((byte) schema.length());
        body.appendAscii(schema);
        body.append((byte) 0);
        body.append((byte) table.length());
        body.appendAscii(table);
        body.append((byte) 0);
        // Columns, their types, no type metadata, no nullable one.
        body.append(new byte[] {1, 3, 0, 0});
        // Signedness, names, primary key.
        body.append(new byte[] {1, 1, 0});
        body.append(new byte[] {4, 3, 2, 'i', 'd'});
        body.append(new byte[] {8, 1, 0});
        return event(EventType.TABLE_MAP, 0, 0, body.toBytes());
    }

    static byte[] insert(int table, int... ids) {
        return insert(table, 1, ids);
    }

    private static byte[] insert(long table, int flags, int... ids) {
        ByteBuilder body = new ByteBuilder(64);
        fixed(body, table, 6);
        fixed(body, flags, 2);
        fixed(body, 2, 2);
        body.append((byte) 1);
        body.append((byte) 1);
        for (int id : ids) {
            body.append((byte) 0);
            fixed(body, id, 4);
        }
        return event(EventType.WRITE_ROWS, 0, 0, body.toBytes());
    }

    static byte[] endOfStatement() {
        return insert(0xFF_FFFFL, 1);
    }

    /** A compressed transaction of these events. */
    static byte[] payload(byte[]... events) {
        ByteBuilder plain = new ByteBuilder(256);
        for (byte[] event : events) {
            plain.append(event);
        }
        byte[] compressed = Zstd.compress(plain.toBytes());
        ByteBuilder body = new ByteBuilder(256);
        body.append(new byte[] {2, 1, 0, 1, 1, (byte) compressed.length, 0});
        body.append(compressed);
        return event(EventType.TRANSACTION_PAYLOAD, 0, 0, body.toBytes());
    }

    static byte[] heartbeat(String file, long position) {
        byte[] event = event(EventType.HEARTBEAT, 0, 0, file.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 4; i++) {
            event[13 + i] = (byte) (position >>> (8 * i));
        }
        return event;
    }

    static byte[] incident(String text) {
        ByteBuilder body = new ByteBuilder(32);
        fixed(body, 1, 2);
        body.append((byte) text.length());
        body.appendAscii(text);
        return event(EventType.INCIDENT, 0, 0, body.toBytes());
    }

    private static void fixed(ByteBuilder out, long value, int width) {
        for (int i = 0; i < width; i++) {
            out.append((byte) (value >>> (8 * i)));
        }
    }
}
