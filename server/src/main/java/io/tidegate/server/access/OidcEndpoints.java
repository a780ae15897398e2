package io.tidegate.server.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.ListenSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Login by an identity provider: the way there, and the way back. */
final class OidcEndpoints {
    static final String START = SessionEndpoints.PATH + "/oidc";
    static final String CALLBACK = START + "/callback";

    private static final String COOKIE = "tidegate-oidc";
    private static final int SECONDS = 600;

    private final OidcProvider provider;
    private final OidcSettings settings;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final LoginThrottle throttle;
    private final SecureRandom random;
    private final String attributes;

    OidcEndpoints(
            OidcSettings settings,
            Accounts accounts,
            Sessions sessions,
            SessionCookie cookie,
            LoginThrottle throttle,
            ListenSettings listen,
            InstantSource clock,
            SecureRandom random) {
        this.settings = settings;
        this.provider = new OidcProvider(settings, clock);
        this.accounts = accounts;
        this.sessions = sessions;
        this.cookie = cookie;
        this.throttle = throttle;
        this.random = random;
        // Lax: the way back begins at the provider's site.
        this.attributes = "; Path=" + START + "; HttpOnly; SameSite=Lax" + (listen.secure() ? "; Secure" : "");
    }

    List<Endpoint> list() {
        return List.of(
                Endpoint.get(START, Access.PUBLIC, this::start), Endpoint.get(CALLBACK, Access.PUBLIC, this::callback));
    }

    private void start(Context context) {
        Secret browser = BearerSecret.create("", random);
        URI there = provider.loginUrl(browser);
        context.addHeader(
                "Set-Cookie", browser.reveal(text -> COOKIE + "=" + text + attributes + "; Max-Age=" + SECONDS));
        context.redirect(there.toString(), HttpStatus.SEE_OTHER);
    }

    private void callback(Context context) {
        Secret browser = Optional.ofNullable(context.cookie(COOKIE))
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .orElseThrow(() -> new TidegateException(
                                ErrorCode.OIDC_FAILED, "this browser did not begin a login here, or too long ago")
                        .withRemedy("Begin again at " + START + "."));
        throttle.attemptFrom(context.ip());
        context.addHeader("Set-Cookie", COOKIE + "=" + attributes + "; Max-Age=0");
        OidcIdentity identity = OidcIdentity.of(provider.identify(browser, answered(context)), settings);
        Audited.actor(context, identity.name(), Principal.Via.OIDC.name());
        Account account = accounts.ofProvider(identity.name(), identity.subject(), identity.role());
        throttle.succeededFrom(context.ip());
        cookie.read(context).ifPresent(sessions::end);
        cookie.write(context, sessions.begin(account, Principal.Via.OIDC).cookie());
        context.html(Arrival.PAGE);
    }

    /** What the provider has made the browser bring. */
    private static URI answered(Context context) {
        try {
            return new URI("?" + Optional.ofNullable(context.queryString()).orElse(""));
        } catch (URISyntaxException e) {
            throw new TidegateException(ErrorCode.OIDC_FAILED, "the answer of the provider is no query of a URL", e);
        }
    }
}
