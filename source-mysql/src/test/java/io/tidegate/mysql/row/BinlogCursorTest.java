package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.source.MemoryBudget;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BinlogCursorTest {
    private static final RowLayout LAYOUT = RowsEvent.layout(
            List.of(ColumnType.of(ColumnKind.INT), ColumnType.of(ColumnKind.VARCHAR, 10)),
            new int[] {LogTypes.LONG, LogTypes.VARCHAR},
            new int[] {0, 40},
            45);

    @Test
    void anInsertHasARowAfterRow() {
        byte[] event =
                RowsEvent.event(RowsEvent.WRITE_V2, 2, RowsEvent.hex("fc 01000000 0161"), RowsEvent.hex("fe 02000000"));
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.WRITE_V2, event, "UTC");
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.kind()).isEqualTo(RowKind.INSERT);
        assertThat(cursor.commitTs()).isEqualTo(99);
        assertThat(cursor.after().integer(0)).isEqualTo(1);
        assertThat(cursor.after().isNull(1)).isFalse();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.after().integer(0)).isEqualTo(2);
        assertThat(cursor.after().isNull(1)).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aRowTellsWhereItStands() {
        byte[] event =
                RowsEvent.event(RowsEvent.WRITE, 2, RowsEvent.hex("fc 01000000 0161"), RowsEvent.hex("fe 02000000"));
        event[5] = 42;
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.WRITE, event, "UTC");
        cursor.next();
        LogOrigin origin = cursor.origin();
        assertThat(origin.file()).isEqualTo("binlog.000007");
        assertThat(origin.position()).isEqualTo(RowsEvent.POSITION);
        assertThat(origin.serverId()).isEqualTo(42);
        assertThat(origin.thread()).isEqualTo(12);
        assertThat(origin.gtid()).isEqualTo("0-1-5");
        assertThat(origin.row()).isZero();
        cursor.next();
        assertThat(cursor.origin()).isSameAs(origin);
        assertThat(origin.row()).isEqualTo(1);
    }

    @Test
    void anUpdateTellsWhichColumnsKeptTheirBytes() {
        byte[] event = RowsEvent.event(
                RowsEvent.UPDATE, 2, RowsEvent.hex("fc 01000000 0161 fc 01000000 0162 fe 01000000 fc 02000000 00"));
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.UPDATE, event, "UTC");
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.sameBytes(0)).isTrue();
        assertThat(cursor.sameBytes(1)).isFalse();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.sameBytes(0)).isFalse();
        assertThat(cursor.sameBytes(1)).as("NULL and the empty text").isFalse();
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aRowThatEndsOutsideItsEventIsRefused() {
        byte[] event = RowsEvent.event(RowsEvent.WRITE, 2, RowsEvent.hex("fc 01000000 0561"));
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.WRITE, event, "UTC");
        assertThatThrownBy(cursor::next).isInstanceOfSatisfying(TidegateException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.ROW_DECODE_FAILED);
            assertThat(e.detail()).contains("d.t", "column c1", "log position 4711");
        });
    }

    @Test
    void anEventWithAnotherNumberOfColumnsIsRefused() {
        byte[] event = RowsEvent.event(RowsEvent.WRITE, 3, RowsEvent.hex("fc 01000000 00"));
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.WRITE, event, "UTC");
        assertThatThrownBy(cursor::next).isInstanceOfSatisfying(TidegateException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.ROW_DECODE_FAILED));
    }

    @Test
    void anEventWithoutAllColumnsSaysWhichVariableToSet() {
        byte[] event = RowsEvent.event(RowsEvent.DELETE, 2, RowsEvent.hex("fc 01000000 00"));
        event[28] = (byte) 0xFD;
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.DELETE, event, "UTC");
        assertThatThrownBy(cursor::next).isInstanceOfSatisfying(TidegateException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CONFIG_UNSUITABLE);
            assertThat(e.detail()).contains("d.t");
            assertThat(e.remedy()).contains("SET GLOBAL binlog_row_image = 'FULL'");
        });
    }

    @Test
    void aBatchCountsItsRowsAndAnUpdateIsOne() {
        byte[] event = RowsEvent.event(
                RowsEvent.UPDATE, 2, RowsEvent.hex("fc 01000000 0161 fc 01000000 0162 fe 01000000 fc 02000000 00"));
        assertThat(RowsEvent.batch(LAYOUT, RowsEvent.UPDATE, event).rows()).isEqualTo(2);
    }

    @Test
    void aBatchHoldsEachSlabUntilItIsReleased() throws InterruptedException {
        AtomicLong held = new AtomicLong();
        MemoryBudget budget = counting(held);
        BinlogRowBatch.Builder builder = new BinlogRowBatch.Builder();
        LoggedTransaction transaction = new LoggedTransaction(1, "binlog.000001", 0, null);
        for (int i = 0; i < 3; i++) {
            Slab slab = Slab.allocate(100, budget);
            builder.add(slab, 0, 50, RowsEvent.WRITE, 8, LAYOUT, 4, transaction);
            builder.add(slab, 50, 50, RowsEvent.WRITE, 8, LAYOUT, 4, transaction);
            slab.release();
        }
        assertThat(builder.events()).isEqualTo(6);
        assertThat(builder.rawBytes()).isEqualTo(300);
        builder.truncate(3);
        assertThat(held).hasValue(200);
        BinlogRowBatch batch = builder.build(null);
        assertThat(batch.lastCommitTs()).isEqualTo(1);
        assertThat(batch.heldBytes()).isEqualTo(150);
        builder.discard();
        assertThat(held).hasValue(200);
        batch.release();
        assertThat(held).hasValue(0);
    }

    private static MemoryBudget counting(AtomicLong held) {
        return new MemoryBudget() {
            @Override
            public long limit() {
                return Long.MAX_VALUE;
            }

            @Override
            public void acquire(long bytes) {
                held.addAndGet(bytes);
            }

            @Override
            public void release(long bytes) {
                held.addAndGet(-bytes);
            }
        };
    }
}
