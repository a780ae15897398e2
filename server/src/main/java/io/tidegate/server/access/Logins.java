package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;

/** Logins by name and password. What it says of a failure, and how long that takes, does not tell which names exist. */
final class Logins {
    private final Accounts accounts;
    private final Sessions sessions;
    private final LoginThrottle throttle;

    Logins(Accounts accounts, Sessions sessions, LoginThrottle throttle) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    /**
     * A new login.
     *
     * @param remote the address it is asked from
     * @throws TidegateException UNAUTHENTICATED, TOO_MANY_REQUESTS
     */
    Sessions.Session login(String name, Secret password, String remote) {
        requirePassword(name, password, remote);
        return sessions.begin(accounts.get(name), Principal.Via.SESSION);
    }

    /**
     * Has somebody who is logged in prove it once more.
     *
     * @throws TidegateException UNAUTHENTICATED, TOO_MANY_REQUESTS
     */
    void requirePassword(String name, Secret password, String remote) {
        throttle.attempt(name, remote);
        if (!accounts.passwordMatches(name, password)) {
            throw new TidegateException(ErrorCode.UNAUTHENTICATED, "the name or the password is wrong")
                    .withRemedy("Try again; an administrator can set a new password.");
        }
        throttle.succeeded(name, remote);
    }
}
