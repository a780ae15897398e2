package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.TextTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists source clusters. */
@Command(name = "list", description = "Lists the source clusters.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    ListCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().get(ApiPath.own("clusters"));
        session.show(answer, out -> table(answer.json()).print(out, "No cluster is registered."));
        return 0;
    }

    private static TextTable table(JsonNode answer) {
        TextTable table = new TextTable("ID", "NAME", "KIND", "SOURCE");
        for (JsonNode cluster : answer.path("items")) {
            table.row(
                    cluster.path("id").asText(),
                    cluster.path("name").asText(),
                    cluster.path("kind").asText(),
                    cluster.path("uri").asText());
        }
        return table;
    }
}
