package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a changefeed ends that is not running. */
class StopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final MemoryTopics topics = new MemoryTopics();
    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    private final MemorySink sink = new MemorySink(topics, 2, 4);
    private final TextFeed shop = new TextFeed();

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void oneThatWaitsForItsNextTryEndsAtOnce() {
        checkpoints.save(List.of(new Progress("feed", 1, "1:0", null)));
        sink.failStart(new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "the test says so"));
        Changefeed feed = start();
        await().atMost(PATIENCE).until(() -> feed.status().state() == State.RETRYING);

        assertThat(timeToStop(feed)).isLessThan(AT_ONCE);
        assertThat(feed.status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void oneThatConnectsEndsAtOnceIfThatCanBeInterrupted() {
        shop.cluster().holdOpening(true);
        Changefeed feed = start();
        await().atMost(PATIENCE).until(() -> shop.cluster().isOpeningHeld());

        assertThat(timeToStop(feed)).isLessThan(AT_ONCE);
        assertThat(feed.status().state()).isEqualTo(State.STOPPED);
        assertThat(checkpoints.load("feed")).isEmpty();
    }

    @Test
    void aConnectionThatIsOpenedTooLateIsClosedAndNothingElseHappens() throws Exception {
        shop.cluster().holdOpening(false);
        Changefeed feed = start();
        await().atMost(PATIENCE).until(() -> shop.cluster().isOpeningHeld());

        assertThat(timeToStop(feed)).isLessThan(Duration.ofSeconds(3));
        assertThat(feed.status().state()).isEqualTo(State.STOPPED);

        shop.commit(10);
        shop.cluster().releaseOpening();
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(checkpoints.load("feed")).isEmpty();
        assertThat(topics.all()).isEmpty();
    }

    private Changefeed start() {
        FeedParts parts =
                new FeedParts(shop.source(), shop.router(), limits -> shop.encoder(), () -> sink, checkpoints);
        return Changefeed.start(
                runtime,
                new FeedSettings("feed", true, FeedSettings.NO_TARGET),
                parts,
                new StartPoint.AtTso(0),
                InstantSource.system());
    }

    private static Duration timeToStop(Changefeed feed) {
        long begin = System.nanoTime();
        feed.close();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
