package io.tidegate.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waiting times between tries: doubling from the first to the longest, each with 10 % jitter. Not thread safe. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** How long to wait before the next try. */
    Duration next() {
        long millis = next.toMillis();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofMillis(Math.round(millis * (0.9 + 0.2 * random.nextDouble())));
    }

    /** A try went well. */
    void reset() {
        next = first;
    }
}
