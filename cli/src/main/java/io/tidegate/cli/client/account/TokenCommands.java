package io.tidegate.cli.client.account;

import io.tidegate.cli.client.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about API tokens. */
@Command(
        name = "token",
        description = "Makes, lists and revokes API tokens: one's own, for administrators all.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class TokenCommands {
    TokenCommands() {}

    public static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new TokenCommands())
                .addSubcommand(new CreateTokenCommand(surroundings))
                .addSubcommand(new ListTokensCommand(surroundings))
                .addSubcommand(new RevokeTokenCommand(surroundings));
    }
}
