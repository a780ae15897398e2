package io.tidegate.mysql.binlog;

import io.tidegate.source.MemoryBudget;
import java.util.function.LongSupplier;

/**
 * The memory of a session as its stream sees it. The stream waits for memory on the thread that also hands batches on,
 * so memory in rows that are not handed on yet would never come back: rather than wait for it, a request is refused, and
 * granted when it is repeated after they were.
 */
final class ReadingMemory implements MemoryBudget {
    /** The rows that are held must be handed on first. */
    static final class RefusedException extends RuntimeException {
        private RefusedException(long bytes) {
            super("no room for " + bytes + " bytes", null, false, false);
        }
    }

    private final MemoryBudget budget;
    private LongSupplier unfinishedBytes = () -> 0;

    ReadingMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Who holds rows that are not handed on. */
    void watch(LongSupplier bytes) {
        unfinishedBytes = bytes;
    }

    @Override
    public long limit() {
        return budget.limit();
    }

    @Override
    public void acquire(long bytes) throws InterruptedException {
        long unfinished = unfinishedBytes.getAsLong();
        // Asked in any case: it counts for the request that follows.
        long limit = budget.limit();
        if (unfinished > 0 && unfinished + bytes > limit) {
            throw new RefusedException(bytes);
        }
        budget.acquire(bytes);
    }

    @Override
    public void release(long bytes) {
        budget.release(bytes);
    }
}
