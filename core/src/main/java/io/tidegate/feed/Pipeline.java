package io.tidegate.feed;

import io.tidegate.checkpoint.Position;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.PipelineLoad.Head;
import io.tidegate.model.TableName;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.SourceEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run between the source and the acknowledgement of the sink, in commit order. The reader appends
 * slots, workers encode the rows of several at a time in any order, each lane walks them all in sequence, and a slot
 * leaves at the head once it and all before it are complete. The mark of the last slot that left is what a checkpoint
 * may say.
 *
 * <p>Raw bytes are bounded by the memory budget that the source takes its batches from, and before that by a small number
 * of batches that may wait for a worker: more of them would not be carried sooner, only grow old in the heap. Encoded
 * bytes are bounded by {@code encodedLimit}, beyond which no further slot is given to the workers; see {@link EncodeQueue}. A monitor: all work
 * here is per batch and under its lock, and nothing under it blocks.
 */
final class Pipeline {
    /** How many slots there are in a run. */
    static final int MAX_SLOTS = 1024;

    /** A wait that nothing but an event ends, in nanoseconds. */
    static final long FOREVER_NANOS = TimeUnit.DAYS.toNanos(1000);

    private final @Nullable Slot[] ring;
    private final EncodeQueue toEncode;
    private final int lanes;
    private final Runnable onFailure;
    private final LongSupplier nanoClock;
    private final boolean completedByCommit;
    private final Deliveries deliveries;

    private long head;
    private long tail;
    private long lastCompletedNanos;
    private @Nullable ResolvedMark completedMark;
    private @Nullable TidegateException failure;
    private boolean stopped;

    /**
     * @param lanes how many lanes walk the slots
     * @param maxSlots how many slots there may be before {@link #append} waits
     * @param maxEncoding how many slots may be with the workers now, the feed's share of the worker pool
     * @param encodedLimit bytes of encoded records that may wait for a lane now before encoding pauses
     * @param encode hands a slot of rows to a worker, who ends with {@link #encoded}, {@link #putBack} or {@link #fail}
     * @param onFailure called once when the run fails, so that its reader stops waiting
     * @param nanoClock monotonic nanoseconds
     * @param completedByCommit whether slots become complete by {@link #committed} alone; then the lane sees all of them,
     *     also those that need no message
     * @param deliveries told of what is sent and acknowledged
     */
    Pipeline(
            int lanes,
            int maxSlots,
            IntSupplier maxEncoding,
            LongSupplier encodedLimit,
            Consumer<Slot> encode,
            Runnable onFailure,
            LongSupplier nanoClock,
            boolean completedByCommit,
            Deliveries deliveries) {
        this.lanes = lanes;
        this.ring = new Slot[maxSlots];
        this.toEncode = new EncodeQueue(maxEncoding, encodedLimit, encode, nanoClock);
        this.onFailure = onFailure;
        this.nanoClock = nanoClock;
        this.completedByCommit = completedByCommit;
        this.deliveries = deliveries;
        this.lastCompletedNanos = nanoClock.getAsLong();
    }

    /**
     * Adds an event at the tail, waiting while the pipeline is full.
     *
     * @param position behind it
     */
    synchronized void append(SourceEvent event, Position position) throws InterruptedException {
        while (tail - head == ring.length || toEncode.isFull()) {
            throwIfFailed();
            wait();
        }
        throwIfFailed();
        Slot slot = new Slot(this, tail, event, position, nanoClock.getAsLong());
        ring[index(tail++)] = slot;
        if (event instanceof RowBatch) {
            toEncode.add(slot);
            submitEncoding();
        } else if (event instanceof ResolvedMark && !completedByCommit) {
            slot.lanesPassed = lanes;
            slot.complete = true;
            removeCompleted();
        }
        notifyAll();
    }

    /**
     * The slot with this sequence number once a lane can act on it: its rows are encoded, or it is no slot of rows. Null
     * when {@code interrupted} turns true meanwhile, or the time is over. Slots that need no lane are skipped: the one
     * returned may have a higher number.
     *
     * @param untilNanos when to give up, by the pipeline's clock; asked again at every look
     */
    synchronized @Nullable Slot awaitReady(long sequence, BooleanSupplier interrupted, LongSupplier untilNanos)
            throws InterruptedException {
        while (true) {
            throwIfFailed();
            if (stopped || interrupted.getAsBoolean()) {
                return null;
            }
            Slot slot = find(sequence);
            if (slot != null && (!(slot.event() instanceof RowBatch) || slot.records != null)) {
                return slot;
            }
            long left = untilNanos.getAsLong() - nanoClock.getAsLong();
            if (left <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Wakes the lanes so that they look at what interrupted them. */
    synchronized void wake() {
        notifyAll();
    }

    /** A worker is done with a slot. */
    synchronized void encoded(Slot slot, RecordBatch records) {
        toEncode.encoded(records);
        slot.records = records;
        slot.tables = records.tables();
        slot.expect(records.size());
        if (records.size() == 0 && !completedByCommit) {
            slot.complete = true;
            slot.lanesPassed = lanes;
            removeCompleted();
        }
        submitEncoding();
        notifyAll();
    }

    /**
     * A worker gives a slot back that cannot be encoded yet; nothing more is encoded until {@link #encodeOn}.
     *
     * @param what is awaited, empty when it only failed
     */
    synchronized void putBack(Slot slot, String what) {
        toEncode.putBack(slot, what);
        if (stopped) {
            toEncode.releaseAll();
        }
    }

    /** What was put back is worth another try. */
    synchronized void encodeOn() {
        toEncode.goOn();
        submitEncoding();
        notifyAll();
    }

    /** Something outside failed that encoding depends on; whether to try again. If not, the run has failed. */
    synchronized boolean hasPatienceWith(TidegateException cause) {
        boolean patient = toEncode.hasPatienceWith(cause);
        if (!patient) {
            fail(cause);
        }
        return patient;
    }

    /** A lane has handed its records of a slot to the sink, or there were none. */
    synchronized void passed(Slot slot) {
        RecordBatch records = slot.records;
        if (++slot.lanesPassed < lanes) {
            return;
        }
        slot.handOver(nanoClock.getAsLong());
        if (records != null) {
            toEncode.sent(records);
            deliveries.sent(records);
            slot.records = null;
            submitEncoding();
            removeCompleted();
            notifyAll();
        }
    }

    /** Everything of a slot is acknowledged. */
    synchronized void complete(Slot slot) {
        slot.complete = true;
        if (slot.sequence() == head) {
            removeCompleted();
        }
    }

    /** Everything sent for the slots before this sequence number is committed. */
    synchronized void committed(long sequence) {
        for (long done = head; done < sequence; done++) {
            slot(done).complete = true;
        }
        removeCompleted();
    }

    /** Waits until every slot before this one is complete, so that it can be handed to the sink. */
    synchronized void awaitHead(Slot slot) throws InterruptedException {
        while (slot.sequence() != head) {
            throwIfFailed();
            throwIfStopped();
            wait();
        }
        throwIfFailed();
        slot.handOver(nanoClock.getAsLong());
    }

    /** Waits until a slot is complete. */
    synchronized void awaitComplete(Slot slot) throws InterruptedException {
        while (!slot.complete) {
            throwIfFailed();
            throwIfStopped();
            wait();
        }
    }

    /** A slot of a DDL was delivered; all lanes go on behind it. */
    synchronized void delivered(Slot slot) {
        slot.lanesPassed = lanes;
        slot.complete = true;
        removeCompleted();
        notifyAll();
    }

    /** Waits until nothing is under way or the time is over; whether nothing is. */
    synchronized boolean drain(long timeoutNanos) throws InterruptedException {
        long deadline = nanoClock.getAsLong() + timeoutNanos;
        for (long left = timeoutNanos;
                head != tail && failure == null && left > 0;
                left = deadline - nanoClock.getAsLong()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return head == tail;
    }

    /** Ends the run with an error; the first one counts. */
    synchronized void fail(TidegateException cause) {
        if (failure == null && !stopped) {
            failure = cause;
            onFailure.run();
        }
        notifyAll();
    }

    /** Ends the run without an error and gives back the memory of what was not encoded yet. */
    synchronized void stop() {
        stopped = true;
        toEncode.releaseAll();
        notifyAll();
    }

    /** What the run failed with, null while it has not. */
    synchronized @Nullable TidegateException failure() {
        return failure;
    }

    /** Throws what the run failed with, if it has. */
    synchronized void requireNoFailure() {
        throwIfFailed();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** The mark behind which nothing is missing at the sink, null before the first. */
    synchronized @Nullable ResolvedMark completedMark() {
        return completedMark;
    }

    /** What is under way now. */
    synchronized PipelineLoad load() {
        if (head == tail) {
            return PipelineLoad.NONE;
        }
        long now = nanoClock.getAsLong();
        Slot queued = null;
        Slot sent = null;
        boolean ddlWaits = false;
        Map<TableName, Long> waiting = new HashMap<>();
        for (long sequence = head; sequence < tail; sequence++) {
            Slot slot = slot(sequence);
            if (slot.complete) {
                continue;
            }
            if (slot.handedOver) {
                sent = sent == null ? slot : sent;
            } else {
                queued = queued == null ? slot : queued;
                ddlWaits |= slot.event() instanceof DdlEvent;
            }
            slot.tables.forEach(rows -> waiting.putIfAbsent(rows.table().name(), rows.firstTs()));
        }
        return new PipelineLoad(
                (int) (tail - head),
                waitsFor(slot(head)),
                now - Math.max(slot(head).arrivedNanos(), lastCompletedNanos),
                queued == null ? 0 : now - queued.arrivedNanos(),
                sent == null ? 0 : now - sent.handedOverNanos,
                ddlWaits,
                toEncode.awaited(),
                toEncode.trouble(),
                toEncode.troubleNanos(),
                waiting);
    }

    private static Head waitsFor(Slot slot) {
        if (slot.event() instanceof DdlEvent) {
            return Head.DDL_DELIVERY;
        }
        if (slot.handedOver || slot.complete) {
            return Head.SINK;
        }
        return slot.event() instanceof RowBatch && slot.records == null ? Head.WORKER : Head.LANE;
    }

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
        if (!stopped) {
            toEncode.submit(head);
        }
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
            if (!slot.tables.isEmpty() || slot.event() instanceof DdlEvent) {
                deliveries.delivered(slot.tables);
            }
            ring[index(head++)] = null;
        }
        if (head != before) {
            lastCompletedNanos = nanoClock.getAsLong();
            submitEncoding();
            notifyAll();
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
