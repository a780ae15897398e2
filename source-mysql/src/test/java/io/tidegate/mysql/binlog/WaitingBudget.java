package io.tidegate.mysql.binlog;

import io.tidegate.source.MemoryBudget;

/** A budget that waits when it is used up and knows the most that was held. */
final class WaitingBudget implements MemoryBudget {
    private final long limit;
    private long held;
    private long most;

    WaitingBudget(long limit) {
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

    synchronized long held() {
        return held;
    }

    synchronized long most() {
        return most;
    }
}
