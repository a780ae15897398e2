package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the tables of a source cluster. */
@Command(
        name = "tables",
        description = "Lists the tables of a source cluster with the key that tells their rows apart.",
        mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ClusterId cluster = new ClusterId();

    TablesCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        session.progress().begin("looking at the source");
        ApiAnswer answer = session.api().get(cluster.path("tables"));
        session.show(answer, out -> table(answer.json()).print(out, "The cluster has no tables."));
        return 0;
    }

    private static TextTable table(JsonNode answer) {
        TextTable tables = new TextTable("TABLE", "KEY");
        for (JsonNode table : answer.path("items")) {
            List<String> key = new ArrayList<>();
            table.path("key").forEach(column -> key.add(column.asText()));
            tables.row(
                    table.path("schema").asText() + "." + table.path("table").asText(),
                    key.isEmpty() ? "none" : String.join(", ", key));
        }
        return tables;
    }
}
