package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.Tso;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CommitClockTest {
    private static final long NOW = 1_700_000_000_000L;
    private final InstantSource time = InstantSource.fixed(Instant.ofEpochMilli(NOW));

    @Test
    void theCommitTimeIsTheTimestamp() {
        assertThat(new CommitClock(time, 0).next(NOW)).isEqualTo(Tso.ofMillis(NOW));
    }

    @Test
    void transactionsOfTheSameSecondCountUp() {
        CommitClock clock = new CommitClock(time, 0);
        assertThat(clock.next(NOW)).isEqualTo(Tso.ofMillis(NOW));
        assertThat(clock.next(NOW)).isEqualTo(Tso.ofMillis(NOW) + 1);
        assertThat(clock.next(NOW - 5_000)).isEqualTo(Tso.ofMillis(NOW) + 2);
    }

    @Test
    void theSameLogFromTheSameStateGivesTheSameTimestamps() {
        CommitClock first = new CommitClock(time, 0);
        long one = first.next(NOW);
        long two = first.next(NOW - 1);
        assertThat(new CommitClock(time, one).next(NOW - 1)).isEqualTo(two);
    }

    @Test
    void aClockThatRunsFarAheadIsNotFollowed() {
        CommitClock clock = new CommitClock(time, 0);
        assertThat(clock.next(NOW + 60_000)).isEqualTo(Tso.ofMillis(NOW + 60_000));
        CommitClock other = new CommitClock(time, 0);
        assertThat(other.next(NOW + 60_001)).isEqualTo(Tso.ofMillis(NOW));
    }

    @Test
    void aTimeDeclaredResolvedIsNeverUsedAgain() {
        CommitClock clock = new CommitClock(time, 0);
        long resolved = clock.resolve();
        assertThat(resolved).isEqualTo(Tso.ofMillis(NOW - 1_000));
        assertThat(clock.next(NOW - 10_000)).isEqualTo(resolved + 1);
        assertThat(clock.resolve()).isEqualTo(resolved + 1);
    }
}
