package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many batches of each feed may be with the workers. */
class WorkerPoolTest {
    private final WorkerPool pool = new WorkerPool(7);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void feedsWithoutAQuotaMayAllUseEveryWorker() {
        assertThat(pool.join(FeedQuota.UNLIMITED).batches()).isEqualTo(8);
        assertThat(pool.join(FeedQuota.UNLIMITED).batches()).isEqualTo(8);
    }

    @Test
    void amongFeedsWithAQuotaTheShareFollowsIt() {
        WorkerPool.Share free = pool.join(FeedQuota.UNLIMITED);
        WorkerPool.Share small = pool.join(FeedQuota.ofUnits(2));
        assertThat(small.batches()).isEqualTo(8);

        WorkerPool.Share large = pool.join(FeedQuota.ofUnits(8));
        WorkerPool.Share tiny = pool.join(new FeedQuota(1));
        assertThat(large.batches()).isEqualTo(8);
        assertThat(small.batches()).isEqualTo(2);
        assertThat(tiny.batches()).as("somebody always gets on").isEqualTo(1);
        assertThat(free.batches()).isEqualTo(8);
    }

    @Test
    void aChangeOfOneQuotaAndTheEndOfAFeedCountForTheOthersAtOnce() {
        WorkerPool.Share one = pool.join(new FeedQuota(1000));
        WorkerPool.Share other = pool.join(new FeedQuota(4000));
        assertThat(one.batches()).isEqualTo(2);
        other.limitTo(new FeedQuota(2000));
        assertThat(one.batches()).isEqualTo(4);
        other.close();
        assertThat(one.batches()).isEqualTo(8);
    }
}
