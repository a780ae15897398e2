package io.tidegate.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds the reader of a changefeed to its quota: a bucket that fills at the quota's rate, up to one second's worth. Batches
 * are read whole, so one may take more than there is; what is owed then is waited off before the next is read. Lives as
 * long as the changefeed, so that a new run does not begin with a full bucket. Thread safe.
 */
final class RowThrottle {
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoClock;
    private final LastSeconds recentlyThrottled;
    private FeedQuota quota;
    private double room;
    private long asOfNanos;
    private long throttledNanos;

    /** @param nanoClock monotonic nanoseconds */
    RowThrottle(FeedQuota quota, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.quota = quota;
        this.room = quota.rowsPerSecond();
        this.asOfNanos = nanoClock.getAsLong();
        this.recentlyThrottled = new LastSeconds(nanoClock);
    }

    synchronized FeedQuota quota() {
        return quota;
    }

    /** From now on this quota counts, also for who waits already. */
    synchronized void limitTo(FeedQuota next) {
        fill();
        double full = next.rowsPerSecond();
        room = quota.isLimited() ? Math.min(room, full) : full;
        quota = next;
        notifyAll();
    }

    /**
     * Waits until something may be read; whether it may, or the time is over.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    synchronized boolean awaitRoom(Duration atMost) throws InterruptedException {
        long begin = nanoClock.getAsLong();
        long deadline = begin + atMost.toNanos();
        long missing = nanosUntilRoom();
        if (missing == 0) {
            return true;
        }
        try {
            for (long left = deadline - begin; missing > 0 && left > 0; left = deadline - nanoClock.getAsLong()) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(missing, left));
                missing = nanosUntilRoom();
            }
        } finally {
            waited(nanoClock.getAsLong() - begin);
        }
        return missing == 0;
    }

    /** The reader has waited for its quota for so long. */
    synchronized void waited(long nanos) {
        throttledNanos += nanos;
        recentlyThrottled.add(nanos);
    }

    /** So many rows were read. */
    synchronized void took(long rows) {
        fill();
        room -= rows;
    }

    /** For how long nothing may be read, in nanoseconds; 0 when something may be read now. */
    synchronized long nanosUntilRoom() {
        fill();
        return !quota.isLimited() || room >= 0
                ? 0
                : Math.max(1, (long) Math.ceil(-room / quota.rowsPerSecond() * NANOS_PER_SECOND));
    }

    /** For how long the reader has waited here altogether, in nanoseconds. */
    synchronized long throttledNanos() {
        return throttledNanos;
    }

    /** Whether the reader has waited here more than it has done anything else in the last ten seconds. */
    boolean holdsReader() {
        return recentlyThrottled.perSecond() > NANOS_PER_SECOND / 2;
    }

    private void fill() {
        long now = nanoClock.getAsLong();
        double gained = (now - asOfNanos) / NANOS_PER_SECOND * quota.rowsPerSecond();
        double full = quota.rowsPerSecond();
        room = Math.min(full, room + gained);
        asOfNanos = now;
    }
}
