package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionWatchTest {
    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final List<RetainedFeed> feeds = new ArrayList<>();
    private final RetentionWatch watch = new RetentionWatch(() -> List.copyOf(feeds), () -> now);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void theTimeLeftRunsDownBetweenTwoAnswers() {
        answer("shop", () -> Optional.of(new Retention(true, now.plusSeconds(3600), OptionalLong.of(77))));
        watch.askAll();
        now = now.plusSeconds(40);
        assertThat(watch.of("shop").available()).isEqualTo(1);
        assertThat(watch.of("shop").secondsLeft(now)).isEqualTo(3560);
        assertThat(watch.of("shop").bytesBehind()).isEqualTo(77);
    }

    @Test
    void whatIsGoneHasNoTimeLeft() {
        answer("shop", () -> Optional.of(new Retention(false, null, OptionalLong.empty())));
        watch.askAll();
        assertThat(watch.of("shop").available()).isZero();
        assertThat(watch.of("shop").secondsLeft(now)).isZero();
        assertThat(watch.of("shop").bytesBehind()).isNaN();
    }

    @Test
    void whereNoTimeCanBeToldNoneIsShown() {
        answer("shop", () -> Optional.of(new Retention(true, null, OptionalLong.of(5))));
        watch.askAll();
        assertThat(watch.of("shop").available()).isEqualTo(1);
        assertThat(watch.of("shop").secondsLeft(now)).isNaN();
    }

    @Test
    void aSourceThatFailsKeepsNobodyElseFromItsAnswer() {
        answer("first", () -> {
            throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "the test says so");
        });
        answer("second", () -> {
            throw new IllegalStateException("the test says so");
        });
        answer("third", () -> Optional.of(new Retention(true, null, OptionalLong.of(5))));
        watch.askAll();
        assertThat(watch.of("first").available()).isNaN();
        assertThat(watch.of("second").available()).isNaN();
        assertThat(watch.of("third").available()).isEqualTo(1);
    }

    @Test
    void aSourceThatHangsKeepsNobodyElseFromBeingAsked() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        answer("hangs", () -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        answer("shop", () -> Optional.of(new Retention(true, null, OptionalLong.of(5))));
        Thread round = new Thread(watch::askAll);
        round.start();
        await().until(() -> watch.of("shop").available() == 1);
        hanging.countDown();
        round.join();
    }

    @Test
    void anAnswerIsForgottenWhenTheSourceHasBeenSilentForLong() {
        answer("shop", () -> Optional.of(new Retention(true, null, OptionalLong.of(5))));
        watch.askAll();
        now = now.plus(Duration.ofMinutes(5));
        assertThat(watch.of("shop").available()).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(watch.of("shop").available()).isNaN();
    }

    @Test
    void aRemovedFeedIsForgotten() {
        answer("shop", () -> Optional.of(new Retention(true, null, OptionalLong.of(5))));
        watch.askAll();
        feeds.clear();
        watch.askAll();
        assertThat(watch.of("shop").available()).isNaN();
    }

    private void answer(String id, Supplier<Optional<Retention>> question) {
        feeds.add(new RetainedFeed(id, question));
    }
}
