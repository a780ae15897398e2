package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.OutputFormat;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows changefeeds as they go. */
@Command(
        name = "watch",
        description =
                "Shows state, lag and speed of changefeeds as they change, until Ctrl-C: a table on a terminal, a line for"
                        + " each change elsewhere.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Option(
            names = {"-c", "--changefeed-id"},
            paramLabel = "ID",
            description = "Only this changefeed (default: all).")
    private @Nullable String id;

    @Option(names = "--max", paramLabel = "N", description = "End after so many changes (default: never).")
    private int max;

    WatchCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        if (id != null) {
            session.api().get(ApiPath.own("changefeeds", id, "progress")); // one that is not there is an error
        }
        FeedView view = session.format() == OutputFormat.JSON
                ? new JsonFeedView(session.out())
                : session.surroundings().watched()
                        ? new TableFeedView(session.out(), session.zone())
                        : new LineFeedView(session.out(), session.surroundings());
        FeedEvents events = new FeedEvents(id, max, view);
        // The server ends a stream now and then, so that whoever listens proves anew who it is.
        while (!events.isOver()) {
            session.api().lines(ApiPath.own("events"), events::line);
        }
        return 0;
    }
}
