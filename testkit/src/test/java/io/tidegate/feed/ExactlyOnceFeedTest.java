package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.config.DeliveryConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemoryTransactionalSink;
import io.tidegate.testkit.sink.MemoryTransactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine with a sink that has transactions, whatever becomes of the commits. */
class ExactlyOnceFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DeliveryConfig QUICK =
            new DeliveryConfig(true, Duration.ofMillis(5), 1 << 20, Duration.ofMinutes(1));

    private final long seed = Long.getLong("tidegate.seed", System.nanoTime());
    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final MemoryTransactions cluster = new MemoryTransactions();
    private final MemoryCheckpoints copies = new MemoryCheckpoints();
    private final Deque<MemoryTransactionalSink> sinks = new ConcurrentLinkedDeque<>();
    private final TextFeed shop = new TextFeed();
    private final List<Changefeed> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Changefeed::close);
        runtime.close();
    }

    @Test
    void everyRowArrivesOnceWhateverBecomesOfTheCommits() throws Exception {
        System.out.println("tidegate.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            Changefeed feed = start(QUICK);
            shop.commit(1 + random.nextInt(60));
            endWithNextCommit(random.nextBoolean());
            shop.commit(1 + random.nextInt(60));
            assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        }
        awaitCheckpoint(start(QUICK), shop.lastTs());
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
        requireOrder();
    }

    @Test
    void aRunAfterACommitOfUnknownOutcomeFindsOutWhatBecameOfIt() {
        Changefeed feed = start(QUICK);
        for (boolean happens : List.of(true, false)) {
            sinks.getLast().failCommit(new TidegateException(ErrorCode.KAFKA_SEND, "the test says so"), happens);
            shop.commit(50);
            awaitCheckpoint(feed, shop.lastTs());
        }
        assertThat(sinks).hasSize(3);
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void aTransactionOfTheSourceBecomesVisibleAsAWholeUnlessItIsTooLarge() {
        Changefeed feed = start(new DeliveryConfig(true, Duration.ofMillis(5), 1 << 20, Duration.ofMinutes(1)));
        shop.commitTogether(500);
        awaitCheckpoint(feed, shop.lastTs());
        int commits = cluster.commits();
        feed.close();
        Changefeed cutting = start(new DeliveryConfig(true, Duration.ofMillis(5), 100, Duration.ofMinutes(1)));
        int begun = cluster.commits();
        shop.commitTogether(500);
        awaitCheckpoint(cutting, shop.lastTs());
        assertThat(commits).isLessThan(5);
        assertThat(cluster.commits() - begun).isGreaterThan(20);
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void aTransactionThatWasCutGoesOnBehindItsLastCommit() throws Exception {
        System.out.println("tidegate.seed=" + seed);
        Random random = new Random(seed);
        DeliveryConfig cutting = new DeliveryConfig(true, Duration.ofMillis(5), 50, Duration.ofMinutes(1));
        shop.commitTogether(5000);
        int cutsInside = 0;
        for (int failure = 0; failure < 10; failure++) {
            Changefeed feed = start(cutting);
            int begun = cluster.commits();
            int further = random.nextInt(20);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> cluster.commits() > begun + further || isComplete());
            endWithNextCommit(random.nextBoolean());
            cutsInside += isComplete() ? 0 : 1;
            shop.commit(1);
            assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        }
        awaitCheckpoint(start(cutting), shop.lastTs());
        assertThat(cutsInside).isPositive();
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void noCommitPassesOverARowThatCouldNotBeSent() {
        // Each slot fills a transaction, so the commit follows the failure at once.
        Changefeed feed = start(new DeliveryConfig(true, Duration.ofMillis(5), 1, Duration.ofMinutes(1)));
        shop.commit(20);
        awaitCheckpoint(feed, shop.lastTs());
        sinks.getLast().failSend(new TidegateException(ErrorCode.KAFKA_SEND, "the test says so"));
        shop.commit(20);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(sinks).hasSize(2);
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void theCheckpointOfTheSinkCountsAndTheStoredOneIsItsCopy() {
        Changefeed feed = start(QUICK);
        shop.commit(50);
        awaitCheckpoint(feed, shop.lastTs());
        feed.close();
        assertThat(cluster.checkpoint().map(Checkpoint::checkpointTs)).contains(shop.lastTs());
        copies.save(List.of(new CheckpointStore.Progress("feed", 1, "1+0", null)));
        shop.commit(50);
        Changefeed second = start(QUICK);
        awaitCheckpoint(second, shop.lastTs());
        assertThat(copies.load("feed").map(Checkpoint::checkpointTs)).contains(shop.lastTs());
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void aFeedThatDeliveredAtLeastOnceGoesOnWhereItWas() {
        shop.commit(50);
        copies.save(List.of(new CheckpointStore.Progress("feed", shop.lastTs(), shop.lastTs() + "+0", null)));
        int before = shop.rows();
        shop.commit(50);
        Changefeed feed = start(QUICK);
        awaitCheckpoint(feed, shop.lastTs());
        assertThat(cluster.topics().all()).hasSize(shop.rows() - before).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsShownAsDeliveredBeforeItIsCommitted() {
        Changefeed feed = start(new DeliveryConfig(true, Duration.ofSeconds(3), 1 << 20, Duration.ofMinutes(1)));
        long before = feed.status().checkpointTs();
        shop.commit(50);
        await().atMost(PATIENCE).until(() -> feed.status().sentRecords() == shop.rows());
        assertThat(feed.status().waiting()).isPositive();
        assertThat(feed.status().checkpointTs()).isEqualTo(before);
        assertThat(cluster.topics().all()).isEmpty();
        awaitCheckpoint(feed, shop.lastTs());
    }

    @Test
    void closingCommitsWhatWasReadWithoutWaitingForTheInterval() {
        Changefeed feed = start(new DeliveryConfig(true, Duration.ofSeconds(30), 1 << 20, Duration.ofMinutes(1)));
        shop.commit(200);
        await().atMost(PATIENCE).until(() -> feed.status().resolvedTs() == shop.lastTs());
        feed.close();
        assertThat(cluster.topics().all()).hasSize(shop.rows());
        assertThat(copies.load("feed").map(Checkpoint::checkpointTs)).contains(shop.lastTs());
    }

    @Test
    void aTargetInTheMiddleOfABatchIsGoneOnFromWithoutRepeatingItsFirstHalf() throws Exception {
        shop.commit(43);
        long target = shop.lastTs() - 5;
        Changefeed first = start(QUICK, target);
        assertThat(first.awaitEnd(PATIENCE)).isTrue();
        assertThat(first.status().state()).isEqualTo(State.FINISHED);
        assertThat(cluster.topics().all()).hasSize(shop.rowsUpTo(target));
        Changefeed second = start(QUICK);
        awaitCheckpoint(second, shop.lastTs());
        assertThat(cluster.topics().all()).hasSize(shop.rows()).doesNotHaveDuplicates();
    }

    @Test
    void aDdlHasATransactionOfItsOwn() {
        Changefeed feed = start(new DeliveryConfig(true, Duration.ofSeconds(30), 1 << 20, Duration.ofMinutes(1)));
        int begun = cluster.commits();
        shop.commit(10);
        long ddlTs = shop.nextTs();
        shop.cluster().commit(new Ddl(ddlTs, DdlKind.ADD_COLUMN, shop.table(), null, "ALTER TABLE t", null));
        shop.commit(10);
        await().atMost(PATIENCE).until(() -> cluster.commits() == begun + 2);
        assertThat(cluster.topics().all()).last().isEqualTo(ddlTs + " ddl");
        feed.close();
        assertThat(cluster.topics().all()).hasSize(shop.rows() + 1);
    }

    @Test
    void whoIsFencedEnds() throws Exception {
        Changefeed feed = start(QUICK);
        new MemoryTransactionalSink(cluster, 4).start();
        shop.commit(10);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().state()).isEqualTo(State.FAILED);
        assertThat(cluster.topics().all()).isEmpty();
    }

    /** The changefeed ends, and the next commit happens or does not. */
    private void endWithNextCommit(boolean happens) {
        sinks.getLast().failCommit(new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "the test says so"), happens);
    }

    private boolean isComplete() {
        return cluster.topics().all().size() == shop.rows();
    }

    private void requireOrder() {
        for (int partition = 0; partition < 4; partition++) {
            assertThat(cluster.topics().messages("t", partition).stream()
                            .map(TextFeed::tsOf)
                            .toList())
                    .isSorted();
        }
    }

    private Changefeed start(DeliveryConfig delivery) {
        return start(delivery, FeedSettings.NO_TARGET);
    }

    private Changefeed start(DeliveryConfig delivery, long targetTs) {
        FeedParts parts = new FeedParts(shop.source(), shop.router(), limits -> shop.encoder(), this::newSink, copies);
        Changefeed feed = Changefeed.start(
                runtime,
                new FeedSettings("feed", true, targetTs, null, delivery),
                parts,
                new StartPoint.AtTso(0),
                InstantSource.system());
        started.add(feed);
        await().atMost(PATIENCE).until(() -> feed.status().state() != State.STARTING);
        return feed;
    }

    private MemoryTransactionalSink newSink() {
        MemoryTransactionalSink sink = new MemoryTransactionalSink(cluster, 4);
        sinks.add(sink);
        return sink;
    }

    private static void awaitCheckpoint(Changefeed feed, long ts) {
        await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == ts);
    }
}
