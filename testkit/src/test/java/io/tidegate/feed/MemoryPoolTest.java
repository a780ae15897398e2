package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How changefeeds share the memory of a process. */
class MemoryPoolTest {
    private final MemoryPool pool = new MemoryPool(1000);

    @Test
    void allSharesAreEqualAndFollowTheNumberOfFeeds() throws Exception {
        MemoryPool.Share one = pool.join();
        assertThat(one.limit()).isEqualTo(1000);
        try (MemoryPool.Share two = pool.join();
                MemoryPool.Share three = pool.join()) {
            assertThat(List.of(one.limit(), two.limit(), three.limit())).containsOnly(333L);
            two.acquire(300);
            assertThat(pool.used()).isEqualTo(300);
            assertThat(one.used()).isZero();
            two.release(300);
        }
        assertThat(one.limit()).isEqualTo(1000);
        assertThat(pool.used()).isZero();
        assertThat(pool.capacity()).isEqualTo(1000);
    }

    @Test
    void aPoolForManyFeedsIsDividedForThemFromTheBeginning() {
        MemoryPool large = new MemoryPool(6000, 60);
        MemoryPool.Share first = large.join();
        assertThat(first.limit()).isEqualTo(100);
        for (int feed = 1; feed < 120; feed++) {
            large.join();
        }
        assertThat(first.limit()).isEqualTo(50);
    }

    @Test
    void aFeedThatStandsStillTakesNothingFromOneThatFlows() throws Exception {
        MemoryPool.Share still = pool.join();
        still.acquire(1000);
        MemoryPool.Share flowing = pool.join();
        for (int i = 0; i < 10; i++) {
            flowing.acquire(250);
            flowing.acquire(250);
            flowing.release(500);
        }
        assertThat(pool.used()).isEqualTo(1000);
    }

    @Test
    void whoWaitsGoesOnWhenAnotherFeedLeaves() throws Exception {
        MemoryPool.Share one = pool.join();
        MemoryPool.Share other = pool.join();
        one.acquire(400);
        CompletableFuture<Void> waiting = acquire(one, 400);
        await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());
        other.close();
        await().until(waiting::isDone);
        assertThat(one.used()).isEqualTo(800);
    }

    /** Whoever was told a limit has made its plans with it: it may hold what only its next batch sets free. */
    @Test
    void aFeedThatJoinsDoesNotMakeARequestImpossibleThatIsUnderWay() throws Exception {
        MemoryPool.Share reading = pool.join();
        reading.acquire(300);
        reading.acquire(600);
        assertThat(reading.limit()).isEqualTo(1000);
        CompletableFuture<Void> waiting = acquire(reading, 600);
        await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());

        for (int feed = 1; feed < 60; feed++) {
            pool.join();
        }
        assertThat(reading.size()).isEqualTo(16);
        reading.release(600);
        await().until(waiting::isDone);

        CompletableFuture<Void> next = acquire(reading, 1);
        await().during(Duration.ofMillis(100)).until(() -> !next.isDone());
        reading.release(900);
        await().until(next::isDone);
    }

    @Test
    void whoHoldsNothingGetsWhatItAsksFor() throws Exception {
        MemoryPool.Share share = pool.join();
        share.acquire(5000);
        assertThat(share.used()).isEqualTo(5000);
        share.release(5000);
    }

    private static CompletableFuture<Void> acquire(MemoryPool.Share share, long bytes) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                share.acquire(bytes);
                done.complete(null);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
