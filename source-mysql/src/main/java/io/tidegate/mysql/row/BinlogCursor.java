package io.tidegate.mysql.row;

import io.tidegate.error.TidegateException;
import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of the events of a batch. The log does not say how many rows an event has: they are found by stepping
 * over their cells until its end. Every row takes at least the bytes of its null bitmap, so that the walk ends. Keeps its
 * buffers from batch to batch; not thread safe.
 */
final class BinlogCursor implements RowCursor {
    private static final int HEADER_LENGTH = 19;
    private static final int SERVER_ID = 5;
    private static final int LOG_POS = 13;
    private static final int FIRST_V2 = 30;

    private final BinlogImage before;
    private final BinlogImage after;
    private @Nullable BinlogRowBatch batch;
    private int event;
    private byte[] bytes = new byte[0];
    private RowLayout layout = RowLayout.NONE;
    private RowKind kind = RowKind.INSERT;
    private final Origin origin = new Origin();
    private long commitTs;
    private int rowsEntered;
    private long logPosition;
    private int at;
    private int end;

    BinlogCursor(ZoneOffsets zone) {
        before = new BinlogImage(zone);
        after = new BinlogImage(zone);
    }

    /** Moves before the first row of a batch. */
    void open(BinlogRowBatch next) {
        batch = next;
        event = -1;
        at = 0;
        end = 0;
    }

    @Override
    public boolean next() {
        while (at == end) {
            if (!enterNextEvent()) {
                return false;
            }
        }
        rowsEntered++;
        if (kind != RowKind.INSERT) {
            at = before.walk(at, end);
        }
        if (kind != RowKind.DELETE) {
            at = after.walk(at, end);
        }
        return true;
    }

    @Override
    public TableVersion table() {
        return layout.table();
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
    public boolean sameBytes(int column) {
        return before.sameCell(column, after);
    }

    @Override
    public LogOrigin origin() {
        return origin;
    }

    private boolean enterNextEvent() {
        if (batch == null || event + 1 >= batch.size()) {
            return false;
        }
        event++;
        bytes = batch.bytes(event);
        layout = batch.layout(event);
        commitTs = batch.transaction(event).commitTs();
        rowsEntered = 0;
        int start = batch.offset(event);
        int length = batch.length(event);
        if (length < HEADER_LENGTH) {
            throw RowFailure.ofEvent(layout.table(), 0, "it ends inside its header");
        }
        end = start + length;
        logPosition = LittleEndian.u32(bytes, start + LOG_POS);
        kind = kind(batch.eventType(event));
        at = firstRow(start + HEADER_LENGTH, batch.postHeaderLength(event), batch.eventType(event) >= FIRST_V2);
        before.enter(bytes, layout, logPosition);
        after.enter(bytes, layout, logPosition);
        return true;
    }

    private RowKind kind(int eventType) {
        return switch (eventType) {
            case 23, 30 -> RowKind.INSERT;
            case 24, 31 -> RowKind.UPDATE;
            case 25, 32 -> RowKind.DELETE;
            default -> throw corrupt("an event of type " + eventType + " has no rows");
        };
    }

    /** Reads what precedes the rows: extra data, the number of columns, and which of them are there. */
    private int firstRow(int postHeader, int postHeaderLength, boolean v2) {
        int body = postHeader + postHeaderLength;
        require(postHeader, postHeaderLength);
        if (v2) {
            // Version 2 ends its post header with the length of extra data, which counts itself.
            int extra = LittleEndian.u16(bytes, body - 2) - 2;
            require(body, extra);
            body += extra;
        }
        require(body, 1);
        int columns = LittleEndian.u8(bytes, body++);
        if (columns == 0xFC) {
            require(body, 2);
            columns = LittleEndian.u16(bytes, body);
            body += 2;
        }
        if (columns != layout.columns()) {
            throw corrupt("the event has " + columns + " columns, its table map " + layout.columns());
        }
        body = skipPresentColumns(body, columns);
        return kind == RowKind.UPDATE ? skipPresentColumns(body, columns) : body;
    }

    private int skipPresentColumns(int from, int columns) {
        int width = (columns + 7) / 8;
        require(from, width);
        for (int i = 0; i < columns; i++) {
            if ((bytes[from + i / 8] >> (i % 8) & 1) == 0) {
                throw RowFailure.ofMissingColumns(layout.table(), logPosition);
            }
        }
        return from + width;
    }

    private void require(int from, int length) {
        if (length < 0 || length > end - from) {
            throw corrupt("it ends before its rows begin");
        }
    }

    private TidegateException corrupt(String why) {
        return RowFailure.ofEvent(layout.table(), logPosition, why);
    }

    /** Reads from the batch what nobody may ask for, so that the walk over rows does not pay for it. */
    private final class Origin implements LogOrigin {
        @Override
        public String file() {
            return transaction().file();
        }

        @Override
        public long position() {
            return current().position(event);
        }

        @Override
        public int row() {
            return rowsEntered - 1;
        }

        @Override
        public long serverId() {
            return LittleEndian.u32(bytes, current().offset(event) + SERVER_ID);
        }

        @Override
        public long thread() {
            return transaction().thread();
        }

        @Override
        public @Nullable String gtid() {
            return transaction().gtid();
        }

        private LoggedTransaction transaction() {
            return current().transaction(event);
        }

        private BinlogRowBatch current() {
            return Objects.requireNonNull(batch, "the cursor is on no row");
        }
    }
}
