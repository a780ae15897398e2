package io.tidegate.feed;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that decode and encode, shared by all changefeeds of a process. A feed has at most {@link #perFeed}
 * batches here at a time and queues again behind the others, so that each gets its turn.
 */
final class WorkerPool implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;

    WorkerPool(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "tidegate-encode-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many batches of one feed may be here at a time: one for each thread and one that waits. */
    int perFeed() {
        return threads + 1;
    }

    void execute(Runnable work) {
        executor.execute(work);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
