package io.tidegate.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a counter grows, looked at over a few seconds so that the figure can be read. Not thread safe. */
final class Speed {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long WINDOW_NANOS = 4_000_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long count) {}

    /** Adds a reading of the counter and returns its growth per second. */
    double perSecond(long nanos, long count) {
        samples.addLast(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long passed = nanos - first.nanos();
        return passed == 0 ? 0 : (count - first.count()) * NANOS_PER_SECOND / passed;
    }
}
