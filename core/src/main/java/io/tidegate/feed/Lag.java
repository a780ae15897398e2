package io.tidegate.feed;

/**
 * Where a changefeed is behind, in milliseconds. The parts are about different changes, the oldest one in each place, and
 * not to be added up; the whole lag is that of the checkpoint.
 *
 * @param sourceMillis what has not been received yet: now minus the physical time of the resolved-ts, by the clocks of
 *     both sides, not below 0. Near 0 for a source that is read and known to have nothing more; it grows while the source
 *     cannot be read, or is not read because of a quota or of what waits behind it. 0 before anything is known, and for
 *     a feed that has finished
 * @param queueMillis what has been received and not handed to the sink: for how long the oldest such batch or DDL has been
 *     here, 0 when there is none
 * @param sinkMillis what has been handed to the sink and is not acknowledged, or with exactly-once not committed: for how
 *     long the oldest such batch or DDL has been there, 0 when there is none
 */
public record Lag(long sourceMillis, long queueMillis, long sinkMillis) {
    /** Nothing is behind, or nothing known. */
    public static final Lag NONE = new Lag(0, 0, 0);
}
