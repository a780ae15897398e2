package io.tidegate.server.metrics;

import io.tidegate.model.Tso;
import io.tidegate.sink.SinkStatistics;
import java.time.Instant;

/**
 * What a scrape shows of a changefeed.
 *
 * @param figures of the changefeed itself
 * @param retention what its source said last
 * @param now the time of the scrape
 */
record ScrapedFeed(FeedFigures figures, KnownRetention retention, Instant now) {
    SinkStatistics sink() {
        return figures.activity().sink();
    }

    /** 0 if it is not known. */
    long checkpointMillis() {
        return Tso.millis(figures.status().checkpointTs());
    }

    /** 0 if it is not known. */
    long resolvedMillis() {
        return Tso.millis(figures.status().resolvedTs());
    }
}
