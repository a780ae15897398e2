package io.tidegate.server.access;

import io.javalin.http.Context;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;

/** Where a link leads that logs somebody in once. */
final class OneTimeLoginEndpoints {
    static final String PATH = "/enter/";

    private final OneTimeLogins logins;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final LoginThrottle throttle;

    OneTimeLoginEndpoints(
            OneTimeLogins logins, Accounts accounts, Sessions sessions, SessionCookie cookie, LoginThrottle throttle) {
        this.logins = logins;
        this.accounts = accounts;
        this.sessions = sessions;
        this.cookie = cookie;
        this.throttle = throttle;
    }

    List<Endpoint> list() {
        return List.of(Endpoint.get(PATH + "{secret}", Access.PUBLIC, this::enter));
    }

    private void enter(Context context) {
        throttle.attemptFrom(context.ip());
        Account account = logins.redeem(new Secret(context.pathParam("secret")))
                .flatMap(accounts::active)
                .orElseThrow(() -> new TidegateException(
                                ErrorCode.API_INVALID_PARAM, "this link has been used or is too old")
                        .withRemedy("Log in with name and password at /login."));
        throttle.succeededFrom(context.ip());
        Audited.actor(context, account.name(), "LINK");
        Audited.subject(context, account.name());
        cookie.read(context).ifPresent(sessions::end);
        cookie.write(context, sessions.begin(account, Principal.Via.SESSION).cookie());
        context.html(Arrival.PAGE);
    }
}
