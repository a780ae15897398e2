package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.state.AccountStore;
import io.tidegate.state.StoredSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Logins that a browser holds by a cookie. A login ends when nobody used it for a while, when it is old, when it is ended,
 * and when its account changes. Its cookie is made by the server at each login, never taken from a client. Thread safe.
 */
final class Sessions {
    private static final Duration WRITE_EVERY = Duration.ofMinutes(1);

    private final AccountStore store;
    private final Accounts accounts;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration idle;
    private final Duration oldest;

    /**
     * @param idle after which a login that nobody uses ends
     * @param oldest after which every login ends
     */
    Sessions(
            AccountStore store,
            Accounts accounts,
            SecureRandom random,
            InstantSource clock,
            Duration idle,
            Duration oldest) {
        this.store = store;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
        this.idle = idle;
        this.oldest = oldest;
    }

    /**
     * A login.
     *
     * @param cookie what its browser has
     * @param principal who it is
     * @param expiresAt when it ends if nobody uses it any more
     */
    record Session(Secret cookie, Principal principal, Instant expiresAt) {
        Secret csrfToken() {
            return BearerSecret.csrfToken(cookie);
        }
    }

    /** A new login; forgets those that have ended. */
    Session begin(Account account, Principal.Via via) {
        Instant now = clock.instant();
        store.removeSessionsBefore(now);
        Secret cookie = BearerSecret.create("", random);
        Instant end = now.plus(min(idle, oldest));
        store.putSession(new StoredSession(
                BearerSecret.sha256(cookie), account.name(), account.role().name(), via.name(), now, end));
        return new Session(cookie, new Principal(account.name(), account.role(), via), end);
    }

    /** The login that has this cookie, and moves its end; empty if it has ended, never was, or its account is gone. */
    Optional<Session> find(Secret cookie) {
        Instant now = clock.instant();
        Optional<StoredSession> found = store.session(BearerSecret.sha256(cookie))
                .filter(stored -> stored.expiresAt().isAfter(now));
        return found.flatMap(stored -> accounts.active(stored.account()).map(account -> {
            Role role = Role.valueOf(stored.role()).least(account.role());
            Principal.Via via = Principal.Via.valueOf(stored.via());
            return new Session(cookie, new Principal(account.name(), role, via), prolonged(stored, now));
        }));
    }

    void end(Secret cookie) {
        store.removeSession(BearerSecret.sha256(cookie));
    }

    private Instant prolonged(StoredSession stored, Instant now) {
        Instant last = stored.createdAt().plus(oldest);
        Instant end = now.plus(idle).isBefore(last) ? now.plus(idle) : last;
        if (Duration.between(stored.expiresAt(), end).compareTo(WRITE_EVERY) < 0) {
            return stored.expiresAt();
        }
        store.putSession(new StoredSession(
                stored.sha256(), stored.account(), stored.role(), stored.via(), stored.createdAt(), end));
        return end;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
