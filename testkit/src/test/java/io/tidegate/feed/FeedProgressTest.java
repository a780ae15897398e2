package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.feed.PipelineLoad.Head;
import io.tidegate.model.Tso;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which state and which lag follow from what is known of a changefeed. */
class FeedProgressTest {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    private Instant now = START;
    private final Deliveries deliveries = new Deliveries(() -> now, this::nanos);
    private final RowThrottle throttle = new RowThrottle(new FeedQuota(100), this::nanos);
    private final FeedProgress progress = new FeedProgress(() -> now, deliveries, throttle);

    @BeforeEach
    void run() {
        progress.enter(State.RUNNING, null);
    }

    @Test
    void aSourceThatIsKnownToBeIdleIsNotBehind() {
        pass(Duration.ofHours(3));
        progress.resolved(Tso.ofMillis(now.toEpochMilli()));
        pass(Duration.ofMillis(800));

        FeedStatus status = status(PipelineLoad.NONE);
        assertThat(status.lag()).isEqualTo(new Lag(800, 0, 0));
        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.reason()).isEmpty();
    }

    @Test
    void whatCannotBeReadGrowsOld() {
        progress.resolved(Tso.ofMillis(now.toEpochMilli()));
        progress.sourceTrouble(new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "gone"));
        Instant lost = now;
        pass(Duration.ofMinutes(2));

        FeedStatus status = status(PipelineLoad.NONE);
        assertThat(status.lag().sourceMillis()).isEqualTo(120_000);
        assertThat(status.state()).isEqualTo(State.RETRYING);
        assertThat(status.since()).isEqualTo(lost);
    }

    @Test
    void aFeedThatHasFinishedIsNotBehind() {
        progress.resolved(Tso.ofMillis(now.toEpochMilli()));
        progress.enter(State.FINISHED, null);
        pass(Duration.ofHours(1));
        assertThat(status(PipelineLoad.NONE).lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void aClockThatIsAheadOnTheOtherSideIsNoLag() {
        progress.resolved(Tso.ofMillis(now.toEpochMilli() + 5000));
        assertThat(status(PipelineLoad.NONE).lag().sourceMillis()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
    void aFeedIsStalledOnceNothingWasCompletedForFifteenSecondsWhateverItWaitsFor(Head head) {
        pass(Duration.ofMinutes(1));
        assertThat(status(waiting(head, 14, false)).state()).isEqualTo(State.RUNNING);

        FeedStatus stalled = status(waiting(head, 16, false));
        assertThat(stalled.state()).isEqualTo(State.STALLED);
        assertThat(stalled.since()).isEqualTo(now.minusSeconds(16));
        assertThat(stalled.reason()).isNotEmpty().doesNotContain("a DDL waits");
    }

    @Test
    void aDdlThatWaitsAtTheBarrierIsNamed() {
        assertThat(status(waiting(Head.SINK, 16, true)).reason())
                .isEqualTo("the sink has acknowledged nothing; the oldest batch waits for it;"
                        + " a DDL waits until everything before it is acknowledged");
        assertThat(status(waiting(Head.DDL_DELIVERY, 16, true)).reason())
                .isEqualTo("the sink has not acknowledged the message of a DDL, which everything behind waits for");
    }

    @Test
    void whatEncodingWaitsForIsNamed() {
        long nanos = TimeUnit.SECONDS.toNanos(16);
        PipelineLoad load =
                new PipelineLoad(1, Head.WORKER, nanos, nanos, 0, false, "the topic orders", null, 0, Map.of());
        assertThat(status(load).state()).isEqualTo(State.STALLED);
        assertThat(status(load).reason()).isEqualTo("the oldest batch waits for the topic orders");
    }

    @Test
    void aFailureOutsideThatEncodingDependsOnShowsAtOnce() {
        TidegateException trouble = new TidegateException(ErrorCode.SCHEMA_REGISTRY, "it is down");
        long nanos = TimeUnit.SECONDS.toNanos(2);
        FeedStatus status = status(
                new PipelineLoad(1, Head.WORKER, nanos, nanos, 0, false, "the registry", trouble, nanos, Map.of()));
        assertThat(status.state()).isEqualTo(State.RETRYING);
        assertThat(status.since()).isEqualTo(now.minusSeconds(2));
        assertThat(status.error()).isSameAs(trouble);
    }

    @Test
    void aFeedThatItsQuotaHoldsIsNotStalledAndSaysSo() {
        progress.resolved(Tso.ofMillis(now.toEpochMilli()));
        throttleForThirtySeconds();
        FeedStatus status = status(PipelineLoad.NONE);
        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.reason())
                .isEqualTo("limited by its quota of 100 rows per second; the source is ahead by 30 s");
        assertThat(status.throttledMillis()).isEqualTo(30_000);
        assertThat(status.quotaRowsPerSecond()).isEqualTo(100);

        throttle.limitTo(FeedQuota.UNLIMITED);
        pass(Duration.ofSeconds(12));
        assertThat(status(PipelineLoad.NONE).reason()).isEmpty();
    }

    @Test
    void aQuotaThatKeepsUpIsNoReason() {
        throttleForThirtySeconds();
        progress.resolved(Tso.ofMillis(now.toEpochMilli() - 1000));
        assertThat(status(PipelineLoad.NONE).reason()).isEmpty();
    }

    private long nanos() {
        return Duration.between(START, now).toNanos();
    }

    private void throttleForThirtySeconds() {
        for (int second = 0; second < 30; second++) {
            pass(Duration.ofSeconds(1));
            throttle.waited(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private FeedStatus status(PipelineLoad load) {
        return progress.status(load, 0, 0, 0);
    }

    private static PipelineLoad waiting(Head head, long seconds, boolean ddlWaits) {
        long nanos = TimeUnit.SECONDS.toNanos(seconds);
        return new PipelineLoad(1, head, nanos, nanos, 0, ddlWaits, "", null, 0, Map.of());
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
