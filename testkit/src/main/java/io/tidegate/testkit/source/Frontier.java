package io.tidegate.testkit.source;

import java.util.Arrays;

/** The least resolved-ts over all spans: only up to it everything has been told. */
final class Frontier {
    private final long[] resolved;

    Frontier(int spans, long startTs) {
        resolved = new long[spans];
        Arrays.fill(resolved, startTs);
    }

    void resolve(int span, long ts) {
        resolved[span] = Math.max(resolved[span], ts);
    }

    long ts() {
        return Arrays.stream(resolved).min().orElseThrow();
    }
}
