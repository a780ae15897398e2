package io.tidegate.cli;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** How every command of Tidegate tells its user what went wrong: {@code error CODE: sentence}, then the remedy. */
public final class CommandErrors {
    private CommandErrors() {}

    /**
     * Makes a command tell its errors so and end with the status of their kind.
     *
     * @param name what the user types before the options, such as {@code tidegate run}
     */
    public static void install(CommandLine command, String name) {
        command.setExecutionExceptionHandler((failure, line, result) -> fail(line.getErr(), failure));
        command.setParameterExceptionHandler((failure, unused) -> fail(
                failure.getCommandLine().getErr(),
                new TidegateException(ErrorCode.INVALID_ARGUMENT, String.valueOf(failure.getMessage()), failure)
                        .withRemedy(
                                "Run " + fullName(failure.getCommandLine(), name) + " --help to see what it takes.")));
    }

    /** The two lines that every error is told in. */
    public static void print(PrintWriter err, TidegateException error) {
        err.println("error " + error.code().code() + ": " + error.sentence());
        err.println("remedy: " + error.remedy());
        err.flush();
    }

    /** Tells what ended a command and returns its exit status; what has no code is a defect of ours or of the machine. */
    static int fail(PrintWriter err, Throwable failure) {
        TidegateException error = failure instanceof TidegateException known
                ? known
                : new TidegateException(ErrorCode.INTERNAL_ERROR, failure.toString(), failure);
        print(err, error);
        if (error.code() == ErrorCode.INTERNAL_ERROR) {
            failure.printStackTrace(err);
        }
        return error.code().kind().exitStatus();
    }

    private static String fullName(CommandLine line, String name) {
        return line.getParent() == null ? name : fullName(line.getParent(), name) + " " + line.getCommandName();
    }
}
