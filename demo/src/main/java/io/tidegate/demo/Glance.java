package io.tidegate.demo;

import io.tidegate.demo.TopicTail.Found;
import io.tidegate.demo.TopicTail.TopicCount;
import io.tidegate.feed.FeedStatus;
import io.tidegate.model.Tso;
import java.time.Duration;
import java.time.Instant;

/**
 * All that is shown, at one moment.
 *
 * @param now the moment
 * @param elapsed since the shop opened
 * @param duration how long it stays open
 * @param feed what the changefeed says of itself
 * @param rowsPerSecond changes of rows handed to Kafka, in the last seconds
 * @param transactions that the shop has committed
 * @param found what a consumer found in the topics
 */
record Glance(
        Instant now,
        Duration elapsed,
        Duration duration,
        FeedStatus feed,
        double rowsPerSecond,
        long transactions,
        Found found) {
    /** How far the checkpoint is behind the clock; nothing before the first. */
    Duration lag() {
        Duration lag = feed.checkpointTs() == 0 ? Duration.ZERO : Duration.between(checkpointTime(), now);
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    Instant checkpointTime() {
        return Instant.ofEpochMilli(Tso.millis(feed.checkpointTs()));
    }

    /** The same with the messages of an earlier one, for eyes that need time to read. */
    Glance withMessagesOf(Glance earlier) {
        Found calm = new Found(
                found.topics(),
                earlier.found().latest(),
                found.schemaChanges(),
                earlier.found().watermarkTs());
        return new Glance(now, elapsed, duration, feed, rowsPerSecond, transactions, calm);
    }

    long rows() {
        return found.topics().stream().mapToLong(TopicCount::rows).sum();
    }
}
