package io.tidegate.cli.client.account;

import io.tidegate.cli.client.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about accounts. */
@Command(
        name = "account",
        description = "Manages the accounts of a server, for administrators; and one's own password.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AccountCommands {
    AccountCommands() {}

    public static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new AccountCommands())
                .addSubcommand(new ListAccountsCommand(surroundings))
                .addSubcommand(new CreateAccountCommand(surroundings))
                .addSubcommand(new EditAccountCommand(surroundings))
                .addSubcommand(new PasswordCommand(surroundings))
                .addSubcommand(new RemoveAccountCommand(surroundings));
    }
}
