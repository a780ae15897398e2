package io.tidegate.cli.client.account;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes an API token. */
@Command(name = "revoke", description = "Revokes an API token, at once.", mixinStandardHelpOptions = true)
final class RevokeTokenCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "ID", description = "The id of the token, as token list shows it.")
    private String id = "";

    RevokeTokenCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().delete(ApiPath.own("tokens", id));
        session.show(answer, out -> out.println("Token " + id + " is revoked."));
        return 0;
    }
}
