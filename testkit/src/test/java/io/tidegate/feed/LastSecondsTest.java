package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rate over the last ten seconds. */
class LastSecondsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong nanos = new AtomicLong(123);
    private final LastSeconds last = new LastSeconds(nanos::get);

    @Test
    void aSteadyFlowIsItsRate() {
        for (int tenth = 0; tenth < 300; tenth++) {
            last.add(50);
            nanos.addAndGet(SECOND / 10);
            if (tenth >= 10) {
                assertThat(last.perSecond()).isBetween(490.0, 510.0);
            }
        }
    }

    @Test
    void whatIsOlderThanElevenSecondsIsForgotten() {
        last.add(1000);
        assertThat(last.perSecond()).isEqualTo(1000);
        nanos.addAndGet(5 * SECOND);
        assertThat(last.perSecond()).isEqualTo(200);
        nanos.addAndGet(5 * SECOND);
        assertThat(last.perSecond()).isEqualTo(100);
        nanos.addAndGet(SECOND);
        assertThat(last.perSecond()).isZero();
        nanos.addAndGet(3600 * SECOND);
        assertThat(last.perSecond()).isZero();
    }

    @Test
    void aRestOfAnyLengthLeavesNothingBehind() {
        for (int rest = 1; rest < 40; rest++) {
            last.add(7);
            nanos.addAndGet(rest * SECOND);
            if (rest > 10) {
                assertThat(last.perSecond()).as("after %d seconds", rest).isZero();
            }
        }
    }
}
