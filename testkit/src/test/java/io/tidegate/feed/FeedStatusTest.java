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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a changefeed that runs tells of its work. */
class FeedStatusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final MemoryTopics topics = new MemoryTopics();
    private final MemorySink sink = new MemorySink(topics, 2, 4);
    private final TextFeed shop = new TextFeed();
    private Changefeed feed;

    @BeforeEach
    void start() {
        FeedParts parts = new FeedParts(
                shop.source(), shop.router(), limits -> shop.encoder(), () -> sink, new MemoryCheckpoints());
        feed = Changefeed.start(
                runtime,
                new FeedSettings("feed", true, FeedSettings.NO_TARGET),
                parts,
                new StartPoint.Now(),
                InstantSource.system());
        await().atMost(PATIENCE).until(() -> feed.status().state() == State.RUNNING);
    }

    @AfterEach
    void stop() {
        feed.close();
        runtime.close();
    }

    @Test
    void whileTheSinkAcknowledgesNothingItsPartOfTheLagGrowsAndTheTableWaits() {
        sink.holdAcknowledgements();
        shop.commitTogether(3);
        await().atMost(PATIENCE).until(() -> feed.status().lag().sinkMillis() > 300);

        FeedStatus held = feed.status();
        assertThat(held.lag().queueMillis()).isZero();
        assertThat(held.slowestTables()).containsExactly(new TableLag(shop.table(), 0, 0, shop.lastTs()));
        assertThat(held.lastDeliveredAt()).isNull();
        assertThat(held.sentRows()).isEqualTo(3);

        sink.releaseAcknowledgements();
        await().atMost(PATIENCE).until(() -> feed.status().lastDeliveredAt() != null);
        FeedStatus delivered = feed.status();
        assertThat(delivered.lag().sinkMillis()).isZero();
        assertThat(delivered.slowestTables()).singleElement().satisfies(table -> {
            assertThat(table.rows()).isEqualTo(3);
            assertThat(table.bytes()).isEqualTo(delivered.sentBytes());
            assertThat(table.oldestWaitingTs()).isZero();
        });
    }

    @Test
    void whatTheSinkHasNoRoomForWaitsInTheQueue() {
        sink.holdAcknowledgements();
        for (int batch = 0; batch < 200; batch++) {
            shop.commit(100);
        }
        await().atMost(PATIENCE).until(() -> feed.status().waiting() == 1024);
        assertThat(feed.status().heldBytes()).isLessThanOrEqualTo(feed.status().memoryLimit());
        sink.releaseAcknowledgements();
        await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == shop.lastTs());
        assertThat(feed.status().lag().queueMillis()).isZero();
        assertThat(feed.status().heldBytes()).isZero();
    }

    @Test
    void theRateOfRowsIsThatOfTheLastSeconds() {
        shop.commitTogether(500);
        await().atMost(PATIENCE).until(() -> feed.status().rowsPerSecond() > 0);
        assertThat(feed.status().rowsPerSecond()).isLessThanOrEqualTo(500);
    }
}
