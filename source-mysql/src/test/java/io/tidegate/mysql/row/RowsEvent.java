package io.tidegate.mysql.row;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.Slab;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Makes rows events by hand and reads them. */
final class RowsEvent {
    static final int WRITE = 23;
    static final int UPDATE = 24;
    static final int DELETE = 25;
    static final int WRITE_V2 = 30;
    static final long LOG_POSITION = 4711;
    static final long POSITION = 4600;
    static final LoggedTransaction TRANSACTION = new LoggedTransaction(99, "binlog.000007", 12, () -> "0-1-5");

    private RowsEvent() {}

    /** A table {@code d.t} of columns {@code c0}, {@code c1} … with the same collation. */
    static RowLayout layout(List<ColumnType> types, int[] logTypes, int[] metadata, int collation) {
        int count = types.size();
        List<Column> columns = IntStream.range(0, count)
                .mapToObj(i -> new Column("c" + i, types.get(i), true))
                .toList();
        TableName name = new TableName("d", "t");
        int[] collations = new int[count];
        Arrays.fill(collations, collation);
        TableMap map = new TableMap(
                1, name, logTypes, metadata, new boolean[count], null, collations, null, null, null, null, null, null);
        return new RowLayout(map, new TableVersion(name, columns, List.of()), CollationTable.builtIn());
    }

    /** An event of version 1 or 2 with all columns present; each image is its null bitmap and cells. */
    static byte[] event(int type, int columns, byte[]... images) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, (byte) type, 1, 0, 0, 0, 0, 0, 0, 0});
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) LOG_POSITION)
                .array());
        out.writeBytes(new byte[] {0, 0, 1, 0, 0, 0, 0, 0, 1, 0});
        if (type >= WRITE_V2) {
            out.writeBytes(new byte[] {5, 0, 1, 2, 3});
        }
        out.write(columns);
        byte[] present = new byte[(columns + 7) / 8];
        Arrays.fill(present, (byte) -1);
        out.writeBytes(present);
        if (type % 30 == 1 || type == UPDATE) {
            out.writeBytes(present);
        }
        for (byte[] image : images) {
            out.writeBytes(image);
        }
        return out.toByteArray();
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static RowCursor cursor(RowLayout layout, int type, byte[] event, String zone) {
        return new BinlogCursors(ZoneId.of(zone)).open(batch(layout, type, event));
    }

    static BinlogRowBatch batch(RowLayout layout, int type, byte[] event) {
        try {
            // Something before and behind, as in a real slab.
            Slab slab = Slab.allocate(event.length + 20, BinlogFile.UNLIMITED);
            System.arraycopy(event, 0, slab.bytes(), 10, event.length);
            BinlogRowBatch.Builder builder = new BinlogRowBatch.Builder();
            builder.add(slab, 10, event.length, type, type >= WRITE_V2 ? 10 : 8, layout, POSITION, TRANSACTION);
            slab.release();
            return builder.build(null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of the only cell of a table with one column, as {@link CellText} has it. */
    static String read(ColumnType type, int logType, int metadata, int collation, String zone, String cell) {
        return CellText.of(new Column("c0", type, true), image(type, logType, metadata, collation, zone, cell), 0);
    }

    /** The image of a row of a table with one column. */
    static RowImage image(ColumnType type, int logType, int metadata, int collation, String zone, String cell) {
        RowLayout layout = layout(List.of(type), new int[] {logType}, new int[] {metadata}, collation);
        RowCursor cursor = cursor(layout, WRITE, event(WRITE, 1, hex("00"), hex(cell)), zone);
        if (!cursor.next()) {
            throw new AssertionError("no row");
        }
        return cursor.after();
    }
}
