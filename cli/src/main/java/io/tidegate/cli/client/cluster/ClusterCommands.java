package io.tidegate.cli.client.cluster;

import io.tidegate.cli.client.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about source clusters. */
@Command(
        name = "cluster",
        description = "Registers, shows and tests the source clusters of a server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ClusterCommands {
    ClusterCommands() {}

    public static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new ClusterCommands())
                .addSubcommand(new AddCommand(surroundings))
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new ShowCommand(surroundings))
                .addSubcommand(new TestCommand(surroundings))
                .addSubcommand(new EditCommand(surroundings))
                .addSubcommand(new RemoveCommand(surroundings))
                .addSubcommand(new TablesCommand(surroundings));
    }
}
