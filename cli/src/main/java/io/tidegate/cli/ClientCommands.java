package io.tidegate.cli;

import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.changefeed.ChangefeedCommands;
import picocli.CommandLine;

/** The commands that talk to a server. */
final class ClientCommands {
    private ClientCommands() {}

    static void addTo(CommandLine tidegate, Surroundings surroundings) {
        tidegate.addSubcommand(ChangefeedCommands.of(surroundings));
        tidegate.addSubcommand(new CompletionCommand());
        // What was added prints where the others do.
        tidegate.setOut(tidegate.getOut()).setErr(tidegate.getErr());
    }
}
