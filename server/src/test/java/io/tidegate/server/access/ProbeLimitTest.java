package io.tidegate.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.check.Check;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeLimitTest {
    private static final Principal OPERATOR = new Principal("otto", Role.OPERATOR, Principal.Via.SESSION);
    private static final Principal ADMIN = new Principal("admin", Role.ADMIN, Principal.Via.SESSION);

    private final TestClock clock = new TestClock();
    private final ProbeLimit limit = new ProbeLimit(clock);

    @Test
    void anAccountMayTryTwentyInAMinute() {
        for (int i = 0; i < 20; i++) {
            limit.probe(OPERATOR, () -> "done");
        }
        assertThat(refused(OPERATOR).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limit.<String>probe(ADMIN, () -> "done")).isEqualTo("done");
        clock.advance(Duration.ofMinutes(1));
        assertThat(limit.<String>probe(OPERATOR, () -> "done")).isEqualTo("done");
    }

    @Test
    void allTogetherMayTrySixtyInAMinute() {
        for (int i = 0; i < 60; i++) {
            limit.probe(new Principal("name" + i, Role.OPERATOR, Principal.Via.TOKEN), () -> "done");
        }
        assertThat(refused(OPERATOR).code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void fourAreTriedAtATime() throws Exception {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> limit.probe(ADMIN, () -> {
                    begun.countDown();
                    return awaited(end);
                }));
            }
            begun.await();
            assertThat(refused(OPERATOR).code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        } finally {
            end.countDown();
            threads.shutdown();
        }
    }

    @Test
    void whatAnswersAtAnAddressIsToldToAdministratorsAlone() {
        TidegateException found = new TidegateException(ErrorCode.SOURCE_PROTOCOL, "it said SSH-2.0-OpenSSH_9.2");
        assertThatThrownBy(() -> limit.probe(OPERATOR, () -> {
                    throw found;
                }))
                .hasMessageNotContaining("SSH")
                .hasNoCause();
        assertThatThrownBy(() -> limit.probe(ADMIN, () -> {
                    throw found;
                }))
                .isSameAs(found);
    }

    @Test
    void aClosedPortAndOneWhereSomethingElseAnswersLookTheSame() {
        List<Check> closed = List.of(Check.fail("K001", "10.0.0.7:22", "connection refused", "r"));
        List<Check> other = List.of(
                Check.pass("K001", "10.0.0.7:22", "takes connections"),
                Check.fail("K002", "10.0.0.7:22", "it speaks another language", "r"));
        assertThat(limit.checks(OPERATOR, () -> closed)).isEqualTo(limit.checks(OPERATOR, () -> other));
        assertThat(limit.checks(ADMIN, () -> other)).isEqualTo(other);
    }

    @Test
    void onlyAnAdministratorSeesChecksBeforeAllAreDone() {
        Check open = Check.pass("K001", "10.0.0.7:22", "takes connections");
        Check other = Check.fail("K002", "10.0.0.7:22", "it speaks another language", "r");
        assertThat(seen(ADMIN, open, other)).containsExactly("1 of 1", "2 of 2");
        assertThat(seen(OPERATOR, open, other)).containsExactly("1 of 2");
    }

    private List<String> seen(Principal who, Check... checks) {
        List<String> seen = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        int outcome = limit.checks(
                who,
                found -> {
                    for (Check check : checks) {
                        done.incrementAndGet();
                        found.accept(check);
                    }
                    return 7;
                },
                check -> seen.add(seen.size() + 1 + " of " + done.get()));
        assertThat(outcome).isEqualTo(7);
        return seen;
    }

    @Test
    void whatWorksAndWhatIsNotAboutAddressesIsToldToEverybody() {
        List<Check> checks = List.of(
                Check.pass("K001", "b:9092", "takes connections"),
                Check.pass("K002", "b:9092", "is accepted"),
                Check.fail("K009", "topic", "may not be created", "grant it"));
        assertThat(limit.checks(OPERATOR, () -> checks)).isEqualTo(checks);
    }

    private TidegateException refused(Principal who) {
        try {
            limit.probe(who, () -> "done");
        } catch (TidegateException e) {
            return e;
        }
        throw new AssertionError("was allowed");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
