package io.tidegate.mysql.binlog;

import io.tidegate.model.Tso;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each transaction its commit-ts: the time of its commit, or one more than the last commit-ts where clocks stand
 * still or go back. Strictly increasing in binlog order, and the same for the same log read from the same (position,
 * last commit-ts), so that a transaction sent again carries the timestamp it had.
 */
final class CommitClock {
    /** A commit time further ahead than this is a broken clock: it would hold up all timestamps until we get there. */
    static final long TOLERANCE_MILLIS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(CommitClock.class);

    private final InstantSource clock;
    private long lastTs;

    CommitClock(InstantSource clock, long lastTs) {
        this.clock = clock;
        this.lastTs = lastTs;
    }

    /** The commit-ts given last, or what was declared resolved since. */
    long lastTs() {
        return lastTs;
    }

    /** The commit-ts of the next transaction, committed at {@code millis} since 1970. */
    long next(long millis) {
        long now = clock.millis();
        long taken = millis;
        if (millis > now + TOLERANCE_MILLIS) {
            LOG.warn("commit time is in the future, using now: aheadMillis={} commitMillis={}", millis - now, millis);
            taken = now;
        }
        lastTs = Math.max(lastTs + 1, Tso.ofMillis(taken));
        return lastTs;
    }

    /**
     * Declares that time passed without changes: all later commit-ts will be greater than the returned one. A second is
     * left out because headers count whole seconds.
     */
    long resolve() {
        lastTs = Math.max(lastTs, Tso.ofMillis(clock.millis() - 1_000));
        return lastTs;
    }
}
