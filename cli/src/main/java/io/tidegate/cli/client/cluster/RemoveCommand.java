package io.tidegate.cli.client.cluster;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forgets a source cluster. */
@Command(
        name = "remove",
        description = "Forgets a source cluster that has no changefeeds.",
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ClusterId cluster = new ClusterId();

    RemoveCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().delete(cluster.path());
        session.show(answer, out -> out.println("Cluster " + cluster.id() + " is removed."));
        return 0;
    }
}
