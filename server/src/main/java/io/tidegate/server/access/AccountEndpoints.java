package io.tidegate.server.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;

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
        RequestFields fields = RequestFields.read(context, "name", "password", "role");
        Account account = accounts.create(fields.text("name"), fields.role("role"), fields.secret("password"));
        Audited.subject(context, account.name());
        context.status(201);
        Answers.send(context, shape(account));
    }

    private void change(Context context) {
        RequestFields fields = RequestFields.read(context, "role", "disabled");
        String name = name(context);
        fields.optionalRole("role").ifPresent(role -> accounts.changeRole(name, role));
        fields.optionalFlag("disabled").ifPresent(disabled -> accounts.disable(name, disabled));
        Answers.send(context, shape(accounts.get(name)));
    }

    private void remove(Context context) {
        accounts.remove(name(context));
        context.status(204);
    }

    /** One's own with the one before; any other's as an administrator. */
    private void changePassword(Context context) {
        RequestFields fields = RequestFields.read(context, "current_password", "password");
        Principal principal = AccessGate.principal(context);
        String name = name(context);
        if (principal.name().equals(name)) {
            logins.requirePassword(name, fields.secret("current_password"), context.ip());
        } else if (!principal.role().includes(Role.ADMIN)) {
            // Whether there is such an account stays unknown.
            throw new TidegateException(ErrorCode.ACCOUNT_NOT_EXISTS, name);
        }
        accounts.changePassword(name, fields.secret("password"));
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
