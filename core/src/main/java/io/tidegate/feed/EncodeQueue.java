package io.tidegate.feed;

import io.tidegate.encode.RecordBatch;
import io.tidegate.error.TidegateException;
import io.tidegate.source.RowBatch;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a pipeline that wait for a worker, in sequence, and how many may be with the workers. A slot may come back
 * because something is not ready or goes wrong outside; then none is given to the workers until it is worth a try, and
 * after a failure one at a time until one goes well. Guarded by the lock of the pipeline.
 */
final class EncodeQueue {
    /** For how long encoding may fail, in a way that may pass, before the run does. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final int MAX_WAITING = 8;

    private final PriorityQueue<Slot> waiting = new PriorityQueue<>(Comparator.comparingLong(Slot::sequence));
    private final IntSupplier share;
    private final LongSupplier encodedLimit;
    private final Consumer<Slot> encode;
    private final LongSupplier nanoClock;
    private int encoding;
    private long encodedBytes;
    private String awaited = "";
    private boolean holding;
    private @Nullable TidegateException trouble;
    private long troubleSinceNanos;

    /**
     * @param share how many slots may be with the workers now, the feed's share of the worker pool
     * @param encodedLimit bytes of encoded records that may wait for a lane now before encoding pauses
     * @param encode hands a slot to a worker
     * @param nanoClock monotonic nanoseconds
     */
    EncodeQueue(IntSupplier share, LongSupplier encodedLimit, Consumer<Slot> encode, LongSupplier nanoClock) {
        this.share = share;
        this.encodedLimit = encodedLimit;
        this.encode = encode;
        this.nanoClock = nanoClock;
    }

    /** Whether no more should be read: they would not be carried sooner. */
    boolean isFull() {
        return waiting.size() >= MAX_WAITING;
    }

    void add(Slot slot) {
        waiting.add(slot);
    }

    /**
     * Gives the workers what they may have.
     *
     * @param head the oldest slot of the pipeline: it may always be encoded, or nothing would ever make room
     */
    void submit(long head) {
        while (!holding && encoding < limit() && mayEncode(waiting.peek(), head)) {
            encoding++;
            encode.accept(waiting.remove());
        }
    }

    /** A worker is done with a slot. */
    void encoded(RecordBatch records) {
        encoding--;
        encodedBytes += records.bytes();
        trouble = null;
    }

    /** Encoded records were handed to the sink. */
    void sent(RecordBatch records) {
        encodedBytes -= records.bytes();
    }

    /** A worker gives a slot back; nothing is encoded until {@link #goOn}. */
    void putBack(Slot slot, String what) {
        encoding--;
        waiting.add(slot);
        holding = true;
        awaited = what;
    }

    /** What was awaited may be there now. */
    void goOn() {
        holding = false;
        awaited = "";
    }

    /** Something outside failed; whether it is worth another try. */
    boolean hasPatienceWith(TidegateException cause) {
        long now = nanoClock.getAsLong();
        if (trouble == null) {
            troubleSinceNanos = now;
        }
        trouble = cause;
        return cause.retryable() && now - troubleSinceNanos < PATIENCE_NANOS;
    }

    /** Gives back the memory of all that waits. */
    void releaseAll() {
        for (Slot slot = waiting.poll(); slot != null; slot = waiting.poll()) {
            ((RowBatch) slot.event()).release();
        }
    }

    /** What something outside has to give before encoding goes on, empty when nothing is awaited. */
    String awaited() {
        return awaited;
    }

    /** What made encoding fail last, null when it goes well. */
    @Nullable
    TidegateException trouble() {
        return trouble;
    }

    /** For how long it has failed. */
    long troubleNanos() {
        return trouble == null ? 0 : nanoClock.getAsLong() - troubleSinceNanos;
    }

    private int limit() {
        return trouble == null ? share.getAsInt() : 1;
    }

    private boolean mayEncode(@Nullable Slot slot, long head) {
        return slot != null && (encodedBytes < encodedLimit.getAsLong() || slot.sequence() == head);
    }
}
