package io.tidegate.server.console;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds what of a remedy can be copied and run. */
public final class Commands {
    // A GRANT may quote names with backticks, so it is looked for first.
    private static final Pattern COMMAND = Pattern.compile("(GRANT [^;]+;?)|`([^`]+)`");

    private Commands() {}

    /** Statements and commands in a remedy: what begins with GRANT up to a semicolon, and what stands between backticks. */
    public static List<String> in(String remedy) {
        return COMMAND.matcher(remedy)
                .results()
                .map(Commands::command)
                .distinct()
                .toList();
    }

    private static String command(MatchResult found) {
        String statement = found.group(1);
        return (statement == null ? found.group(2) : statement).strip();
    }
}
