package io.tidegate.mysql.protocol;

import io.tidegate.source.MemoryBudget;

/** A budget that waits when it is used up and knows what is held. */
final class CountingBudget implements MemoryBudget {
    private final long limit;
    private long held;

    CountingBudget(long limit) {
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
    }

    @Override
    public synchronized void release(long bytes) {
        held -= bytes;
        notifyAll();
    }

    synchronized long held() {
        return held;
    }
}
