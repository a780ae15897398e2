package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.TextTable;
import io.tidegate.cli.client.Times;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists changefeeds. */
@Command(
        name = "list",
        description = "Lists the changefeeds with state, checkpoint, lag and what is the matter with them.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private NamespaceOption namespace = new NamespaceOption();

    @Option(
            names = {"-a", "--all"},
            description = "Also those that have finished.")
    private boolean all;

    ListCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiPath path = namespace.in(ApiPath.of("changefeeds"));
        ApiAnswer answer = session.api().get(all ? path.query("state", "all") : path);
        session.show(answer, out -> table(answer.json(), session).print(out, "There are no changefeeds."));
        return 0;
    }

    private static TextTable table(JsonNode answer, ClientSession session) {
        TextTable table = new TextTable("ID", "CLUSTER", "STATE", "CHECKPOINT", "LAG", "REASON");
        for (JsonNode item : answer.path("items")) {
            JsonNode own = item.path("tidegate");
            String error = ErrorText.oneLine(item.path("error"));
            table.row(
                    item.path("id").asText(),
                    own.path("cluster").asText(),
                    own.path("state").asText(item.path("state").asText()),
                    Times.ofTso(item.path("checkpoint_tso").asLong(), session.zone()),
                    FeedText.lag(own),
                    error.isEmpty() ? own.path("reason").asText() : error);
        }
        return table;
    }
}
