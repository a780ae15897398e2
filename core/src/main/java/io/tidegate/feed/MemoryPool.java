package io.tidegate.feed;

import io.tidegate.source.MemoryBudget;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory of a process that holds changes between a source and its sink. Every changefeed has a {@link Share}; all
 * shares are equal, and what a share does not use is not lent, so that a feed that stands still never takes memory from
 * one that flows. Thread safe.
 */
public final class MemoryPool {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final long capacity;
    private int shares;

    /** A pool of {@code capacity} bytes. */
    public MemoryPool(long capacity) {
        this.capacity = capacity;
    }

    /** Takes part in the pool; the shares of the others shrink accordingly. */
    public Share join() {
        lock.lock();
        try {
            shares++;
            return new Share();
        } finally {
            lock.unlock();
        }
    }

    /** One changefeed's part of the pool. */
    public final class Share implements MemoryBudget, AutoCloseable {
        private long used;
        private boolean left;

        private Share() {}

        @Override
        public long limit() {
            lock.lock();
            try {
                return capacity / Math.max(shares, 1);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void acquire(long bytes) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (used > 0 && used + bytes > capacity / Math.max(shares, 1)) {
                    released.await();
                }
                used += bytes;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void release(long bytes) {
            lock.lock();
            try {
                used -= bytes;
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Bytes held now. */
        public long used() {
            lock.lock();
            try {
                return used;
            } finally {
                lock.unlock();
            }
        }

        /** Leaves the pool; what is still held is released as its holders let go. */
        @Override
        public void close() {
            lock.lock();
            try {
                if (!left) {
                    left = true;
                    shares--;
                    released.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
