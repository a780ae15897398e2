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
import java.util.Optional;

/** Accounts, which administrators manage; and one's own password. */
final class AccountEndpoints {
    private static final String PATH = "/api/v2/tidegate/accounts";
    private static final String ONE = PATH + "/{name}";

    private final Accounts accounts;
    private final Logins logins;

    AccountEndpoints(Accounts accounts, Logins logins) {
        this.accounts = accounts;
        this.logins = logins;
    }

    List<Endpoint> list() {
        return List.of(
                Endpoint.get(
                        PATH,
                        Access.ADMIN,
                        context -> Answers.send(context, Answers.items(accounts.list(), AccountEndpoints::shape))),
                Endpoint.post(PATH, Access.ADMIN, this::create),
                Endpoint.get(ONE, Access.ADMIN, context -> Answers.send(context, shape(accounts.get(name(context))))),
                Endpoint.put(ONE, Access.ADMIN, this::change),
                Endpoint.delete(ONE, Access.ADMIN, this::remove),
                Endpoint.put(ONE + "/password", Access.VIEWER, this::changePassword));
    }

    private void create(Context context) {
        JsonBody body = JsonBody.of(context);
        String name = body.required("name");
        Role role = RoleField.required(body);
        Secret password = body.requiredSecret("password");
        body.end();
        Account account = accounts.create(name, role, password);
        Audited.subject(context, account.name());
        context.status(201);
        Answers.send(context, shape(account));
    }

    private void change(Context context) {
        JsonBody body = JsonBody.of(context);
        Optional<Role> wanted = RoleField.of(body);
        Optional<Boolean> disabled = body.optionalFlag("disabled");
        body.end();
        String name = name(context);
        wanted.ifPresent(role -> accounts.changeRole(name, role));
        disabled.ifPresent(off -> accounts.disable(name, off));
        Answers.send(context, shape(accounts.get(name)));
    }

    private void remove(Context context) {
        accounts.remove(name(context));
        context.status(204);
    }

    /** One's own with the one before; any other's as an administrator. */
    private void changePassword(Context context) {
        JsonBody body = JsonBody.of(context);
        Secret password = body.requiredSecret("password");
        Optional<Secret> current = Optional.ofNullable(body.secret("current_password"));
        body.end();
        Principal principal = AccessGate.principal(context);
        String name = name(context);
        if (principal.name().equals(name)) {
            logins.requirePassword(name, current.orElseThrow(() -> body.missing("current_password")), context.ip());
        } else if (!principal.role().includes(Role.ADMIN)) {
            // Whether there is such an account stays unknown.
            throw new TidegateException(ErrorCode.ACCOUNT_NOT_EXISTS, name);
        }
        accounts.changePassword(name, password);
        context.status(204);
    }

    private static String name(Context context) {
        return context.pathParam("name");
    }

    private static ObjectNode shape(Account account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", account.name())
                .put("role", account.role().text())
                .put("disabled", account.disabled())
                .put("local", account.local())
                .put("created_at", account.createdAt().toString());
    }
}
