package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.AccountStore;
import io.tidegate.state.StoredToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * API tokens. A token speaks for an account with a role of its own, which counts only as far as the account's; it ends at a
 * time that is set when it is made, or when it is revoked. Thread safe.
 */
final class Tokens {
    /** How every token begins, so that scanners of repositories can find a lost one. */
    static final String PREFIX = "tg_";

    static final Duration LONGEST = Duration.ofDays(366);

    private static final int MOST_OF_ONE = 50;
    private static final int LONGEST_NAME = 100;
    private static final Duration WRITE_EVERY = Duration.ofMinutes(1);

    private final AccountStore store;
    private final Accounts accounts;
    private final SecureRandom random;
    private final InstantSource clock;

    Tokens(AccountStore store, Accounts accounts, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @param token what is known of it from now on
     * @param secret itself, shown this once
     */
    record NewToken(StoredToken token, Secret secret) {}

    /**
     * Makes a token of an account.
     *
     * @param name for people
     * @param lifetime from now
     * @throws TidegateException API_INVALID_PARAM
     */
    synchronized NewToken create(String account, String name, Role role, Duration lifetime) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw invalid("name", "a name of a token has 1 to " + LONGEST_NAME + " characters");
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw invalid("expires_in_days", "a token lives 1 to " + LONGEST.toDays() + " days");
        }
        Instant now = clock.instant();
        forgetEnded(now);
        if (store.tokens().stream()
                        .filter(token -> token.account().equals(account))
                        .count()
                >= MOST_OF_ONE) {
            throw invalid("name", account + " has " + MOST_OF_ONE + " tokens already");
        }
        Secret secret = BearerSecret.create(PREFIX, random);
        byte[] id = new byte[8];
        random.nextBytes(id);
        StoredToken token = new StoredToken(
                HexFormat.of().formatHex(id),
                account,
                name,
                role.name(),
                BearerSecret.sha256(secret),
                now,
                now.plus(lifetime),
                null);
        store.addToken(token);
        return new NewToken(token, secret);
    }

    /** Those that have not ended, the oldest first. */
    List<StoredToken> list() {
        Instant now = clock.instant();
        return store.tokens().stream().filter(token -> alive(token, now)).toList();
    }

    /** @throws TidegateException TOKEN_NOT_EXISTS */
    StoredToken get(String id) {
        return list().stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TidegateException(ErrorCode.TOKEN_NOT_EXISTS, id));
    }

    void revoke(String id) {
        store.removeToken(id);
    }

    /**
     * Whom a token speaks for.
     *
     * @param principal the account, with the lesser of both roles
     * @param expiresAt when the token ends
     */
    record Bearer(Principal principal, Instant expiresAt) {}

    /** Empty if the token never was, has ended, or its account is gone or disabled. Notes that it was used. */
    Optional<Bearer> find(Secret secret) {
        Instant now = clock.instant();
        Optional<StoredToken> found = store.token(BearerSecret.sha256(secret)).filter(token -> alive(token, now));
        return found.flatMap(token -> accounts.active(token.account()).map(account -> {
            Instant last = token.lastUsedAt();
            if (last == null || last.plus(WRITE_EVERY).isBefore(now)) {
                store.tokenUsed(token.id(), now);
            }
            Role role = Role.valueOf(token.role()).least(account.role());
            Instant end = token.expiresAt();
            return new Bearer(
                    new Principal(account.name(), role, Principal.Via.TOKEN), end == null ? now.plus(LONGEST) : end);
        }));
    }

    private void forgetEnded(Instant now) {
        store.tokens().stream().filter(token -> !alive(token, now)).forEach(token -> store.removeToken(token.id()));
    }

    private static boolean alive(StoredToken token, Instant now) {
        Instant end = token.expiresAt();
        return end == null || end.isAfter(now);
    }

    private static TidegateException invalid(String field, String why) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, why).withField(field);
    }
}
