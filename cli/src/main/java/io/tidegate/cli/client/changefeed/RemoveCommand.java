package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a changefeed. */
@Command(
        name = "remove",
        description =
                "Drains a changefeed, then forgets it with its checkpoint. Topics and their messages stay. One that is"
                        + " not there is fine.",
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    RemoveCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        session.progress().begin("draining and removing " + changefeed.id());
        ApiAnswer answer = session.api().delete(changefeed.path());
        session.show(answer, out -> out.println("Changefeed " + changefeed.id() + " is removed."));
        return 0;
    }
}
