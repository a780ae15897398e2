package io.tidegate.cli;

import io.tidegate.state.StateStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the state of a data directory, whether a process uses it or not. */
@Command(
        name = "backup",
        description = {
            "Copies the state of a data directory to a file, while the server runs or not.",
            "The key of the secrets is not part of it: keep a copy of secret-key.json in another place."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Option(names = "--data-dir", paramLabel = "DIR", required = true, description = "The data directory.")
    private Path dataDirectory = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The copy; must not exist yet.")
    private Path to = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        StateStore.backupOf(dataDirectory, to);
        PrintWriter out = spec.commandLine().getOut();
        out.println("The state of " + dataDirectory + " is in " + to + ".");
        out.flush();
        return 0;
    }
}
