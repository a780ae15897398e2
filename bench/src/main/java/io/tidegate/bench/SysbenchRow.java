package io.tidegate.bench;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.model.Tso;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A row like sysbench's, with a price and two more columns: the cursor stands on it for ever. Its values lie as bytes in
 * arrays, so that reading costs next to nothing and a benchmark sees the encoder alone.
 */
final class SysbenchRow implements RowCursor {
    static final TableVersion TABLE = new TableVersion(
            new TableName("sbtest", "sbtest1"),
            List.of(
                    new Column("id", ColumnType.of(ColumnKind.BIGINT), false),
                    new Column("k", ColumnType.of(ColumnKind.INT), false),
                    new Column("c", ColumnType.of(ColumnKind.CHAR, 120), false),
                    new Column("pad", ColumnType.of(ColumnKind.CHAR, 60), false),
                    new Column("price", ColumnType.of(ColumnKind.DECIMAL, 12, 2), true),
                    new Column("changed", ColumnType.ofFraction(ColumnKind.DATETIME, 3), true),
                    new Column("note", ColumnType.of(ColumnKind.VARCHAR, 50), true)),
            List.of(new Key(Key.PRIMARY, List.of(0), true)));

    private static final long FIRST_COMMIT_TS = 449459100136243201L;

    private static final int K = 1;

    private static final LogOrigin ORIGIN = new Origin();

    private final RowKind kind;
    private final Image before = new Image(500_123);
    private final Image after = new Image(500_124);

    private long commitTs = FIRST_COMMIT_TS;

    SysbenchRow(RowKind kind) {
        this.kind = kind;
    }

    @Override
    public boolean next() {
        // Every row a transaction of its own, a thousand in a millisecond.
        commitTs += (1 << Tso.LOGICAL_BITS) / 1000;
        return true;
    }

    @Override
    public TableVersion table() {
        return TABLE;
    }

    @Override
    public RowKind kind() {
        return kind;
    }

    @Override
    public long commitTs() {
        return commitTs;
    }

    @Override
    public RowImage before() {
        return before;
    }

    @Override
    public RowImage after() {
        return after;
    }

    @Override
    public LogOrigin origin() {
        return ORIGIN;
    }

    @Override
    public boolean sameBytes(int column) {
        return column != K;
    }

    /** A place in a binlog. */
    private static final class Origin implements LogOrigin {
        @Override
        public String file() {
            return "binlog.000123";
        }

        @Override
        public long position() {
            return 734_003_200;
        }

        @Override
        public int row() {
            return 17;
        }

        @Override
        public long serverId() {
            return 1;
        }

        @Override
        public long thread() {
            return 4711;
        }

        @Override
        public String gtid() {
            return "0-1-123456789";
        }
    }

    /** The values; numbers by ordinal, text as slices of one array as in an event from the wire. */
    private static final class Image implements RowImage {
        private static final String C = "68487932199-96439406143-93774651418-41631865787-96406072701-"
                + "20604855487-25459966574-28203206787-41238978918-19503783441";
        private static final String PAD = "22195207048-70116052123-74140395089-76317954521-98694025897";
        private static final String NOTE = "a note that somebody wrote, of forty bytes";

        private final long[] numbers;
        private final byte[] bytes;
        private final int[] offsets;

        Image(long k) {
            numbers = new long[] {4_711_815, k};
            String[] texts = {"", "", C, PAD, "1234567.89", "2026-08-14 12:34:56.789", NOTE};
            offsets = new int[texts.length + 1];
            for (int i = 0; i < texts.length; i++) {
                offsets[i + 1] = offsets[i] + texts[i].length();
            }
            bytes = String.join("", texts).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public boolean isNull(int column) {
            return false;
        }

        @Override
        public long integer(int column) {
            return numbers[column];
        }

        @Override
        public float float32(int column) {
            throw new UnsupportedOperationException("no FLOAT in this table");
        }

        @Override
        public double float64(int column) {
            throw new UnsupportedOperationException("no DOUBLE in this table");
        }

        @Override
        public void decimalText(int column, ByteBuilder out) {
            out.append(bytes, offsets[column], offsets[column + 1] - offsets[column]);
        }

        @Override
        public void temporalText(int column, ByteBuilder out) {
            out.append(bytes, offsets[column], offsets[column + 1] - offsets[column]);
        }

        @Override
        public long timestampMicros(int column) {
            throw new UnsupportedOperationException("no TIMESTAMP in this table");
        }

        @Override
        public void text(int column, ByteSlice out) {
            out.wrap(bytes, offsets[column], offsets[column + 1] - offsets[column]);
        }

        @Override
        public void bytes(int column, ByteSlice out) {
            text(column, out);
        }

        @Override
        public void jsonText(int column, ByteSlice out) {
            text(column, out);
        }

        @Override
        public void vectorText(int column, ByteBuilder out) {
            throw new UnsupportedOperationException("no VECTOR in this table");
        }
    }
}
