package io.tidegate.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that decode and encode, shared by all changefeeds of a process. A feed has at most {@link Share#batches}
 * batches here at a time and queues again behind the others, so that each gets its turn: as often as any other, or, among
 * feeds with a quota, in proportion to it.
 */
final class WorkerPool implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;
    private final List<Share> shares = new ArrayList<>();

    WorkerPool(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "tidegate-encode-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // The process ends: a feed that was left behind gets no more workers.
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Takes part in the pool. */
    synchronized Share join(FeedQuota quota) {
        Share share = new Share(quota);
        shares.add(share);
        divide();
        return share;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void divide() {
        long largest = shares.stream()
                .mapToLong(share -> share.quota.rowsPerSecond())
                .max()
                .orElse(0);
        shares.forEach(share -> share.batches = batches(share.quota, largest));
    }

    /** One for each thread and one that waits; less for a quota that is smaller than the largest one. */
    private int batches(FeedQuota quota, long largest) {
        int most = threads + 1;
        return quota.isLimited()
                ? (int) Math.max(1, Math.round((double) most * quota.rowsPerSecond() / largest))
                : most;
    }

    /** One changefeed's part of the workers. */
    final class Share implements AutoCloseable {
        private FeedQuota quota;
        private volatile int batches;

        private Share(FeedQuota quota) {
            this.quota = quota;
        }

        /** From now on the feed has another quota. */
        void limitTo(FeedQuota next) {
            synchronized (WorkerPool.this) {
                quota = next;
                divide();
            }
        }

        /** How many batches of the feed may be with the workers at a time. */
        int batches() {
            return batches;
        }

        void execute(Runnable work) {
            executor.execute(work);
        }

        @Override
        public void close() {
            synchronized (WorkerPool.this) {
                shares.remove(this);
                divide();
            }
        }
    }
}
