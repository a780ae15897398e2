package io.tidegate.server.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import io.tidegate.state.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** API tokens: everybody's own, and all of them for administrators. A token cannot make one that may do or lives longer. */
final class TokenEndpoints {
    private static final String PATH = "/api/v2/tidegate/tokens";
    private static final int DEFAULT_DAYS = 90;

    private final Tokens tokens;
    private final InstantSource clock;

    TokenEndpoints(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    List<Endpoint> list() {
        return List.of(
                Endpoint.get(PATH, Access.VIEWER, this::show),
                Endpoint.post(PATH, Access.VIEWER, this::create),
                Endpoint.delete(PATH + "/{id}", Access.VIEWER, this::revoke));
    }

    private void show(Context context) {
        Principal principal = AccessGate.principal(context);
        List<StoredToken> visible = tokens.list().stream()
                .filter(token -> mayManage(principal, token))
                .toList();
        Answers.send(context, Answers.items(visible, TokenEndpoints::shape));
    }

    private void create(Context context) {
        JsonBody body = JsonBody.of(context);
        String name = body.required("name");
        Role role = RoleField.of(body).orElse(Role.VIEWER);
        Duration asked = Duration.ofDays(body.whole("expires_in_days", DEFAULT_DAYS));
        body.end();
        Principal principal = AccessGate.principal(context);
        if (!principal.role().includes(role)) {
            throw new TidegateException(
                    ErrorCode.FORBIDDEN,
                    "a token cannot have the role " + role.text() + ", " + principal.name() + " has "
                            + principal.role().text() + " here");
        }
        Duration lifetime = AccessGate.tokenEnd(context)
                .map(end -> Duration.between(clock.instant(), end))
                .filter(left -> left.compareTo(asked) < 0)
                .orElse(asked);
        Tokens.NewToken made = tokens.create(principal.name(), name, role, lifetime);
        Audited.subject(context, made.token().id());
        ObjectNode answer = shape(made.token());
        made.secret().reveal(secret -> answer.put("token", secret));
        context.status(201);
        Answers.send(context, answer);
    }

    private void revoke(Context context) {
        StoredToken token = tokens.get(context.pathParam("id"));
        if (!mayManage(AccessGate.principal(context), token)) {
            // Whose it is stays unknown.
            throw new TidegateException(ErrorCode.TOKEN_NOT_EXISTS, token.id());
        }
        tokens.revoke(token.id());
        context.status(204);
    }

    private static boolean mayManage(Principal principal, StoredToken token) {
        return principal.role().includes(Role.ADMIN) || token.account().equals(principal.name());
    }

    private static ObjectNode shape(StoredToken token) {
        ObjectNode shape = JsonNodeFactory.instance
                .objectNode()
                .put("id", token.id())
                .put("account", token.account())
                .put("name", token.name())
                .put("role", token.role().toLowerCase(Locale.ROOT))
                .put("created_at", token.createdAt().toString());
        Instant end = token.expiresAt();
        Instant used = token.lastUsedAt();
        return shape.put("expires_at", end == null ? null : end.toString())
                .put("last_used_at", used == null ? null : used.toString());
    }
}
