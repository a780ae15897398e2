package io.tidegate.mysql.row;

import io.tidegate.mysql.protocol.Slab;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows events of whole transactions, or of a part of one, as slices of the slabs they arrived in. Kept as parallel
 * arrays: there is no object per event. Each run of events in the same slab holds that slab once.
 */
public final class BinlogRowBatch implements RowBatch {
    private final Events events;
    private final @Nullable ResolvedMark mark;

    private BinlogRowBatch(Events events, @Nullable ResolvedMark mark) {
        this.events = events;
        this.mark = mark;
    }

    @Override
    public long heldBytes() {
        return events.rawBytes;
    }

    /** The log does not say it; a walk over cells that a worker will walk over again costs some nanoseconds a row. */
    @Override
    public long rows() {
        BinlogCursor cursor = new BinlogCursor(new ZoneOffsets(ZoneOffset.UTC));
        cursor.open(this);
        long rows = 0;
        while (cursor.next()) {
            rows++;
        }
        return rows;
    }

    @Override
    public long lastCommitTs() {
        return events.transactions[events.size - 1].commitTs();
    }

    @Override
    public @Nullable ResolvedMark mark() {
        return mark;
    }

    @Override
    public void release() {
        events.truncate(0);
    }

    int size() {
        return events.size;
    }

    byte[] bytes(int event) {
        return events.slabs[event].bytes();
    }

    int offset(int event) {
        return events.offsets[event];
    }

    int length(int event) {
        return events.lengths[event];
    }

    int eventType(int event) {
        return events.types[event] & 0xFF;
    }

    int postHeaderLength(int event) {
        return events.postHeaderLengths[event] & 0xFF;
    }

    RowLayout layout(int event) {
        return events.layouts[event];
    }

    LoggedTransaction transaction(int event) {
        return events.transactions[event];
    }

    long position(int event) {
        return events.positions[event];
    }

    /** Collects the events of the next batch; one per session, used by its thread and again for every batch. */
    public static final class Builder {
        private Events events = new Events();

        /**
         * Appends a rows event and holds its slab.
         *
         * @param slab where the event is
         * @param offset index of the first byte of its 19-byte header
         * @param length bytes of the event with its header, without the checksum
         * @param eventType 23–25 or 30–32
         * @param postHeaderLength what the format description says of this event type
         * @param layout of the table map that the event refers to
         * @param position where in the log file the event begins
         * @param transaction it belongs to
         */
        public void add(
                Slab slab,
                int offset,
                int length,
                int eventType,
                int postHeaderLength,
                RowLayout layout,
                long position,
                LoggedTransaction transaction) {
            events.add(slab, offset, length, eventType, postHeaderLength, layout, position, transaction);
        }

        /** Events appended so far. */
        public int events() {
            return events.size;
        }

        /** Bytes of the events appended so far. */
        public long rawBytes() {
            return events.rawBytes;
        }

        /** Gives the events appended so far to a batch, which lets their slabs go when it is released. */
        public BinlogRowBatch build(@Nullable ResolvedMark mark) {
            if (events.size == 0) {
                throw new IllegalStateException("a batch has at least one event");
            }
            BinlogRowBatch batch = new BinlogRowBatch(events, mark);
            events = new Events();
            return batch;
        }

        /** Forgets the events after the first {@code events} and lets their slabs go: they were rolled back. */
        public void truncate(int events) {
            this.events.truncate(events);
        }

        /** Forgets all events and lets their slabs go. */
        public void discard() {
            events.truncate(0);
        }
    }

    private static final class Events {
        private Slab[] slabs = new Slab[64];
        private int[] offsets = new int[64];
        private int[] lengths = new int[64];
        private byte[] types = new byte[64];
        private byte[] postHeaderLengths = new byte[64];
        private RowLayout[] layouts = new RowLayout[64];
        private long[] positions = new long[64];
        private LoggedTransaction[] transactions = new LoggedTransaction[64];
        private int size;
        private long rawBytes;

        void add(
                Slab slab,
                int offset,
                int length,
                int type,
                int postHeaderLength,
                RowLayout layout,
                long position,
                LoggedTransaction transaction) {
            if (size == offsets.length) {
                grow(size * 2);
            }
            if (size == 0 || slabs[size - 1] != slab) {
                slab.retain();
            }
            slabs[size] = slab;
            offsets[size] = offset;
            lengths[size] = length;
            types[size] = (byte) type;
            postHeaderLengths[size] = (byte) postHeaderLength;
            layouts[size] = layout;
            positions[size] = position;
            transactions[size] = transaction;
            size++;
            rawBytes += length;
        }

        void truncate(int newSize) {
            while (size > newSize) {
                size--;
                rawBytes -= lengths[size];
                if (size == 0 || slabs[size - 1] != slabs[size]) {
                    slabs[size].release();
                }
            }
            Arrays.fill(slabs, newSize, slabs.length, null);
        }

        private void grow(int capacity) {
            slabs = Arrays.copyOf(slabs, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            types = Arrays.copyOf(types, capacity);
            postHeaderLengths = Arrays.copyOf(postHeaderLengths, capacity);
            layouts = Arrays.copyOf(layouts, capacity);
            positions = Arrays.copyOf(positions, capacity);
            transactions = Arrays.copyOf(transactions, capacity);
        }
    }
}
