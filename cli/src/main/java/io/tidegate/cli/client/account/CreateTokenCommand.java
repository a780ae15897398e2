package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Facts;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.server.access.Role;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an API token. */
@Command(
        name = "create",
        description = "Makes an API token of this account and prints it; it is shown this once.",
        mixinStandardHelpOptions = true)
final class CreateTokenCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Option(names = "--name", paramLabel = "TEXT", required = true, description = "What it is for.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "VIEWER",
            description = "What it may do: viewer, operator or admin, no more than the account (default: viewer).")
    private Role role = Role.VIEWER;

    @Option(names = "--days", paramLabel = "N", description = "How long it is valid (default: as the server says).")
    private @Nullable Integer days;

    CreateTokenCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object().put("name", name).put("role", role.text());
        if (days != null) {
            body.put("expires_in_days", days);
        }
        ApiAnswer answer = session.api().post(ApiPath.own("tokens"), body);
        session.show(answer, out -> {
            new Facts()
                    .add("token", answer.json().path("token").asText())
                    .add("id", answer.json().path("id").asText())
                    .add("role", answer.json().path("role").asText())
                    .add("valid until", AccountText.time(answer.json().path("expires_at"), session))
                    .print(out);
            out.println("Keep the token now; it cannot be shown again.");
        });
        return 0;
    }
}
