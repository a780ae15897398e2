package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a changefeed another capacity. */
@Command(
        name = "scale",
        description = "Gives a changefeed another capacity, at once and without a restart.",
        mixinStandardHelpOptions = true)
final class ScaleCommand implements Callable<Integer> {
    private static final int ROWS_PER_UNIT = 2500;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(
            names = "--rcu",
            paramLabel = "N",
            required = true,
            description = "Replication capacity units of 2500 rows/s each; 0 for no limit.")
    private int rcu;

    ScaleCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api()
                .post(changefeed.ownPath("scale"), ApiClient.object().put("rcu", rcu));
        String capacity = rcu == 0 ? "no limit" : "up to " + (long) rcu * ROWS_PER_UNIT + " rows/s";
        session.show(answer, out -> out.println("Changefeed " + changefeed.id() + " has " + capacity + "."));
        return 0;
    }
}
