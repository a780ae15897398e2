package io.tidegate.cli;

import io.tidegate.state.StateStore;
import io.tidegate.state.vault.Vault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Seals the secrets of a server that does not run with a new key. */
@Command(
        name = "rotate-keys",
        description = {
            "Seals all stored secrets with a new key and forgets the old one. The server must not run.",
            "Backups from before need the key file from before."
        },
        mixinStandardHelpOptions = true)
final class RotateKeysCommand implements Callable<Integer> {
    @Option(names = "--data-dir", paramLabel = "DIR", required = true, description = "The data directory.")
    private Path dataDirectory = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (StateStore store = StateStore.openExisting(dataDirectory, InstantSource.system())) {
            Vault vault = store.vault(System.getenv());
            store.rotateKeys(vault);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("All secrets are sealed with a new key.");
        out.println(
                "Make a backup and a copy of the key file now: what was made before needs the key file from before.");
        out.flush();
        return 0;
    }
}
