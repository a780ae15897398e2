package io.tidegate.cli;

import io.tidegate.cli.client.Surroundings;
import io.tidegate.error.ErrorCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code tidegate} command. Errors go to standard error as {@code error CODE: sentence} and {@code remedy: …}; exit
 * status 0 done, 2 usage or configuration, 3 connection or preflight, 4 position or data, 5 internal.
 */
@Command(
        name = "tidegate",
        description = "Streams row changes and DDL from MySQL and MariaDB into Apache Kafka.",
        subcommands = {
            RunCommand.class,
            ServerCommand.class,
            CheckCommand.class,
            RouteCommand.class,
            PeekCommand.class,
            BackupCommand.class,
            RotateKeysCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "tidegate " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        footer = "${sys:tidegate.hint:-}")
public final class Main {
    public static final String VERSION = "0.1.0";

    Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit status. */
    public static int run(String... arguments) {
        return run(new CommandLine(new Main()), arguments);
    }

    /** Runs a command line of {@link Main} that may print elsewhere, and returns its exit status. */
    static int run(CommandLine command, String... arguments) {
        return run(command, Surroundings.ofProcess(), arguments);
    }

    /** The same with what the commands of a server's clients find around them. */
    static int run(CommandLine command, Surroundings surroundings, String... arguments) {
        ClientCommands.addTo(command, surroundings);
        CommandErrors.install(command, "tidegate");
        command.setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            command.usage(command.getErr());
            return ErrorCode.INVALID_ARGUMENT.kind().exitStatus();
        }
        try {
            return command.execute(arguments);
        } catch (Error failure) {
            // A native library that cannot be loaded, for one; picocli hands on exceptions alone.
            return CommandErrors.fail(command.getErr(), failure);
        }
    }
}
