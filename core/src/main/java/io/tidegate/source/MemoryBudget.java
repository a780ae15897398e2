package io.tidegate.source;

/**
 * The share of the process's memory that a session may hold in batches. Backpressure is nothing but this: when it is
 * used up, the session waits and its server is not read. Thread safe.
 */
public interface MemoryBudget {
    /**
     * The most that can be held at once. A session must be able to go on with half of it. May become less from one call
     * to the next; what was told last counts for the next {@link #acquire}, however long that waits. To be asked by who
     * acquires, on the same thread.
     */
    long limit();

    /**
     * Takes bytes, waiting until they are there. A request above {@link #limit} is granted once nothing else is held.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void acquire(long bytes) throws InterruptedException;

    /** Gives bytes back. */
    void release(long bytes);
}
