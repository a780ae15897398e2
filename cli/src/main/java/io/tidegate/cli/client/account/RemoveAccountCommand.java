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

/** Removes an account. */
@Command(name = "remove", description = "Removes an account with its tokens.", mixinStandardHelpOptions = true)
final class RemoveAccountCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    RemoveAccountCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().delete(ApiPath.own("accounts", name));
        session.show(answer, out -> out.println("Account " + name + " is removed."));
        return 0;
    }
}
