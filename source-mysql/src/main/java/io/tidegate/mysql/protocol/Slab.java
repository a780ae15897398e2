package io.tidegate.mysql.protocol;

import io.tidegate.source.MemoryBudget;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A block of bytes as they came from the wire, shared by the events in it. Counted: whoever keeps an event keeps the
 * slab, and the last one to let go gives its memory back to the budget it was taken from, once. A slab is never filled
 * again for another use, so that a reader who is late behind a {@code close} still reads what was there.
 */
public final class Slab {
    private final byte[] bytes;
    private final MemoryBudget budget;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicBoolean givenBack = new AtomicBoolean();

    private Slab(byte[] bytes, MemoryBudget budget) {
        this.bytes = bytes;
        this.budget = budget;
    }

    /**
     * Allocates a slab with one holder, the caller.
     *
     * @throws InterruptedException if the thread was interrupted while it waited for memory
     */
    public static Slab allocate(int size, MemoryBudget budget) throws InterruptedException {
        budget.acquire(size);
        return new Slab(new byte[size], budget);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Adds a holder. */
    public void retain() {
        holders.incrementAndGet();
    }

    /** Removes a holder; the bytes must not be read by it any more. */
    public void release() {
        if (holders.decrementAndGet() == 0 && givenBack.compareAndSet(false, true)) {
            budget.release(bytes.length);
        }
    }
}
