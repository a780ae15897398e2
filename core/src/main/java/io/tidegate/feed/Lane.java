package io.tidegate.feed;

/** What the thread of a lane does: it carries the slots of a run's pipeline to the sink, in sequence. */
interface Lane {
    /**
     * Walks until the run is stopped.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void walk() throws InterruptedException;

    /** Told by another thread that no more slots will come: what is under way need not wait for company. */
    default void hurry() {}
}
