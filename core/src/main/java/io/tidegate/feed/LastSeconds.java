package io.tidegate.feed;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What was added up during the last ten seconds. Thread safe. */
final class LastSeconds {
    private static final int SECONDS = 10;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private final long originNanos;

    /** Of the seconds that are over and of the one that has begun, by their number since the origin. */
    private final long[] sums = new long[SECONDS + 1];

    private long second;

    /** @param nanoClock monotonic nanoseconds */
    LastSeconds(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.originNanos = nanoClock.getAsLong();
    }

    synchronized void add(long amount) {
        advance();
        sums[index(second)] += amount;
    }

    /** How much there was per second, on average; over less than ten seconds in the beginning, but over one at least. */
    synchronized double perSecond() {
        long elapsed = advance();
        long covered = Math.min(elapsed, SECONDS * SECOND_NANOS + elapsed % SECOND_NANOS);
        double total = Arrays.stream(sums).sum();
        return total * SECOND_NANOS / Math.max(covered, SECOND_NANOS);
    }

    private long advance() {
        long elapsed = nanoClock.getAsLong() - originNanos;
        long current = elapsed / SECOND_NANOS;
        for (long next = Math.max(second, current - sums.length) + 1; next <= current; next++) {
            sums[index(next)] = 0;
        }
        second = current;
        return elapsed;
    }

    private int index(long number) {
        return (int) (number % sums.length);
    }
}
