package io.tidegate.cli.client.account;

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

/** Lists API tokens. */
@Command(
        name = "list",
        description = "Lists API tokens, without what makes them work.",
        mixinStandardHelpOptions = true)
final class ListTokensCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    ListTokensCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().get(ApiPath.own("tokens"));
        session.show(answer, out -> table(answer.json(), session).print(out, "There are no tokens."));
        return 0;
    }

    private static TextTable table(JsonNode answer, ClientSession session) {
        TextTable table = new TextTable("ID", "ACCOUNT", "NAME", "ROLE", "VALID UNTIL", "LAST USED");
        for (JsonNode token : answer.path("items")) {
            table.row(
                    token.path("id").asText(),
                    token.path("account").asText(),
                    token.path("name").asText(),
                    token.path("role").asText(),
                    AccountText.time(token.path("expires_at"), session),
                    AccountText.time(token.path("last_used_at"), session));
        }
        return table;
    }
}
