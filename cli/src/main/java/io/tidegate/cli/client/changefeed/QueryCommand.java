package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Facts;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.Times;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one changefeed. */
@Command(
        name = "query",
        description = "Shows a changefeed: what it does and why, how far it is, and how it was defined.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(
            names = {"-s", "--simple"},
            description = "Only state and checkpoint.")
    private boolean simple;

    QueryCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        if (simple) {
            ApiAnswer status = session.api().get(changefeed.path("status"));
            session.show(status, out -> status(status.json(), session, out));
        } else {
            ApiAnswer detail = session.api().get(changefeed.path());
            session.show(detail, out -> detail(detail.json(), session, out));
        }
        return 0;
    }

    private void status(JsonNode status, ClientSession session, PrintWriter out) {
        long checkpoint = status.path("checkpoint_ts").asLong();
        new Facts()
                .add("id", changefeed.id())
                .add("state", status.path("state").asText())
                .add("checkpoint", Times.ofTso(checkpoint, session.zone()))
                .add("checkpoint-ts", Long.toUnsignedString(checkpoint))
                .add("lag", Times.behind(checkpoint, session.now()))
                .add("error", ErrorText.oneLine(status.path("last_error")))
                .add("warning", ErrorText.oneLine(status.path("last_warning")))
                .print(out);
    }

    private static void detail(JsonNode detail, ClientSession session, PrintWriter out) {
        long checkpoint = detail.path("checkpoint_ts").asLong();
        new Facts()
                .add("id", detail.path("id").asText())
                .add("state", detail.path("state").asText())
                .add("checkpoint", Times.ofTso(checkpoint, session.zone()))
                .add("checkpoint-ts", Long.toUnsignedString(checkpoint))
                .add("lag", Times.behind(checkpoint, session.now()))
                .add("error", ErrorText.oneLine(detail.path("error")))
                .add("sink", detail.path("sink_uri").asText())
                .add("created", detail.path("create_time").asText())
                .print(out);
    }
}
