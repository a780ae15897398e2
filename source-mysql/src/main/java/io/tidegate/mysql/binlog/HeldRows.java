package io.tidegate.mysql.binlog;

import io.tidegate.mysql.protocol.Slab;
import io.tidegate.mysql.row.LoggedTransaction;
import io.tidegate.mysql.row.RowLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows events of a transaction whose outcome is not known yet, in log order, each with its number (see {@link
 * Progress}). Of tables that are not selected an event without bytes can be kept, for its number alone. Each run of events in one slab holds that
 * slab once. The memory it holds is counted in slabs, because a slab with a single event in it is held whole; the first
 * one is not counted, since the stream holds the slab it reads into anyway.
 */
final class HeldRows {
    /** The number of an event that must not be handed on. */
    private static final long LEFT_OUT = -1;

    private @Nullable Slab[] slabs = new Slab[16];
    private @Nullable RowLayout[] layouts = new RowLayout[16];
    private long[] numbers = new long[16];
    private long[] positions = new long[16];
    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private byte[] types = new byte[16];
    private byte[] postHeaderLengths = new byte[16];
    private int size;
    private long extraSlabBytes;

    int size() {
        return size;
    }

    /** Bytes of all slabs held. */
    long slabBytes() {
        Slab first = size == 0 ? null : slabs[0];
        return first == null ? extraSlabBytes : extraSlabBytes + first.bytes().length;
    }

    /** Bytes of all slabs held but the first. */
    long extraSlabBytes() {
        return extraSlabBytes;
    }

    void add(
            Slab slab,
            int offset,
            int length,
            int type,
            int postHeaderLength,
            RowLayout layout,
            long position,
            long number) {
        append(slab, layout, number);
        int index = size - 1;
        offsets[index] = offset;
        lengths[index] = length;
        types[index] = (byte) type;
        postHeaderLengths[index] = (byte) postHeaderLength;
        positions[index] = position;
    }

    /** Adds an event of a table that is not selected. */
    void addUnselected() {
        append(null, null, LEFT_OUT);
    }

    private void append(@Nullable Slab slab, @Nullable RowLayout layout, long number) {
        if (size == offsets.length) {
            grow(size * 2);
        }
        if (slab != null && startsRun(size, slab)) {
            slab.retain();
            extraSlabBytes += size == 0 ? 0 : slab.bytes().length;
        }
        slabs[size] = slab;
        layouts[size] = layout;
        numbers[size] = number;
        size++;
    }

    /** Forgets the events after the first {@code newSize}. */
    void truncate(int newSize) {
        while (size > newSize) {
            size--;
            Slab slab = slabs[size];
            if (slab != null && startsRun(size, slab)) {
                extraSlabBytes -= size == 0 ? 0 : slab.bytes().length;
                slab.release();
            }
            slabs[size] = null;
        }
    }

    /** Gives all events the next numbers, because they take effect here and not where they stand. */
    void renumber(Progress progress) {
        for (int i = 0; i < size; i++) {
            numbers[i] = progress.countAndTellIfDelivered() ? LEFT_OUT : progress.counted();
        }
    }

    /** Hands all events to the batches, as events of a transaction, and forgets them. */
    void moveTo(Batches batches, LoggedTransaction transaction) {
        for (int i = 0; i < size; i++) {
            Slab slab = slabs[i];
            RowLayout layout = layouts[i];
            if (slab != null && layout != null && numbers[i] != LEFT_OUT) {
                batches.add(
                        slab,
                        offsets[i],
                        lengths[i],
                        types[i] & 0xFF,
                        postHeaderLengths[i] & 0xFF,
                        layout,
                        positions[i],
                        transaction,
                        numbers[i]);
            }
        }
        truncate(0);
    }

    private boolean startsRun(int index, Slab slab) {
        return index == 0 || slabs[index - 1] != slab;
    }

    private void grow(int capacity) {
        slabs = Arrays.copyOf(slabs, capacity);
        layouts = Arrays.copyOf(layouts, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        positions = Arrays.copyOf(positions, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        types = Arrays.copyOf(types, capacity);
        postHeaderLengths = Arrays.copyOf(postHeaderLengths, capacity);
    }
}
