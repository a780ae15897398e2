package io.tidegate.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** How a command ended: its exit status, and what it printed. */
public record Ending(int status, String out, String err) {
    /** Runs {@code tidegate} with these arguments, in this process. */
    public static Ending of(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = Main.run(command, arguments.toArray(String[]::new));
        return new Ending(status, out.toString(), err.toString());
    }
}
