package io.tidegate.demo;

import io.tidegate.cli.CommandErrors;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate demo}. Ends with status 0 if every row arrived, 4 if not. */
@Command(
        name = "tidegate demo",
        description = {
            "Starts MariaDB and Kafka in a temporary directory, lets a shop write, streams its changes and shows them.",
            "At the end every row that was written is looked for in Kafka."
        },
        mixinStandardHelpOptions = true,
        version = "tidegate " + io.tidegate.cli.Main.VERSION)
public final class Main implements Callable<Integer> {
    /** What is written is kept in memory to be checked; so much fits the heap that the launcher gives. */
    private static final long MOST_TRANSACTIONS = 150_000;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long the shop writes, such as 30s or 2m (default: until Ctrl-C, 10m at most).")
    private @Nullable String time;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Transactions a second of the shop (default: ${DEFAULT-VALUE}).",
            defaultValue = "200")
    private int rate = 200;

    private Main() {}

    /** Runs the demo and ends the process with its status. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Main());
        CommandErrors.install(command, "./tidegate demo");
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Duration duration = time == null ? LONGEST : TimeOption.parse("--for", time);
        if (rate < 1) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--rate=" + rate + " is less than 1")
                    .withRemedy("Say how many transactions a second the shop makes, such as --rate 200.");
        }
        long seconds = Math.max(1, duration.toSeconds());
        if (seconds > MOST_TRANSACTIONS / rate) {
            throw new TidegateException(
                            ErrorCode.INVALID_ARGUMENT,
                            seconds + " s with " + rate + " transactions a second are more than " + MOST_TRANSACTIONS
                                    + ", which the demo could not check in memory")
                    .withRemedy("Ask for less time or a lower rate: at this rate --for "
                            + Math.max(1, MOST_TRANSACTIONS / rate) + "s, for this time --rate "
                            + Math.max(1, MOST_TRANSACTIONS / seconds) + ".");
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Demo(duration, rate, out).run();
    }
}
