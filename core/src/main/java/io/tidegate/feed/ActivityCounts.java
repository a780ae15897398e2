package io.tidegate.feed;

import io.tidegate.sink.SinkStatistics;
import java.util.concurrent.atomic.AtomicLong;

/** The counts of a {@link FeedActivity}, over all runs of a changefeed. Thread safe. */
final class ActivityCounts {
    private final AtomicLong ddls = new AtomicLong();
    private final AtomicLong watermarks = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong sinkErrors = new AtomicLong();

    void ddlDelivered() {
        ddls.incrementAndGet();
    }

    void watermarkDelivered() {
        watermarks.incrementAndGet();
    }

    /** A run ended with an error. */
    void runFailed() {
        errors.incrementAndGet();
    }

    /** A run is about to end with an error that began behind the source. */
    void sinkFailed() {
        sinkErrors.incrementAndGet();
    }

    FeedActivity with(SinkStatistics sink) {
        return new FeedActivity(ddls.get(), watermarks.get(), errors.get(), sinkErrors.get(), sink);
    }
}
