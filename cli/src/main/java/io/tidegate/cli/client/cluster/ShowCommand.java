package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.Checks;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what can be said of a cluster now. */
@Command(
        name = "show",
        description =
                "Shows a cluster as it is now: version, tables, those without a valid key, changefeeds, and what is amiss.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ClusterId cluster = new ClusterId();

    ShowCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        session.progress().begin("looking at the source");
        ApiAnswer answer = session.api().get(cluster.path("overview"));
        JsonNode overview = answer.json();
        session.show(answer, out -> {
            ClusterText.facts(overview.path("cluster"), session)
                    .add("version", overview.path("version").asText())
                    .add("tables", count(overview.path("tables")))
                    .add("without key", count(overview.path("keyless_tables")))
                    .add(
                            "changefeeds",
                            overview.path("changefeeds").asText() + " of "
                                    + overview.path("changefeed_limit").asText())
                    .print(out);
            Checks.of(overview.path("checks")).printExceptPassed(out);
        });
        return 0;
    }

    private static String count(JsonNode count) {
        return count.isNull() ? "unknown" : count.asText();
    }
}
