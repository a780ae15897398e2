package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
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

/** Gives an account another password. */
@Command(
        name = "password",
        description =
                "Gives an account another password: one's own with the one before, another's as an administrator.",
        mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {
    private static final String VARIABLE = "TIDEGATE_PASSWORD";

    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Option(
            names = "--current-password-file",
            paramLabel = "FILE",
            description = "File with one's present password (default: " + VARIABLE + ", or asked for on a terminal).")
    private @Nullable Path currentFile;

    @Mixin
    private final NewPasswordOptions password;

    private final SecretPrompt secrets;

    PasswordCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.password = new NewPasswordOptions(surroundings);
        this.secrets = new SecretPrompt(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        String self =
                session.api().get(ApiPath.own("session")).json().path("name").asText();
        ObjectNode body = ApiClient.object();
        if (self.equals(name)) {
            current(session).reveal(text -> body.put("current_password", text));
        }
        password.read(session.err()).reveal(text -> body.put("password", text));
        ApiAnswer answer = session.api().put(ApiPath.own("accounts", name, "password"), body);
        session.show(answer, out -> out.println("Account " + name + " has another password."));
        return 0;
    }

    private Secret current(ClientSession session) {
        Secret current = secrets.find(currentFile, VARIABLE, "Present password (not shown):", session.err());
        if (current == null) {
            throw new TidegateException(
                            ErrorCode.INVALID_ARGUMENT, "one's own password changes with the present one only")
                    .withRemedy("Put it into a file for --current-password-file or into " + VARIABLE + ".");
        }
        return current;
    }
}
