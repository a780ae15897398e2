package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.access.Role;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes what an account may do. */
@Command(
        name = "edit",
        description = "Gives an account another role, or keeps it from logging in.",
        mixinStandardHelpOptions = true)
final class EditAccountCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "viewer, operator or admin.")
    private @Nullable Role role;

    @Option(
            names = "--disabled",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether it is kept from logging in, its tokens included.")
    private @Nullable Boolean disabled;

    EditAccountCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (role == null && disabled == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "there is nothing to change")
                    .withRemedy("Give --role or --disabled.");
        }
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        if (role != null) {
            body.put("role", role.text());
        }
        if (disabled != null) {
            body.put("disabled", disabled);
        }
        ApiAnswer answer = session.api().put(ApiPath.own("accounts", name), body);
        session.show(
                answer,
                out -> out.println("Account " + name + " has the role "
                        + answer.json().path("role").asText() + " and "
                        + (answer.json().path("disabled").asBoolean() ? "cannot" : "can") + " log in."));
        return 0;
    }
}
