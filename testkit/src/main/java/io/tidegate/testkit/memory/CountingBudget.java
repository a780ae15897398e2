package io.tidegate.testkit.memory;

import io.tidegate.source.MemoryBudget;

/** A budget that waits when it is used up, and knows what is held and the most that was held. Thread safe. */
public final class CountingBudget implements MemoryBudget {
    private final long limit;
    private long held;
    private long most;

    public CountingBudget(long limit) {
        this.limit = limit;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public synchronized void acquire(long bytes) throws InterruptedException {
        while (held > 0 && held + bytes > limit) {
            wait();
        }
        held += bytes;
        most = Math.max(most, held);
    }

    @Override
    public synchronized void release(long bytes) {
        held -= bytes;
        notifyAll();
    }

    /** Bytes held now. */
    public synchronized long held() {
        return held;
    }

    /** The most bytes that were held at a time. */
    public synchronized long most() {
        return most;
    }
}
