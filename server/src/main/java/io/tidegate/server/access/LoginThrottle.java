package io.tidegate.server.access;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing slow. Failures are counted per account name, whether or not there is such an account, and per address;
 * after some that are free each one doubles the wait. A name waits a minute at most, so that nobody can lock its owner out
 * for long; an address a quarter of an hour. Counts are forgotten an hour after the last failure. Thread safe.
 */
final class LoginThrottle {
    private static final Kind NAME = new Kind(5, Duration.ofMinutes(1));
    private static final Kind ADDRESS = new Kind(20, Duration.ofMinutes(15));
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Allows an attempt and counts it as failed until {@link #succeeded} says otherwise, so that many at once gain nothing.
     *
     * @throws TidegateException TOO_MANY_REQUESTS
     */
    synchronized void attempt(String name, String address) {
        Instant now = clock.instant();
        Failures ofName = current(nameKey(name), now);
        Failures ofAddress = current(addressKey(address), now);
        requireNoWait(max(NAME.waiting(ofName, now), ADDRESS.waiting(ofAddress, now)));
        failures.put(nameKey(name), new Failures(ofName.count + 1, now));
        failures.put(addressKey(address), new Failures(ofAddress.count + 1, now));
    }

    /**
     * The same for an attempt that names nobody.
     *
     * @throws TidegateException TOO_MANY_REQUESTS
     */
    synchronized void attemptFrom(String address) {
        Instant now = clock.instant();
        Failures ofAddress = current(addressKey(address), now);
        requireNoWait(ADDRESS.waiting(ofAddress, now));
        failures.put(addressKey(address), new Failures(ofAddress.count + 1, now));
    }

    /** Forgets the failures of the name, and of the address only this one attempt. */
    synchronized void succeeded(String name, String address) {
        failures.remove(nameKey(name));
        succeededFrom(address);
    }

    /** Forgets this one attempt of the address. */
    synchronized void succeededFrom(String address) {
        failures.computeIfPresent(
                addressKey(address), (key, failed) -> new Failures(Math.max(0, failed.count - 1), failed.last));
    }

    private static void requireNoWait(Duration wait) {
        if (wait.compareTo(Duration.ZERO) > 0) {
            throw new TidegateException(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "logins failed too often, the next may come in " + Math.max(1, wait.toSeconds()) + " s")
                    .withRetryAfter(wait);
        }
    }

    private Failures current(String key, Instant now) {
        Failures known = failures.get(key);
        return known == null || known.last.plus(FORGOTTEN_AFTER).isBefore(now) ? new Failures(0, now) : known;
    }

    private static String nameKey(String name) {
        return "name " + name;
    }

    /** An IPv6 network counts as one address: whoever has one has all of it. */
    private static String addressKey(String address) {
        String[] groups = address.split(":", -1);
        return "address "
                + (groups.length < 4 || address.startsWith("::")
                        ? address
                        : String.join(":", groups[0], groups[1], groups[2], groups[3]));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private record Failures(int count, Instant last) {}

    private record Kind(int free, Duration longest) {
        Duration waiting(Failures failed, Instant now) {
            if (failed.count < free) {
                return Duration.ZERO;
            }
            Duration pause = Duration.ofSeconds(1L << Math.min(failed.count - free, 20));
            Instant until = failed.last.plus(pause.compareTo(longest) < 0 ? pause : longest);
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        }
    }
}
