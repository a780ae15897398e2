package io.tidegate.server.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import java.util.List;
import java.util.Locale;

/** Login, who is logged in, logout. */
final class SessionEndpoints {
    static final String PATH = "/api/v2/tidegate/session";

    private final Accounts accounts;
    private final Logins logins;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SessionEndpoints(Accounts accounts, Logins logins, Sessions sessions, SessionCookie cookie) {
        this.accounts = accounts;
        this.logins = logins;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    List<Endpoint> list() {
        return List.of(
                Endpoint.post(PATH, Access.PUBLIC, this::login),
                Endpoint.get(PATH, Access.VIEWER, this::who),
                Endpoint.delete(PATH, Access.VIEWER, this::logout));
    }

    private void login(Context context) {
        // A form of another site could send text, but not this type.
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the body is not of type application/json");
        }
        JsonBody body = JsonBody.of(context);
        String name = body.required("name");
        Secret password = body.requiredSecret("password");
        body.end();
        // Who mistakes the fields writes the password as the name; only names that exist are noted.
        Audited.actor(context, accounts.exists(name) ? name : "unknown", "password");
        Sessions.Session session = logins.login(name, password, context.ip());
        cookie.read(context).ifPresent(sessions::end);
        cookie.write(context, session.cookie());
        Answers.send(context, shape(session));
    }

    private void who(Context context) {
        ObjectNode answer = AccessGate.session(context)
                .map(SessionEndpoints::shape)
                .orElseGet(() -> shape(AccessGate.principal(context)));
        Answers.send(context, answer);
    }

    private void logout(Context context) {
        AccessGate.session(context).map(Sessions.Session::cookie).ifPresent(sessions::end);
        cookie.remove(context);
        context.status(204);
    }

    private static ObjectNode shape(Sessions.Session session) {
        ObjectNode answer = shape(session.principal());
        session.csrfToken().reveal(token -> answer.put("csrf_token", token));
        return answer.put("expires_at", session.expiresAt().toString());
    }

    private static ObjectNode shape(Principal principal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", principal.name())
                .put("role", principal.role().text())
                .put("via", principal.via().name().toLowerCase(Locale.ROOT));
    }
}
