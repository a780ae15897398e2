package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.DeliveryConfig;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A changefeed with a quota of rows per second. */
class QuotaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROWS = 5000;

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final MemoryTopics topics = new MemoryTopics();
    private final TextFeed shop = new TextFeed();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void aQuotaThatIsRaisedCountsAtOnceAndWithoutANewRun() {
        try (Changefeed feed = start(new FeedQuota(100))) {
            shop.commitTogether(ROWS);
            await().atMost(PATIENCE).until(() -> topics.all().size() >= 100);
            await().during(Duration.ofMillis(700))
                    .atMost(PATIENCE)
                    .until(() -> topics.all().size() < 500);

            feed.setQuota(FeedQuota.UNLIMITED);
            await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == shop.lastTs());
            assertThat(topics.all()).hasSize(ROWS).doesNotHaveDuplicates();
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void aQuotaThatIsLoweredHoldsARunningFeed() {
        try (Changefeed feed = start(FeedQuota.UNLIMITED)) {
            shop.commitTogether(ROWS);
            await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == shop.lastTs());

            feed.setQuota(new FeedQuota(50));
            shop.commitTogether(ROWS);
            await().atMost(PATIENCE).until(() -> topics.all().size() >= ROWS + 50);
            await().during(Duration.ofMillis(700))
                    .atMost(PATIENCE)
                    .until(() -> topics.all().size() < ROWS + 300);
        }
    }

    @Test
    void aFeedThatWaitsForItsQuotaStopsAtOnce() {
        Changefeed feed = start(new FeedQuota(1));
        shop.commitTogether(ROWS);
        await().atMost(PATIENCE).until(() -> !topics.all().isEmpty());
        long begin = System.nanoTime();
        feed.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(feed.status().state()).isEqualTo(State.STOPPED);
        assertThat(topics.all().size()).isLessThan(ROWS);
    }

    private Changefeed start(FeedQuota quota) {
        FeedParts parts = new FeedParts(
                shop.source(), shop.router(), limits -> shop.encoder(), this::newSink, new MemoryCheckpoints());
        FeedSettings settings =
                new FeedSettings("feed", true, FeedSettings.NO_TARGET, null, DeliveryConfig.atLeastOnce(), quota);
        Changefeed feed = Changefeed.start(runtime, settings, parts, new StartPoint.Now(), InstantSource.system());
        await().atMost(PATIENCE).until(() -> feed.status().state() == State.RUNNING);
        return feed;
    }

    private MemorySink newSink() {
        runs.incrementAndGet();
        return new MemorySink(topics, 2, 4);
    }
}
