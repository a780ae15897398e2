package io.tidegate.feed;

import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.SourceEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run between the source and the acknowledgement of the sink, in commit order. The reader appends
 * slots, workers encode the rows of several at a time in any order, each lane walks them all in sequence, and a slot
 * leaves at the head once it and all before it are complete. The mark of the last slot that left is what a checkpoint
 * may say.
 *
 * <p>Two bounds hold: raw bytes are bounded by the memory budget that the source takes its batches from, encoded bytes
 * by {@code encodedLimit}, beyond which no further slot is given to the workers. All work here is per batch and under
 * one lock; nothing under it blocks.
 */
final class Pipeline {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final @Nullable Slot[] ring;
    private final Deque<Slot> toEncode = new ArrayDeque<>();
    private final int lanes;
    private final int maxEncoding;
    private final long encodedLimit;
    private final Consumer<Slot> encode;
    private final Runnable onFailure;
    private final LongSupplier nanoClock;

    private long head;
    private long tail;
    private int encoding;
    private long encodedBytes;
    private long sentRecords;
    private long sentBytes;
    private long lastCompletedNanos;
    private @Nullable ResolvedMark completedMark;
    private @Nullable TidegateException failure;
    private boolean stopped;

    /**
     * @param lanes how many lanes walk the slots
     * @param maxSlots how many slots there may be before {@link #append} waits
     * @param maxEncoding how many slots are with the workers at most, the feed's share of the worker pool
     * @param encodedLimit bytes of encoded records that wait for a lane before encoding pauses
     * @param encode hands a slot of rows to a worker, who ends with {@link #encoded} or {@link #fail}
     * @param onFailure called once when the run fails, so that its reader stops waiting
     * @param nanoClock monotonic nanoseconds
     */
    Pipeline(
            int lanes,
            int maxSlots,
            int maxEncoding,
            long encodedLimit,
            Consumer<Slot> encode,
            Runnable onFailure,
            LongSupplier nanoClock) {
        this.lanes = lanes;
        this.ring = new Slot[maxSlots];
        this.maxEncoding = maxEncoding;
        this.encodedLimit = encodedLimit;
        this.encode = encode;
        this.onFailure = onFailure;
        this.nanoClock = nanoClock;
        this.lastCompletedNanos = nanoClock.getAsLong();
    }

    /** Adds an event at the tail, waiting while the pipeline is full. */
    void append(SourceEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (tail - head == ring.length) {
                throwIfFailed();
                changed.await();
            }
            throwIfFailed();
            Slot slot = new Slot(this, tail, event, nanoClock.getAsLong());
            ring[index(tail++)] = slot;
            if (event instanceof RowBatch) {
                toEncode.add(slot);
                submitEncoding();
            } else if (event instanceof ResolvedMark) {
                slot.lanesPassed = lanes;
                slot.complete = true;
                removeCompleted();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The slot with this sequence number once a lane can act on it: its rows are encoded, or it is no slot of rows. Null
     * when {@code interrupted} turns true meanwhile. Slots that need no lane are skipped: the one returned may have a
     * higher number.
     */
    @Nullable
    Slot awaitReady(long sequence, BooleanSupplier interrupted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                throwIfFailed();
                if (stopped || interrupted.getAsBoolean()) {
                    return null;
                }
                Slot slot = find(sequence);
                if (slot != null && (!(slot.event() instanceof RowBatch) || slot.records != null)) {
                    return slot;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the lanes so that they look at what interrupted them. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A worker is done with a slot. */
    void encoded(Slot slot, RecordBatch records) {
        lock.lock();
        try {
            encoding--;
            encodedBytes += records.bytes();
            slot.records = records;
            slot.expect(records.size());
            if (records.size() == 0) {
                slot.complete = true;
                slot.lanesPassed = lanes;
                removeCompleted();
            }
            submitEncoding();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A lane has handed its records of a slot to the sink, or had none. */
    void passed(Slot slot) {
        lock.lock();
        try {
            RecordBatch records = slot.records;
            if (++slot.lanesPassed == lanes && records != null) {
                encodedBytes -= records.bytes();
                sentRecords += records.size();
                sentBytes += records.bytes();
                slot.records = null;
                submitEncoding();
                removeCompleted();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Everything of a slot is acknowledged. */
    void complete(Slot slot) {
        lock.lock();
        try {
            slot.complete = true;
            if (slot.sequence() == head) {
                removeCompleted();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every slot before this one is complete. */
    void awaitHead(Slot slot) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (slot.sequence() != head) {
                throwIfFailed();
                throwIfStopped();
                changed.await();
            }
            throwIfFailed();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a slot is complete. */
    void awaitComplete(Slot slot) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!slot.complete) {
                throwIfFailed();
                throwIfStopped();
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A slot of a DDL was delivered; all lanes go on behind it. */
    void delivered(Slot slot) {
        lock.lock();
        try {
            slot.lanesPassed = lanes;
            slot.complete = true;
            removeCompleted();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is under way or the time is over; whether nothing is. */
    boolean drain(long timeoutNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeoutNanos;
            while (head != tail && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return head == tail;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the run with an error; the first one counts. */
    void fail(TidegateException cause) {
        lock.lock();
        try {
            if (failure == null && !stopped) {
                failure = cause;
                onFailure.run();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the run without an error and gives back the memory of what was not encoded yet. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            for (Slot slot = toEncode.poll(); slot != null; slot = toEncode.poll()) {
                ((RowBatch) slot.event()).release();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What the run failed with, null while it has not. */
    @Nullable
    TidegateException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** The mark behind which nothing is missing at the sink, null before the first. */
    @Nullable
    ResolvedMark completedMark() {
        lock.lock();
        try {
            return completedMark;
        } finally {
            lock.unlock();
        }
    }

    /** What is under way now. */
    Load load() {
        lock.lock();
        try {
            return new Load(
                    (int) (tail - head),
                    toEncode.size() + encoding,
                    encodedBytes,
                    head == tail
                            ? 0
                            : nanoClock.getAsLong() - Math.max(slot(head).arrivedNanos(), lastCompletedNanos),
                    sentRecords,
                    sentBytes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param slots how many slots there are
     * @param notEncoded how many of them wait for a worker or are with one
     * @param encodedBytes bytes encoded and not handed to the sink
     * @param waitedNanos for how long nothing was completed although something was there
     * @param sentRecords records handed to the sink so far
     * @param sentBytes bytes of keys and values handed to the sink so far
     */
    record Load(int slots, int notEncoded, long encodedBytes, long waitedNanos, long sentRecords, long sentBytes) {}

    private @Nullable Slot find(long sequence) {
        for (long candidate = Math.max(sequence, head); candidate < tail; candidate++) {
            Slot slot = slot(candidate);
            if (slot.lanesPassed < lanes) {
                return slot;
            }
        }
        return null;
    }

    private void submitEncoding() {
        while (encoding < maxEncoding && mayEncode(toEncode.peek())) {
            encoding++;
            encode.accept(toEncode.remove());
        }
    }

    /** The head may always be encoded, or nothing would ever make room. */
    private boolean mayEncode(@Nullable Slot slot) {
        return slot != null && !stopped && (encodedBytes < encodedLimit || slot.sequence() == head);
    }

    private void removeCompleted() {
        long before = head;
        while (head < tail) {
            Slot slot = slot(head);
            if (!slot.complete || slot.lanesPassed < lanes) {
                break;
            }
            ResolvedMark mark = slot.mark();
            if (mark != null) {
                completedMark = mark;
            }
            ring[index(head++)] = null;
        }
        if (head != before) {
            lastCompletedNanos = nanoClock.getAsLong();
            submitEncoding();
            changed.signalAll();
        }
    }

    private Slot slot(long sequence) {
        return Objects.requireNonNull(ring[index(sequence)]);
    }

    private int index(long sequence) {
        return (int) (sequence % ring.length);
    }

    private void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    private void throwIfStopped() {
        if (stopped) {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, "the run was stopped while a DDL waited");
        }
    }
}
