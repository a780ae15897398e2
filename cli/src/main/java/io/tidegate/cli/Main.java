package io.tidegate.cli;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code tidegate} command. Errors go to standard error as {@code error CODE: sentence} and {@code remedy: …}; exit
 * status 0 done, 2 usage or configuration, 3 connection or preflight, 4 position or data, 5 internal.
 */
@Command(
        name = "tidegate",
        description = "Streams row changes and DDL from MySQL and MariaDB into Apache Kafka.",
        subcommands = {RunCommand.class, CheckCommand.class, RouteCommand.class, PeekCommand.class},
        mixinStandardHelpOptions = true,
        version = "tidegate " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Try the whole of it without any server of your own: ./tidegate demo"})
public final class Main {
    static final String VERSION = "0.1.0";

    private Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        TerminationSignal.exit(run(arguments));
    }

    /** Runs a command and returns its exit status. */
    public static int run(String... arguments) {
        return run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    }

    /** Runs a command that prints to these and returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(new Main());
        command.setOut(out);
        command.setErr(err);
        command.setExecutionExceptionHandler((failure, line, result) -> fail(line.getErr(), failure));
        command.setParameterExceptionHandler((failure, unused) -> fail(
                failure.getCommandLine().getErr(),
                new TidegateException(ErrorCode.INVALID_ARGUMENT, String.valueOf(failure.getMessage()), failure)
                        .withRemedy("Run tidegate " + commandName(failure.getCommandLine())
                                + "--help to see what it takes.")));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            command.usage(command.getErr());
            return ErrorCode.INVALID_ARGUMENT.kind().exitStatus();
        }
        return command.execute(arguments);
    }

    private static int fail(PrintWriter err, Exception failure) {
        TidegateException error = failure instanceof TidegateException known
                ? known
                : new TidegateException(ErrorCode.INTERNAL_ERROR, failure.toString(), failure);
        print(err, error);
        if (error.code() == ErrorCode.INTERNAL_ERROR) {
            failure.printStackTrace(err);
        }
        return error.code().kind().exitStatus();
    }

    /** The two lines that every error is told in. */
    static void print(PrintWriter err, TidegateException error) {
        err.println("error " + error.code().code() + ": " + error.sentence());
        err.println("remedy: " + error.remedy());
        err.flush();
    }

    private static String commandName(CommandLine line) {
        String name = line.getCommandName();
        return name.equals("tidegate") ? "" : name + " ";
    }
}
