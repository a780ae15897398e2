package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.feed.FeedStatus.State;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sixty changefeeds of one process. */
class ManyFeedsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FEEDS = 60;

    /** A share holds a single batch of the scripted source. */
    private final FeedRuntime runtime = new FeedRuntime(FEEDS * 700L, 1 << 20, 2, FEEDS);

    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    private final List<Stand> stands = new ArrayList<>();

    @AfterEach
    void stop() {
        stands.forEach(stand -> stand.sink.releaseAcknowledgements());
        stands.forEach(stand -> stand.feed.beginStop());
        stands.forEach(stand -> stand.feed.close());
        runtime.close();
    }

    @Test
    void theyShareASmallPoolAndAllGetOn() {
        startAll();
        assertThat(runtime.memoryCapacity()).isEqualTo(FEEDS * 700L);
        stands.forEach(stand -> stand.shop.commit(30));
        for (Stand stand : stands) {
            await().atMost(PATIENCE).until(() -> stand.feed.status().checkpointTs() == stand.shop.lastTs());
            assertThat(stand.topics.all()).hasSize(stand.shop.rows());
            assertThat(stand.feed.status().memoryLimit()).isEqualTo(700);
        }
        await().atMost(PATIENCE).until(() -> runtime.memoryUsed() == 0);
    }

    @Test
    void allOfThemStopInTheTimeOfOneAndWithNothingLost() {
        startAll();
        stands.forEach(stand -> stand.sink.holdAcknowledgements());
        stands.forEach(stand -> stand.shop.commit(30));
        for (Stand stand : stands) {
            await().atMost(PATIENCE).until(() -> stand.feed.status().resolvedTs() == stand.shop.lastTs());
        }
        stands.forEach(stand -> stand.feed.beginStop());
        stands.forEach(stand -> stand.sink.releaseAcknowledgements());
        long begin = System.nanoTime();
        stands.forEach(stand -> stand.feed.close());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        for (Stand stand : stands) {
            assertThat(stand.feed.status().state()).isEqualTo(State.STOPPED);
            assertThat(checkpoints.load(stand.feed.name()).orElseThrow().checkpointTs())
                    .isEqualTo(stand.shop.lastTs());
        }
    }

    @Test
    void sinksThatNeverAnswerHoldTheEndForSecondsAndNotForEach() {
        startAll();
        stands.forEach(stand -> stand.sink.holdAcknowledgements());
        stands.forEach(stand -> stand.shop.commit(30));
        for (Stand stand : stands) {
            await().atMost(PATIENCE).until(() -> !stand.topics.all().isEmpty());
        }
        // The reader of this one waits with a batch in its hand.
        Stand full = stands.get(0);
        full.shop.commit(3500);
        await().atMost(PATIENCE).until(() -> full.feed.status().waiting() == Pipeline.MAX_SLOTS);
        long begin = System.nanoTime();
        stands.forEach(stand -> stand.feed.beginStop());
        stands.forEach(stand -> stand.feed.close());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        await().atMost(PATIENCE).until(() -> runtime.memoryUsed() == 0);
    }

    private void startAll() {
        for (int number = 0; number < FEEDS; number++) {
            stands.add(new Stand("feed-" + number));
        }
        for (Stand stand : stands) {
            await().atMost(PATIENCE).until(() -> stand.feed.status().state() == State.RUNNING);
        }
    }

    /** A changefeed with a cluster and a sink of its own. */
    private final class Stand {
        private final TextFeed shop = new TextFeed();
        private final MemoryTopics topics = new MemoryTopics();
        private final MemorySink sink = new MemorySink(topics, 1, 4);
        private final Changefeed feed;

        private Stand(String name) {
            FeedParts parts =
                    new FeedParts(shop.source(), shop.router(), limits -> shop.encoder(), () -> sink, checkpoints);
            feed = Changefeed.start(
                    runtime,
                    new FeedSettings(name, true, FeedSettings.NO_TARGET),
                    parts,
                    new StartPoint.Now(),
                    InstantSource.system());
        }
    }
}
