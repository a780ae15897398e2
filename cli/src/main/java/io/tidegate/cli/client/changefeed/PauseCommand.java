package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses a changefeed. */
@Command(
        name = "pause",
        description =
                "Pauses a changefeed: what was read is delivered, then it stays at its checkpoint until a resume.",
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    PauseCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        session.progress().begin("pausing " + changefeed.id());
        ApiAnswer answer = session.api().post(changefeed.path("pause"), ApiClient.object());
        session.show(answer, out -> out.println("Changefeed " + changefeed.id() + " is paused."));
        return 0;
    }
}
