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

/** Lists accounts. */
@Command(name = "list", description = "Lists the accounts.", mixinStandardHelpOptions = true)
final class ListAccountsCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    ListAccountsCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().get(ApiPath.own("accounts"));
        session.show(answer, out -> table(answer.json(), session).print(out, "There are no accounts."));
        return 0;
    }

    private static TextTable table(JsonNode answer, ClientSession session) {
        TextTable table = new TextTable("NAME", "ROLE", "LOGIN", "CREATED");
        for (JsonNode account : answer.path("items")) {
            table.row(
                    account.path("name").asText(),
                    account.path("role").asText(),
                    login(account),
                    AccountText.time(account.path("created_at"), session));
        }
        return table;
    }

    private static String login(JsonNode account) {
        if (account.path("disabled").asBoolean()) {
            return "disabled";
        }
        return account.path("local").asBoolean() ? "password" : "identity provider";
    }
}
