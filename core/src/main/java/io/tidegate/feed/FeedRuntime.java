package io.tidegate.feed;

import java.time.Duration;

/**
 * What all changefeeds of a process share: the memory for changes under way, the threads that encode, and the tick that
 * stores checkpoints.
 */
public final class FeedRuntime implements AutoCloseable {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    /** About a batch as JSON; less would leave workers idle. */
    private static final long LEAST_ENCODED_BYTES = 1 << 20;

    private final MemoryPool memory;
    private final WorkerPool workers;
    private final CheckpointTicker ticker;
    private final long encodedLimit;

    /**
     * Starts the threads.
     *
     * @param memoryBytes bytes of the source's batches that all feeds hold together
     * @param encodedLimit bytes of encoded records that all feeds keep before they stop encoding: in equal parts, but 1 MiB
     *     each at least
     * @param workerThreads threads that decode and encode
     */
    public FeedRuntime(long memoryBytes, long encodedLimit, int workerThreads) {
        this(memoryBytes, encodedLimit, workerThreads, 1);
    }

    /**
     * Starts the threads.
     *
     * @param memoryBytes bytes of the source's batches that all feeds hold together
     * @param encodedLimit bytes of encoded records that all feeds keep before they stop encoding: in equal parts, but 1 MiB
     *     each at least
     * @param workerThreads threads that decode and encode
     * @param expectedFeeds how many feeds the memory is divided among at least: with as many from the beginning none has
     *     to shrink when others join
     */
    public FeedRuntime(long memoryBytes, long encodedLimit, int workerThreads, int expectedFeeds) {
        this.memory = new MemoryPool(memoryBytes, expectedFeeds);
        this.encodedLimit = encodedLimit;
        this.workers = new WorkerPool(workerThreads);
        this.ticker = new CheckpointTicker(CHECKPOINT_INTERVAL);
    }

    /**
     * A runtime that fits the machine: an eighth of the heap for batches, a sixty-fourth for records, a core left for the
     * rest. More would wait longer in front of Kafka and make nothing faster, but grow the process.
     */
    public static FeedRuntime forThisMachine() {
        return forThisMachine(1);
    }

    /**
     * A runtime that fits the machine and many feeds.
     *
     * @param expectedFeeds see {@link #FeedRuntime(long, long, int, int)}
     */
    public static FeedRuntime forThisMachine(int expectedFeeds) {
        long heap = Runtime.getRuntime().maxMemory();
        int cores = Runtime.getRuntime().availableProcessors();
        return new FeedRuntime(heap / 8, heap / 64, Math.max(1, cores - 1), expectedFeeds);
    }

    /** Bytes of the source's batches that all feeds may hold together, see {@link MemoryPool}. */
    public long memoryCapacity() {
        return memory.capacity();
    }

    /** Bytes of the source's batches that all feeds hold now. */
    public long memoryUsed() {
        return memory.used();
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

    /** Bytes of encoded records that one feed may keep now. */
    long encodedLimit() {
        return Math.min(encodedLimit, Math.max(LEAST_ENCODED_BYTES, encodedLimit / Math.max(1, memory.shares())));
    }

    @Override
    public void close() {
        ticker.close();
        workers.close();
    }
}
