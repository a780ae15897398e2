package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about changefeeds. */
@Command(
        name = "changefeed",
        description = "Creates, shows and changes the changefeeds of a server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ChangefeedCommands {
    ChangefeedCommands() {}

    public static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new ChangefeedCommands())
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new CreateCommand(surroundings))
                .addSubcommand(new QueryCommand(surroundings))
                .addSubcommand(new PauseCommand(surroundings))
                .addSubcommand(new ResumeCommand(surroundings))
                .addSubcommand(new RewindCommand(surroundings))
                .addSubcommand(new ScaleCommand(surroundings))
                .addSubcommand(new UpdateCommand(surroundings))
                .addSubcommand(new DuplicateCommand(surroundings))
                .addSubcommand(new RemoveCommand(surroundings))
                .addSubcommand(new MessagesCommand(surroundings))
                .addSubcommand(new ErrorsCommand(surroundings))
                .addSubcommand(new WatchCommand(surroundings));
    }
}
