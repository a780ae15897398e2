package io.tidegate.feed;

import java.time.Duration;

/**
 * What all changefeeds of a process share: the memory for changes under way, the threads that encode, and the tick that
 * stores checkpoints.
 */
public final class FeedRuntime implements AutoCloseable {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private final MemoryPool memory;
    private final WorkerPool workers;
    private final CheckpointTicker ticker;
    private final long encodedLimit;

    /**
     * Starts the threads.
     *
     * @param memoryBytes bytes of the source's batches that all feeds hold together
     * @param encodedLimit bytes of encoded records that one feed keeps before it stops encoding
     * @param workerThreads threads that decode and encode
     */
    public FeedRuntime(long memoryBytes, long encodedLimit, int workerThreads) {
        this.memory = new MemoryPool(memoryBytes);
        this.encodedLimit = encodedLimit;
        this.workers = new WorkerPool(workerThreads);
        this.ticker = new CheckpointTicker(CHECKPOINT_INTERVAL);
    }

    /**
     * A runtime that fits the machine: an eighth of the heap for batches, a sixty-fourth for records, a core left for the
     * rest. More would wait longer in front of Kafka and make nothing faster, but grow the process.
     */
    public static FeedRuntime forThisMachine() {
        long heap = Runtime.getRuntime().maxMemory();
        int cores = Runtime.getRuntime().availableProcessors();
        return new FeedRuntime(heap / 8, heap / 64, Math.max(1, cores - 1));
    }

    MemoryPool memory() {
        return memory;
    }

    WorkerPool workers() {
        return workers;
    }

    CheckpointTicker ticker() {
        return ticker;
    }

    long encodedLimit() {
        return encodedLimit;
    }

    @Override
    public void close() {
        ticker.close();
        workers.close();
    }
}
