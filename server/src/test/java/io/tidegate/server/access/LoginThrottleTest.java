package io.tidegate.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final TestClock clock = new TestClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void eachFailureAfterTheFifthDoublesTheWaitOfANameUpToAMinute() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("vera", address(i));
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(waiting("vera", "10.9.9.9")).isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(waiting("vera", "10.9.9.9")).isEqualTo(Duration.ofMillis(1));
            clock.advance(Duration.ofMillis(1));
            throttle.attempt("vera", address(seconds));
        }
    }

    @Test
    void anAddressThatTriesManyNamesWaitsUpToAQuarterOfAnHour() {
        for (int i = 0; i < 20; i++) {
            throttle.attempt("name" + i, "10.0.0.1");
        }
        Duration last = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            last = waiting("another", "10.0.0.1");
            clock.advance(last);
            throttle.attempt("next" + i, "10.0.0.1");
        }
        assertThat(last).isEqualTo(Duration.ofMinutes(15));
        throttle.attempt("vera", "10.0.0.2");
    }

    @Test
    void attemptsThatHaveNotBeenDecidedCountAsFailed() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("vera", "10.0.0.1");
        }
        assertThat(waiting("vera", "10.0.0.1")).isPositive();
    }

    @Test
    void aLoginThatSucceedsForgetsTheFailuresOfItsNameButNotThoseOfItsAddress() {
        for (int i = 0; i < 20; i++) {
            if (i % 4 == 3) {
                throttle.attempt("own", "10.0.0.1");
                throttle.succeeded("own", "10.0.0.1");
            }
            throttle.attempt("victim" + i, "10.0.0.1");
        }
        assertThat(waiting("own", "10.0.0.1")).isPositive();
        throttle.attempt("own", "10.0.0.2");
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        for (int i = 0; i < 20; i++) {
            throttle.attempt("name" + i, "2001:db8:1:2:" + i + ":0:0:1");
        }
        assertThat(waiting("another", "2001:db8:1:2:ffff:0:0:1")).isPositive();
        throttle.attempt("another", "2001:db8:1:3:0:0:0:1");
    }

    @Test
    void anHourWithoutFailuresForgetsThem() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("vera", "10.0.0.1");
        }
        clock.advance(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) {
            throttle.attempt("vera", "10.0.0.1");
        }
    }

    private Duration waiting(String name, String address) {
        Duration[] wait = new Duration[1];
        assertThatThrownBy(() -> throttle.attempt(name, address))
                .isInstanceOfSatisfying(TidegateException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                    wait[0] = error.retryAfter();
                });
        return wait[0];
    }

    private static String address(int last) {
        return "10.0.1." + last;
    }
}
