package io.tidegate.server.access;

import io.tidegate.config.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets that log an account in once, within ten minutes, for whoever started the server to follow a link. Kept in memory
 * only. Thread safe.
 */
final class OneTimeLogins {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MOST = 100;

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<String, Offer> offers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Offer> eldest) {
            return size() > MOST;
        }
    };

    private record Offer(String account, Instant until) {}

    OneTimeLogins(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** A new secret for an account. */
    synchronized Secret offer(String account) {
        Secret secret = BearerSecret.create("", random);
        offers.put(
                BearerSecret.sha256(secret), new Offer(account, clock.instant().plus(LIFETIME)));
        return secret;
    }

    /** The account that a secret is for, which is of no use from then on; empty if it was used, is too old, or never was. */
    synchronized Optional<String> redeem(Secret secret) {
        return Optional.ofNullable(offers.remove(BearerSecret.sha256(secret)))
                .filter(offer -> offer.until().isAfter(clock.instant()))
                .map(Offer::account);
    }
}
