package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.server.access.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates an account. */
@Command(name = "create", description = "Creates an account with a password.", mixinStandardHelpOptions = true)
final class CreateAccountCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The name to log in with.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "What it may do: viewer, operator or admin.")
    private Role role = Role.VIEWER;

    @Mixin
    private final NewPasswordOptions password;

    CreateAccountCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.password = new NewPasswordOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object().put("name", name).put("role", role.text());
        password.read(session.err()).reveal(text -> body.put("password", text));
        ApiAnswer answer = session.api().post(ApiPath.own("accounts"), body);
        session.show(answer, out -> out.println("Account " + name + " is there, with the role " + role.text() + "."));
        return 0;
    }
}
