package io.tidegate.server.access;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Gate;
import io.tidegate.server.web.HttpServer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks of every request who it is from and whether that account may do this. It is proven by an API token in {@code
 * Authorization} or by the cookie of a login; a token that is not good is never overlooked in favour of a cookie. A change
 * must come from a page of this server and, with a cookie, name the login's CSRF token in {@code X-CSRF-Token}. Every change,
 * done or refused, gets its entry in the audit log here, so that no route can forget it; one that only looks says so.
 */
public final class AccessGate implements Gate {
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String PRINCIPAL = "tidegate.principal";
    private static final String SESSION = "tidegate.session";
    private static final String TOKEN_END = "tidegate.token.end";
    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final Tokens tokens;
    private final SessionCookie cookie;
    private final SameOrigin origin;
    private final AuditLog audit;

    AccessGate(Sessions sessions, Tokens tokens, SessionCookie cookie, SameOrigin origin, AuditLog audit) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookie = cookie;
        this.origin = origin;
        this.audit = audit;
    }

    /** Who asks. For handlers of routes that are not public. */
    public static Principal principal(Context context) {
        Principal principal = context.attribute(PRINCIPAL);
        if (principal == null) {
            throw new IllegalStateException("the route " + context.path() + " is public");
        }
        return principal;
    }

    /** Who asks, as far as it was found out: nobody on a public route. */
    public static Optional<Principal> knownPrincipal(Context context) {
        return Optional.ofNullable(context.attribute(PRINCIPAL));
    }

    /** What a page must send with each change, empty without a login. */
    public static Optional<Secret> csrfToken(Context context) {
        return session(context).map(Sessions.Session::csrfToken);
    }

    /** The login that a request came with, empty with a token. */
    static Optional<Sessions.Session> session(Context context) {
        return Optional.ofNullable(context.attribute(SESSION));
    }

    /** When the token ends that a request came with, empty with a login. */
    static Optional<Instant> tokenEnd(Context context) {
        return Optional.ofNullable(context.attribute(TOKEN_END));
    }

    @Override
    public void admit(Context context, Access needed) {
        boolean change = isChange(context);
        String authorization = context.header("Authorization");
        if (change && authorization == null) {
            origin.check(context);
        }
        Role role = role(needed);
        if (role == null) {
            return;
        }
        Principal principal = authorization == null ? bySession(context, change) : byToken(context, authorization);
        context.attribute(PRINCIPAL, principal);
        if (!principal.role().includes(role)) {
            throw new TidegateException(
                    ErrorCode.FORBIDDEN,
                    "this needs the role " + role.text() + ", " + principal.name() + " has "
                            + principal.role().text() + " here");
        }
    }

    /** Whether what a request came with is still good; for answers that go on for long. */
    public boolean stillGood(Context context) {
        return session(context)
                        .map(Sessions.Session::cookie)
                        .flatMap(sessions::find)
                        .isPresent()
                || bearer(context.header("Authorization")).flatMap(tokens::find).isPresent();
    }

    @Override
    public void conclude(Context context) {
        Principal principal = context.attribute(PRINCIPAL);
        Optional<String> actor = Audited.actor(context).or(() -> Optional.ofNullable(principal)
                .filter(known -> isChange(context))
                .map(Principal::name));
        // Whoever is nobody has changed nothing, and must not be able to fill the log.
        if (actor.isPresent() && !(Audited.isNothing(context) && context.statusCode() < 400)) {
            audit.append(
                    actor.get(),
                    principal == null ? Audited.via(context) : principal.via().name(),
                    context.ip(),
                    action(context),
                    Audited.subject(context)
                            .orElseGet(() ->
                                    String.join("/", context.pathParamMap().values())),
                    outcome(context.statusCode()),
                    HttpServer.failure(context).map(ErrorCode::code).orElse(""));
        }
    }

    private Principal bySession(Context context, boolean change) {
        Sessions.Session session = cookie.read(context)
                .flatMap(sessions::find)
                .orElseThrow(() -> new TidegateException(
                        ErrorCode.UNAUTHENTICATED, "the request has no API token and no login that is still good"));
        if (change && !hasCsrfToken(context, session)) {
            throw new TidegateException(
                            ErrorCode.FORBIDDEN, "the header " + CSRF_HEADER + " does not belong to the login")
                    .withRemedy("Send the csrf_token that GET /api/v2/tidegate/session answers.");
        }
        context.attribute(SESSION, session);
        return session.principal();
    }

    private Principal byToken(Context context, String authorization) {
        Tokens.Bearer bearer = bearer(authorization)
                .flatMap(tokens::find)
                .orElseThrow(() -> new TidegateException(
                        ErrorCode.UNAUTHENTICATED, "the API token is unknown, has expired or was revoked"));
        context.attribute(TOKEN_END, bearer.expiresAt());
        return bearer.principal();
    }

    private static Optional<Secret> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> new Secret(value.substring(BEARER.length()).strip()));
    }

    private static boolean hasCsrfToken(Context context, Sessions.Session session) {
        String sent = context.header(CSRF_HEADER);
        return sent != null && BearerSecret.same(session.csrfToken(), new Secret(sent));
    }

    private static boolean isChange(Context context) {
        return !SAFE.contains(context.method().name());
    }

    private static @Nullable Role role(Access needed) {
        return switch (needed) {
            case PUBLIC -> null;
            case VIEWER -> Role.VIEWER;
            case OPERATOR -> Role.OPERATOR;
            case ADMIN -> Role.ADMIN;
        };
    }

    private static String action(Context context) {
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        return context.method().name() + " " + (endpoint == null ? context.path() : endpoint.path);
    }

    private static String outcome(int status) {
        if (status < 400) {
            return "ok";
        }
        return status == 401 || status == 403 || status == 429 ? "refused" : "failed";
    }
}
