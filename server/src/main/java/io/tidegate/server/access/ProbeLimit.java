package io.tidegate.server.access;

import io.tidegate.check.Check;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Connections that somebody has the server make to addresses of their choice. So that nobody maps a network with them they are
 * few, per account and for all, and their results are plain: unless an administrator asks, an address that cannot be used is
 * just that, whatever stands there. Thread safe.
 */
public final class ProbeLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int PER_ACCOUNT = 20;
    private static final int OF_ALL = 60;
    private static final int AT_A_TIME = 4;
    private static final int MOST_ACCOUNTS = 1000;
    private static final Duration BUSY = Duration.ofSeconds(5);

    /** Checks of Kafka's addresses and of a registry's: they tell a closed port from one where something else answers. */
    private static final Set<String> TELLING = Set.of("K001", "K002", "K003", "K014", "A001");

    private static final Set<ErrorCode> REVEALING = EnumSet.of(
            ErrorCode.SOURCE_UNREACHABLE,
            ErrorCode.SOURCE_TLS_FAILED,
            ErrorCode.SOURCE_PROTOCOL,
            ErrorCode.SOURCE_CONNECTION_LOST,
            ErrorCode.SOURCE_AUTH_UNSUPPORTED,
            ErrorCode.KAFKA_UNREACHABLE,
            ErrorCode.SCHEMA_REGISTRY);

    private static final String PLAIN = "it cannot be used from here";

    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Deque<Instant> all = new ArrayDeque<>();
    private final Map<String, Deque<Instant>> byAccount = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    public ProbeLimit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Connects, and returns what was found.
     *
     * @throws TidegateException TOO_MANY_REQUESTS, or what connecting throws, made plain
     */
    public <T> T probe(Principal who, Supplier<T> connection) {
        count(who.name());
        if (!places.tryAcquire()) {
            throw new TidegateException(ErrorCode.TOO_MANY_REQUESTS, AT_A_TIME + " connections are being tried")
                    .withRetryAfter(BUSY);
        }
        try {
            return connection.get();
        } catch (TidegateException e) {
            if (who.role() == Role.ADMIN || !REVEALING.contains(e.code())) {
                throw e;
            }
            // Without the cause and the words of the other side.
            throw new TidegateException(e.code(), PLAIN);
        } finally {
            places.release();
        }
    }

    /** The same for checks. */
    public List<Check> checks(Principal who, Supplier<List<Check>> connection) {
        List<Check> found = probe(who, connection);
        return who.role() == Role.ADMIN ? found : plain(found);
    }

    /**
     * The same for checks that are handed on as soon as they are found; to others than administrators all at the end, since
     * one that fails decides what may be seen of those before.
     *
     * @param connection hands on each check; its outcome is returned
     */
    public <T> T checks(Principal who, Function<Consumer<Check>, T> connection, Consumer<Check> found) {
        if (who.role() == Role.ADMIN) {
            return probe(who, () -> connection.apply(found));
        }
        List<Check> all = new ArrayList<>();
        T outcome = probe(who, () -> connection.apply(all::add));
        plain(all).forEach(found);
        return outcome;
    }

    /** What somebody may see of checks who is no administrator. */
    static List<Check> plain(List<Check> checks) {
        boolean failed = checks.stream().anyMatch(check -> telling(check) && check.status() == Check.Status.FAIL);
        return checks.stream()
                .filter(check -> !(failed && telling(check) && check.status() != Check.Status.FAIL))
                .map(check -> telling(check) && check.status() == Check.Status.FAIL ? plain(check) : check)
                .distinct()
                .toList();
    }

    private static Check plain(Check check) {
        boolean sink = TELLING.contains(check.code()) && check.code().startsWith("K");
        return Check.fail(
                sink ? "K002" : check.code(),
                sink ? "Kafka" : check.subject(),
                PLAIN,
                "Check the address, TLS and the login, or ask an administrator, who sees more.");
    }

    private static boolean telling(Check check) {
        return TELLING.contains(check.code())
                || ErrorCode.of(check.code()).filter(REVEALING::contains).isPresent();
    }

    private synchronized void count(String account) {
        Instant now = clock.instant();
        Deque<Instant> own = byAccount.computeIfAbsent(account, name -> new ArrayDeque<>());
        require(own, PER_ACCOUNT, now);
        require(all, OF_ALL, now);
        own.add(now);
        all.add(now);
    }

    private static void require(Deque<Instant> probes, int most, Instant now) {
        while (!probes.isEmpty() && !probes.getFirst().plus(WINDOW).isAfter(now)) {
            probes.removeFirst();
        }
        if (probes.size() >= most) {
            Duration wait = Duration.between(now, probes.getFirst().plus(WINDOW));
            throw new TidegateException(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "connections were tried too often, the next may be in " + Math.max(1, wait.toSeconds())
                                    + " s")
                    .withRetryAfter(wait);
        }
    }
}
