package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Ddl;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changefeeds that share one worker: what one of them waits for is no matter of the others. */
class SharedWorkersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TidegateException AWAY =
            new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "the test says so");

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 1);
    private final List<Stand> stands = new ArrayList<>();

    @AfterEach
    void stop() {
        stands.forEach(stand -> stand.sink.releaseLookups());
        stands.forEach(stand -> stand.feed.close());
        runtime.close();
    }

    @Test
    void aFeedWhoseTopicsCannotBeLookedUpDoesNotHoldTheOthers() {
        Stand held = stand("held");
        held.sink.holdLookups();
        Stand flowing = stand("flowing");
        held.shop.commit(100);
        await().atMost(PATIENCE).until(() -> held.feed.status().waiting() > 0);

        for (int round = 0; round < 20; round++) {
            flowing.shop.commit(50);
            flowing.awaitDelivery();
        }
        assertThat(held.topics.all()).isEmpty();

        held.sink.releaseLookups();
        held.awaitDelivery();
        held.assertEachRowOnceAndInOrder();
        flowing.assertEachRowOnceAndInOrder();
        assertThat(held.runs).hasValue(1);
    }

    @Test
    void anOutageOfSecondsEndsNoRunAndIsShown() {
        Stand stand = stand("feed");
        stand.sink.failLookups(AWAY);
        stand.shop.commit(200);
        await().atMost(PATIENCE).until(() -> stand.feed.status().state() == State.RETRYING);
        assertThat(stand.feed.status().error()).isSameAs(AWAY);

        stand.sink.failLookups(null);
        stand.awaitDelivery();
        stand.assertEachRowOnceAndInOrder();
        assertThat(stand.feed.status().state()).isEqualTo(State.RUNNING);
        assertThat(stand.runs).hasValue(1);
    }

    @Test
    void aBatchThatFailsInAWayThatMayPassIsEncodedAgainInItsPlace() {
        Stand stand = stand("feed");
        stand.failuresToCome.set(3);
        stand.shop.commit(200);
        stand.awaitDelivery();
        stand.assertEachRowOnceAndInOrder();
        assertThat(stand.failuresToCome).hasValue(0);
        assertThat(stand.runs).hasValue(1);
        await().atMost(PATIENCE).until(() -> stand.feed.status().heldBytes() == 0);
    }

    @Test
    void aTopicThatWillNeverBeThereEndsTheFeedWithItsError() throws Exception {
        Stand stand = stand("feed");
        stand.sink.failLookups(new TidegateException(ErrorCode.KAFKA_INVALID_PARTITION_NUM, "the test says so"));
        stand.shop.commit(10);
        assertThat(stand.feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(stand.feed.status().state()).isEqualTo(State.FAILED);
        assertThat(stand.topics.all()).isEmpty();
    }

    @Test
    void aFeedThatWaitsForATopicStopsWithoutWaitingForIt() {
        Stand stand = stand("feed");
        stand.sink.holdLookups();
        stand.shop.commit(10);
        await().atMost(PATIENCE).until(() -> stand.feed.status().waiting() > 0);
        stand.sink.failLookups(AWAY);
        stand.feed.close();
        assertThat(stand.feed.status().state()).isEqualTo(State.STOPPED);
        await().atMost(PATIENCE).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("tidegate-errand")));
    }

    private Stand stand(String name) {
        Stand stand = new Stand(name);
        stands.add(stand);
        await().atMost(PATIENCE).until(() -> stand.feed.status().state() == State.RUNNING);
        return stand;
    }

    /** A changefeed with a cluster and a sink of its own. */
    private final class Stand {
        private final TextFeed shop = new TextFeed();
        private final MemoryTopics topics = new MemoryTopics();
        private final MemorySink sink = new MemorySink(topics, 2, 4);
        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger failuresToCome = new AtomicInteger();
        private final Changefeed feed;

        private Stand(String name) {
            FeedParts parts = new FeedParts(
                    shop.source(),
                    shop.router(),
                    limits -> new Failing(shop.encoder(), failuresToCome),
                    this::newSink,
                    new MemoryCheckpoints());
            feed = Changefeed.start(
                    runtime,
                    new FeedSettings(name, true, FeedSettings.NO_TARGET),
                    parts,
                    new StartPoint.Now(),
                    InstantSource.system());
        }

        private MemorySink newSink() {
            runs.incrementAndGet();
            return sink;
        }

        private void awaitDelivery() {
            await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == shop.lastTs());
        }

        private void assertEachRowOnceAndInOrder() {
            assertThat(topics.all()).hasSize(shop.rows()).doesNotHaveDuplicates();
            for (int partition = 0; partition < 4; partition++) {
                assertThat(topics.messages("t", partition).stream().map(TextFeed::tsOf))
                        .isSorted();
            }
        }
    }

    /** An encoder that fails at a row, and so in the middle of a batch, as often as it is told to. */
    private record Failing(Encoder encoder, AtomicInteger failuresToCome) implements Encoder {
        @Override
        public RowEncoder newRowEncoder() {
            RowEncoder rows = encoder.newRowEncoder();
            return (row, as, topic, partition, out) -> {
                if (out.size() > 2 && failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new TidegateException(ErrorCode.SCHEMA_REGISTRY, "the test says so");
                }
                rows.encode(row, as, topic, partition, out);
            };
        }

        @Override
        public @Nullable EncodedMessage encodeDdl(Ddl ddl) {
            return encoder.encodeDdl(ddl);
        }

        @Override
        public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
            return encoder.encodeWatermark(checkpointTs);
        }

        @Override
        public boolean sendsDdlToEveryPartition() {
            return encoder.sendsDdlToEveryPartition();
        }
    }
}
