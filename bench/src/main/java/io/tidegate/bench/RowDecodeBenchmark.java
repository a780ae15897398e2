package io.tidegate.bench;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.mysql.row.BinlogCursors;
import io.tidegate.mysql.row.BinlogRowBatch;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.LoggedTransaction;
import io.tidegate.mysql.row.RowLayout;
import io.tidegate.mysql.row.TableMap;
import io.tidegate.source.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to walk the rows of a WRITE_ROWS event of a sysbench-like table, and to read all their values besides:
 * bigint, int, char(120), char(60), decimal(12,2), datetime(3), varchar(50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowDecodeBenchmark {
    private static final int ROWS = 30;
    private static final int WRITE_ROWS = 30;
    private static final int POST_HEADER = 10;
    private static final int UTF8MB4 = 45;
    private static final int LATIN1 = 8;

    private final BinlogCursors cursors = new BinlogCursors(ZoneId.of("Europe/Berlin"));
    private final ByteBuilder text = new ByteBuilder(64);
    private final ByteSlice slice = new ByteSlice();
    private final BinlogRowBatch batch = batch();

    /** Only finds the cells. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int walk() {
        RowCursor cursor = cursors.open(batch);
        int rows = 0;
        while (cursor.next()) {
            rows++;
        }
        return rows;
    }

    /** Finds the cells and reads each of them. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long walkAndRead() {
        RowCursor cursor = cursors.open(batch);
        long sum = 0;
        while (cursor.next()) {
            RowImage row = cursor.after();
            text.clear();
            sum += row.integer(0) + row.integer(1);
            row.text(2, slice);
            sum += slice.length();
            row.text(3, slice);
            sum += slice.length();
            row.decimalText(4, text);
            row.temporalText(5, text);
            row.text(6, slice);
            sum += slice.length() + text.length();
        }
        return sum;
    }

    private static BinlogRowBatch batch() {
        byte[] event = event();
        try {
            Slab slab = Slab.allocate(event.length, new Unlimited());
            System.arraycopy(event, 0, slab.bytes(), 0, event.length);
            BinlogRowBatch.Builder builder = new BinlogRowBatch.Builder();
            LoggedTransaction transaction = new LoggedTransaction(1, "binlog.000001", 0, null);
            builder.add(slab, 0, event.length, WRITE_ROWS, POST_HEADER, layout(), 4, transaction);
            return builder.build(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RowLayout layout() {
        TableName name = new TableName("sbtest", "sbtest1");
        List<Column> columns = List.of(
                new Column("id", ColumnType.of(ColumnKind.BIGINT), false),
                new Column("k", ColumnType.of(ColumnKind.INT), false),
                new Column("c", ColumnType.of(ColumnKind.CHAR, 120), false),
                new Column("pad", ColumnType.of(ColumnKind.CHAR, 60), false),
                new Column("amount", ColumnType.of(ColumnKind.DECIMAL, 12, 2), false),
                new Column("created", ColumnType.ofFraction(ColumnKind.DATETIME, 3), false),
                new Column("note", ColumnType.of(ColumnKind.VARCHAR, 50), true));
        TableMap map = new TableMap(
                1,
                name,
                new int[] {8, 3, 254, 254, 246, 18, 15},
                new int[] {0, 0, 480, 60, 12 << 8 | 2, 3, 200},
                new boolean[7],
                null,
                new int[] {0, 0, UTF8MB4, LATIN1, 0, 0, UTF8MB4},
                null,
                null,
                null,
                null,
                null,
                null);
        return new RowLayout(map, new TableVersion(name, columns, List.of()), CollationTable.builtIn());
    }

    private static byte[] event() {
        ByteBuffer out = ByteBuffer.allocate(64 + ROWS * 300).order(ByteOrder.LITTLE_ENDIAN);
        out.position(19 + POST_HEADER - 2);
        out.putShort((short) 2).put((byte) 7).put((byte) 0x7F);
        for (int i = 0; i < ROWS; i++) {
            out.put((byte) 0x80);
            out.putLong(1_000_000L + i).putInt(i * 7);
            out.putShort((short) 119)
                    .put("0123456789-".repeat(11).substring(0, 119).getBytes(StandardCharsets.US_ASCII));
            out.put((byte) 59).put("9876543210-".repeat(6).substring(0, 59).getBytes(StandardCharsets.US_ASCII));
            out.put(new byte[] {(byte) 0x80, 0, 0x12, (byte) 0xD6, (byte) 0x87, 25});
            out.put(new byte[] {(byte) 0x99, (byte) 0xB2, (byte) 0xC3, (byte) 0xD4, (byte) 0xE5, 0x03, (byte) 0xE8});
            out.put((byte) 25).put("a note of some length …".getBytes(StandardCharsets.UTF_8));
        }
        byte[] event = new byte[out.position()];
        out.flip();
        out.get(event);
        return event;
    }

    private static final class Unlimited implements MemoryBudget {
        @Override
        public long limit() {
            return Long.MAX_VALUE;
        }

        @Override
        public void acquire(long bytes) {}

        @Override
        public void release(long bytes) {}
    }
}
