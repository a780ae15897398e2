package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long the reader of a changefeed with a quota has to wait. */
class RowThrottleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong nanos = new AtomicLong(-5 * SECOND);

    @Test
    void aSecondsWorthMayBeReadAtOnceAndTheRestIsWaitedFor() {
        RowThrottle throttle = throttle(1000);
        throttle.took(1000);
        assertThat(throttle.nanosUntilRoom()).isZero();
        throttle.took(500);
        assertThat(throttle.nanosUntilRoom()).isEqualTo(SECOND / 2);
        pass(SECOND / 4);
        assertThat(throttle.nanosUntilRoom()).isEqualTo(SECOND / 4);
        pass(SECOND / 4);
        assertThat(throttle.nanosUntilRoom()).isZero();
    }

    @Test
    void aBatchLargerThanASecondsWorthGoesThroughAndWhatItOwesIsWaitedOff() {
        RowThrottle throttle = throttle(100);
        throttle.took(5000);
        assertThat(throttle.nanosUntilRoom()).isEqualTo(49 * SECOND);
        pass(49 * SECOND);
        assertThat(throttle.nanosUntilRoom()).isZero();
    }

    @Test
    void aLongRestSavesUpOneSecondsWorthAndNoMore() {
        RowThrottle throttle = throttle(1000);
        pass(3600 * SECOND);
        throttle.took(2000);
        assertThat(throttle.nanosUntilRoom()).isEqualTo(SECOND);
    }

    @Test
    void overAMinuteTheQuotaIsHeldWhateverTheSizeOfBatches() {
        RowThrottle throttle = throttle(2500);
        long rows = 0;
        long end = nanos.get() + 60 * SECOND;
        for (int batch = 1; nanos.get() < end; batch++) {
            long size = batch * 37L % 4000;
            throttle.took(size);
            rows += size;
            pass(throttle.nanosUntilRoom());
        }
        assertThat(rows).isBetween(2500L * 60, 2500L * 61 + 4000);
    }

    @Test
    void withoutAQuotaNobodyWaits() {
        RowThrottle throttle = throttle(0);
        throttle.took(1_000_000_000);
        assertThat(throttle.nanosUntilRoom()).isZero();
    }

    @Test
    void anotherQuotaCountsForWhatIsOwedAlready() {
        RowThrottle throttle = throttle(100);
        throttle.took(1100);
        assertThat(throttle.nanosUntilRoom()).isEqualTo(10 * SECOND);
        throttle.limitTo(new FeedQuota(1000));
        assertThat(throttle.nanosUntilRoom()).isEqualTo(SECOND);
        throttle.limitTo(FeedQuota.UNLIMITED);
        assertThat(throttle.nanosUntilRoom()).isZero();
        throttle.limitTo(new FeedQuota(10));
        throttle.took(11);
        assertThat(throttle.nanosUntilRoom()).isEqualTo(SECOND / 10);
    }

    @Test
    void whoWaitsIsLetGoAtOnceWhenTheQuotaIsRaised() throws Exception {
        RowThrottle throttle = new RowThrottle(new FeedQuota(1), System::nanoTime);
        throttle.took(100_000);
        CompletableFuture<Boolean> room = new CompletableFuture<>();
        Thread reader = new Thread(() -> room.complete(awaitRoom(throttle)));
        reader.start();
        await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
        throttle.limitTo(FeedQuota.UNLIMITED);
        assertThat(room.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(throttle.throttledNanos()).isPositive();
    }

    @Test
    void aWaitEndsWithItsTimeAndWithAnInterrupt() throws Exception {
        RowThrottle throttle = new RowThrottle(new FeedQuota(1), System::nanoTime);
        throttle.took(100_000);
        assertThat(throttle.awaitRoom(Duration.ofMillis(1))).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> throttle.awaitRoom(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }

    private static boolean awaitRoom(RowThrottle throttle) {
        try {
            return throttle.awaitRoom(Duration.ofHours(1));
        } catch (InterruptedException e) {
            return false;
        }
    }

    private RowThrottle throttle(long rowsPerSecond) {
        return new RowThrottle(new FeedQuota(rowsPerSecond), nanos::get);
    }

    private void pass(long elapsed) {
        nanos.addAndGet(elapsed);
    }
}
