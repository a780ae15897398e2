package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangefeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final MemoryTopics topics = new MemoryTopics();
    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    private final Deque<MemorySink> sinks = new ConcurrentLinkedDeque<>();
    private final TextFeed shop = new TextFeed();
    private final Deque<String> ddls = new ConcurrentLinkedDeque<>();
    private final List<Changefeed> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Changefeed::close);
        runtime.close();
    }

    @Test
    void rowsArriveInCommitOrderOfTheirPartition() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(300);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(topics.all()).hasSize(shop.rows());
        for (int partition = 0; partition < 4; partition++) {
            assertThat(topics.messages("t", partition).stream()
                            .map(TextFeed::tsOf)
                            .toList())
                    .isSorted();
        }
    }

    @Test
    void theCheckpointWaitsForTheAcknowledgementOfEverythingBeforeIt() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(10);
        long before = shop.lastTs();
        awaitCheckpoint(feed, before);
        sinks.getLast().holdAcknowledgements();
        shop.commit(50);
        await().atMost(PATIENCE).until(() -> topics.all().size() == shop.rows());
        await().during(Duration.ofMillis(1500))
                .atMost(PATIENCE)
                .until(() -> feed.status().checkpointTs() == before);
        assertThat(checkpoints.load("feed").orElseThrow().checkpointTs()).isEqualTo(before);
        sinks.getLast().releaseAcknowledgements();
        awaitCheckpoint(feed, shop.lastTs());
    }

    @Test
    void aLostRecordIsSentAgainByTheNextRunFromTheCheckpoint() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(20);
        awaitCheckpoint(feed, shop.lastTs());
        sinks.getLast().failSend(30, new TidegateException(ErrorCode.KAFKA_SEND, "the test says so"));
        shop.commit(100);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(sinks).hasSizeGreaterThan(1);
        assertThat(topics.all().stream().distinct().toList()).hasSize(shop.rows());
    }

    @Test
    void aBrokenSourceIsReopenedWithoutSendingAnythingTwice() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        for (int i = 0; i < 5; i++) {
            shop.commit(30);
            shop.cluster().breakConnections(1);
            shop.commit(30);
        }
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(topics.all()).hasSize(shop.rows()).doesNotHaveDuplicates();
        assertThat(sinks).hasSize(1);
    }

    @Test
    void aDdlStandsBehindAllEarlierRowsAndBeforeAllLaterOnes() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        sinks.getLast().holdAcknowledgements();
        shop.commit(30);
        long ddlTs = shop.nextTs();
        shop.cluster().commit(new Ddl(ddlTs, DdlKind.ADD_COLUMN, shop.table(), null, "ALTER TABLE t", null));
        shop.commit(30);
        await().atMost(PATIENCE).until(() -> !topics.all().isEmpty());
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> topics.all().stream()
                .noneMatch(message -> TextFeed.tsOf(message) >= ddlTs));
        sinks.getLast().releaseAcknowledgements();
        awaitCheckpoint(feed, shop.lastTs());
        List<Long> order = topics.all().stream().map(TextFeed::tsOf).toList();
        int barrier = order.indexOf(ddlTs);
        assertThat(order.subList(0, barrier)).allMatch(ts -> ts < ddlTs);
        assertThat(order.subList(barrier + 1, order.size())).allMatch(ts -> ts > ddlTs);
    }

    @Test
    void ddlsAndErrorsAreCountedOverAllRuns() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(20);
        shop.cluster().commit(new Ddl(shop.nextTs(), DdlKind.ADD_COLUMN, shop.table(), null, "ALTER TABLE t", null));
        shop.commit(20);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(feed.activity().ddls()).isEqualTo(1);
        assertThat(feed.activity().errors()).isZero();
        sinks.getLast().failSend(5, new TidegateException(ErrorCode.KAFKA_SEND, "the test says so"));
        shop.commit(100);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(feed.activity().ddls()).isEqualTo(1);
        assertThat(feed.activity().errors()).isEqualTo(1);
        assertThat(feed.activity().sinkErrors()).isEqualTo(1);
    }

    @Test
    void everyDdlIsToldToItsLogBeforeACheckpointCoversIt() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(20);
        Ddl add = new Ddl(shop.nextTs(), DdlKind.ADD_COLUMN, shop.table(), null, "ALTER TABLE t ADD c INT", null);
        shop.cluster().commit(add);
        shop.commit(20);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(ddls).containsExactly(add.sql() + " SENT");
    }

    @Test
    void aFeedWithATargetDeliversUpToItAndFinishes() throws Exception {
        shop.commit(40);
        long target = shop.lastTs();
        shop.commit(40);
        Changefeed feed = start(target, new StartPoint.AtTso(0));
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().state()).isEqualTo(State.FINISHED);
        assertThat(topics.all()).isNotEmpty().allMatch(message -> TextFeed.tsOf(message) <= target);
        assertThat(topics.all()).hasSize(shop.rowsUpTo(target));
    }

    @Test
    void anotherProcessGoesOnAtTheStoredCheckpoint() {
        Changefeed first = start(FeedSettings.NO_TARGET);
        shop.commit(50);
        awaitCheckpoint(first, shop.lastTs());
        first.close();
        assertThat(first.status().state()).isEqualTo(State.STOPPED);
        shop.commit(50);
        Changefeed second = start(FeedSettings.NO_TARGET);
        awaitCheckpoint(second, shop.lastTs());
        assertThat(topics.all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void closingDeliversWhatWasReadAndStoresIt() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(200);
        await().atMost(PATIENCE).until(() -> feed.status().resolvedTs() == shop.lastTs());
        feed.close();
        assertThat(checkpoints.load("feed").orElseThrow().checkpointTs()).isEqualTo(shop.lastTs());
        assertThat(topics.all()).hasSize(shop.rows());
    }

    @Test
    void anUnreachableSinkEndsAFeedThatNeverRan() throws Exception {
        TidegateException unreachable = new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "the test says so");
        Changefeed feed = start(FeedSettings.NO_TARGET, new StartPoint.Now(), unreachable);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().state()).isEqualTo(State.FAILED);
        assertThat(feed.status().error()).isSameAs(unreachable);
        assertThat(checkpoints.load("feed")).isEmpty();
    }

    @Test
    void aFailureThatNobodyCanWaitOutStopsTheFeedAtItsCheckpoint() throws Exception {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        shop.commit(10);
        long before = shop.lastTs();
        awaitCheckpoint(feed, before);
        sinks.getLast().failSend(0, new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "the test says so"));
        shop.commit(10);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().state()).isEqualTo(State.FAILED);
        assertThat(checkpoints.load("feed").orElseThrow().checkpointTs()).isEqualTo(before);
    }

    @Test
    void aSinkThatAcknowledgesNothingHoldsTheSourceBackInBoundedMemory() {
        Changefeed feed = start(FeedSettings.NO_TARGET);
        sinks.getLast().holdAcknowledgements();
        for (int i = 0; i < 200; i++) {
            shop.commit(100);
        }
        await().atMost(PATIENCE).until(() -> feed.status().waiting() == 1024);
        assertThat(topics.all().size()).isLessThan(shop.rows());
        sinks.getLast().releaseAcknowledgements();
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(topics.all()).hasSize(shop.rows());
    }

    private Changefeed start(long targetTs) {
        return start(targetTs, new StartPoint.Now());
    }

    private Changefeed start(long targetTs, StartPoint from) {
        return start(targetTs, from, null);
    }

    private Changefeed start(long targetTs, StartPoint from, TidegateException startFailure) {
        int before = sinks.size();
        FeedParts parts = new FeedParts(
                        shop.source(),
                        shop.router(),
                        limits -> shop.encoder(),
                        () -> newSink(startFailure),
                        checkpoints)
                .telling((ddl, outcome) -> ddls.add(ddl.sql() + " " + outcome));
        Changefeed feed = Changefeed.start(
                runtime, new FeedSettings("feed", true, targetTs), parts, from, InstantSource.system());
        started.add(feed);
        await().atMost(PATIENCE)
                .until(() -> sinks.size() > before && feed.status().state() != State.STARTING);
        return feed;
    }

    private MemorySink newSink(TidegateException startFailure) {
        MemorySink sink = new MemorySink(topics, 2, 4);
        if (startFailure != null) {
            sink.failStart(startFailure);
        }
        sinks.add(sink);
        return sink;
    }

    private static void awaitCheckpoint(Changefeed feed, long ts) {
        await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == ts);
    }
}
