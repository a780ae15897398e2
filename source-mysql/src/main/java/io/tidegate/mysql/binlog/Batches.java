package io.tidegate.mysql.binlog;

import io.tidegate.mysql.protocol.Slab;
import io.tidegate.mysql.row.BinlogRowBatch;
import io.tidegate.mysql.row.LoggedTransaction;
import io.tidegate.mysql.row.RowLayout;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.SourceEvent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a session has ready for its caller: a queue of events, and behind it the batch that is being filled. Rows that are
 * added are committed, or belong to a transaction too large to wait for its end; nothing is taken back from here.
 */
final class Batches {
    /** A batch of so many bytes is closed. */
    static final int BATCH_BYTES = 256 * 1024;

    /** Rows wait no longer than this for others to fill their batch. */
    private static final long PATIENCE_MILLIS = 50;

    /**
     * An event and how far it goes.
     *
     * @param counted the number of the last rows event or DDL in it, or, with a mark, before its boundary: see {@link
     *     Progress}
     */
    record Ready(SourceEvent event, long counted) {}

    private final Progress progress;
    private final long slabLimit;
    private final InstantSource clock;
    private final Deque<Ready> ready = new ArrayDeque<>();
    private final BinlogRowBatch.Builder builder = new BinlogRowBatch.Builder();
    private @Nullable Slab lastSlab;
    private long extraSlabBytes;
    private long lastNumber;
    private long openedMillis;

    /** @param slabLimit memory that an open batch may hold in slabs beside the one being read */
    Batches(Progress progress, long slabLimit, InstantSource clock) {
        this.progress = progress;
        this.slabLimit = slabLimit;
        this.clock = clock;
    }

    /** Appends a rows event with its number; what is open before is handed on when it is full, as a part. */
    void add(
            Slab slab,
            int offset,
            int length,
            int type,
            int postHeaderLength,
            RowLayout layout,
            long position,
            LoggedTransaction transaction,
            long number) {
        if (isFull()) {
            close(null);
        }
        if (!hasOpen()) {
            openedMillis = clock.millis();
        }
        if (lastSlab != slab) {
            extraSlabBytes += lastSlab == null ? 0 : slab.bytes().length;
            lastSlab = slab;
        }
        builder.add(slab, offset, length, type, postHeaderLength, layout, position, transaction);
        lastNumber = number;
    }

    /** Whether the open batch has reached its size, or holds too much memory for what is in it. */
    boolean isFull() {
        return builder.rawBytes() >= BATCH_BYTES || extraSlabBytes > slabLimit;
    }

    /** Whether the rows in the open batch have waited long enough. */
    boolean isLate() {
        return clock.millis() - openedMillis >= PATIENCE_MILLIS;
    }

    /** Whether rows wait in the open batch. */
    boolean hasOpen() {
        return builder.events() > 0;
    }

    /** Bytes of the slabs that the open batch holds. */
    long slabBytes() {
        Slab last = lastSlab;
        return last == null ? 0 : extraSlabBytes + last.bytes().length;
    }

    /** Whether there is nothing that was not handed on. */
    boolean isEmpty() {
        return ready.isEmpty() && !hasOpen();
    }

    /** Closes the open batch if there is one. */
    void close(@Nullable ResolvedMark mark) {
        if (hasOpen()) {
            put(builder.build(mark), mark == null ? lastNumber : progress.countedAtBoundary());
            lastSlab = null;
            extraSlabBytes = 0;
        }
    }

    /** Queues a DDL or a mark behind everything else; the open batch must be closed. */
    void put(SourceEvent event, long counted) {
        ready.add(new Ready(event, counted));
    }

    /** The next event to hand on, null if there is none. */
    @Nullable
    Ready poll() {
        return ready.poll();
    }

    /** Gives back all memory. */
    void discard() {
        builder.discard();
        for (Ready next : ready) {
            if (next.event() instanceof RowBatch batch) {
                batch.release();
            }
        }
        ready.clear();
    }
}
