package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.LoginFile;
import io.tidegate.cli.client.SecretPrompt;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exchanges a password for an API token that later commands find by themselves. The password is not kept. */
@Command(
        name = "login",
        description =
                "Logs in with a password and keeps an API token for later commands, in a file that only its owner can"
                        + " read.",
        mixinStandardHelpOptions = true)
public final class LoginCommand implements Callable<Integer> {
    private static final String VARIABLE = "TIDEGATE_PASSWORD";

    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the password (default: " + VARIABLE + ", or asked for on a terminal).")
    private @Nullable Path passwordFile;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long the token is valid (default: ${DEFAULT-VALUE}).")
    private int days = 30;

    private final Surroundings surroundings;

    public LoginCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ClientSession session = server.anonymousSession();
        ObjectNode login = ApiClient.object().put("name", name);
        password(session).reveal(text -> login.put("password", text));
        ApiPath path = ApiPath.own("session");
        JsonNode opened = open(session, path, login);
        ApiClient inside =
                session.api().saying("X-CSRF-Token", opened.path("csrf_token").asText());
        ApiAnswer made = inside.post(
                ApiPath.own("tokens"),
                ApiClient.object()
                        .put("name", "tidegate login")
                        .put("role", opened.path("role").asText())
                        .put("expires_in_days", days));
        LoginFile file = LoginFile.of(surroundings);
        file.keep(
                server.serverName(),
                made.json().path("id").asText(),
                new Secret(made.json().path("token").asText()));
        ApiAnswer closed = inside.delete(path);
        session.show(
                closed,
                out -> out.println("Logged in at " + server.serverName() + " as " + name + " ("
                        + opened.path("role").asText() + ") until "
                        + AccountText.time(made.json().path("expires_at"), session) + "; the token is in " + file
                        + "."));
        return 0;
    }

    private static JsonNode open(ClientSession session, ApiPath path, ObjectNode login) {
        try {
            return session.api().post(path, login).json();
        } catch (TidegateException e) {
            throw e.code() == ErrorCode.UNAUTHENTICATED ? e.withRemedy("Check the name and the password.") : e;
        }
    }

    private Secret password(ClientSession session) {
        Secret password = new SecretPrompt(surroundings)
                .find(passwordFile, VARIABLE, "Password of " + name + " (not shown):", session.err());
        if (password == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "there is no password")
                    .withRemedy("Put it into a file for --password-file or into " + VARIABLE + ".");
        }
        return password;
    }
}
