package io.tidegate.server.console;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds what of a remedy can be copied and run. */
public final class Commands {
    // SQL may quote names with backticks, so it is looked for first. What a tool of Kafka is given has no words
    // between.
    private static final Pattern COMMAND = Pattern.compile(
            "(GRANT [^;]+;?|ALTER TABLE [^;]+;|SET GLOBAL [^;`]+;" + "|kafka-[a-z]+\\.sh(?: (?!or )\\S+)+)|`([^`]+)`");

    private Commands() {}

    /**
     * Statements and commands in a remedy: what begins as SQL does up to a semicolon, a tool of Kafka with its options, and
     * what stands between backticks.
     */
    public static List<String> in(String remedy) {
        return COMMAND.matcher(remedy)
                .results()
                .map(Commands::command)
                .distinct()
                .toList();
    }

    /** By which a command is found on a page. */
    public static String id(String command) {
        return "command-" + Integer.toHexString(command.hashCode());
    }

    private static String command(MatchResult found) {
        String statement = found.group(1);
        return (statement == null ? found.group(2) : statement).strip();
    }
}
