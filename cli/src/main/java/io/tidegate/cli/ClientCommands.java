package io.tidegate.cli;

import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.account.AccountCommands;
import io.tidegate.cli.client.account.LoginCommand;
import io.tidegate.cli.client.account.LogoutCommand;
import io.tidegate.cli.client.account.TokenCommands;
import io.tidegate.cli.client.changefeed.ChangefeedCommands;
import io.tidegate.cli.client.cluster.ClusterCommands;
import picocli.CommandLine;

/** The commands that talk to a server. */
final class ClientCommands {
    private ClientCommands() {}

    static void addTo(CommandLine tidegate, Surroundings surroundings) {
        tidegate.addSubcommand(ChangefeedCommands.of(surroundings));
        tidegate.addSubcommand(ClusterCommands.of(surroundings));
        tidegate.addSubcommand(TokenCommands.of(surroundings));
        tidegate.addSubcommand(AccountCommands.of(surroundings));
        tidegate.addSubcommand(new LoginCommand(surroundings));
        tidegate.addSubcommand(new LogoutCommand(surroundings));
        tidegate.addSubcommand(new CompletionCommand());
        // What was added prints where the others do.
        tidegate.setOut(tidegate.getOut()).setErr(tidegate.getErr());
    }
}
