package io.tidegate.feed;

import io.tidegate.source.MemoryBudget;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory of a process that holds changes between a source and its sink. Every changefeed has a {@link Share}; all
 * shares are equal, and what a share does not use is not lent, so that a feed that stands still never takes memory from
 * one that flows. A feed that joins makes the other shares smaller from their next request on: what is held beyond that is
 * not taken back, so the pool may be exceeded until it is let go. Whoever knows how many feeds will come divides the pool
 * for as many from the beginning. Thread safe.
 */
public final class MemoryPool {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final long capacity;
    private final int leastShares;
    private int shares;
    private long used;

    /** A pool of {@code capacity} bytes. */
    public MemoryPool(long capacity) {
        this(capacity, 1);
    }

    /**
     * A pool of {@code capacity} bytes.
     *
     * @param leastShares how many parts it is divided into at least, however few feeds there are
     */
    public MemoryPool(long capacity, int leastShares) {
        this.capacity = capacity;
        this.leastShares = leastShares;
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

    /** How many feeds take part. */
    int shares() {
        lock.lock();
        try {
            return shares;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that all shares may hold together. */
    public long capacity() {
        return capacity;
    }

    /** Bytes held now, also by feeds that have left and not let go yet. */
    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    private long size() {
        return capacity / Math.max(shares, leastShares);
    }

    /** One changefeed's part of the pool. */
    public final class Share implements MemoryBudget, AutoCloseable {
        private long held;
        private long told;
        private boolean left;

        private Share() {}

        @Override
        public long limit() {
            lock.lock();
            try {
                told = MemoryPool.this.size();
                return told;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void acquire(long bytes) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (held > 0 && held + bytes > Math.max(told, MemoryPool.this.size())) {
                    released.await();
                }
                held += bytes;
                used += bytes;
            } finally {
                told = 0;
                lock.unlock();
            }
        }

        @Override
        public void release(long bytes) {
            lock.lock();
            try {
                held -= bytes;
                used -= bytes;
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Bytes that may be held now; asking changes nothing, other than {@link #limit}. */
        public long size() {
            lock.lock();
            try {
                return MemoryPool.this.size();
            } finally {
                lock.unlock();
            }
        }

        /** Bytes held now. */
        public long used() {
            lock.lock();
            try {
                return held;
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
