package io.tidegate.cli.client.account;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.LoginFile;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Revokes the token that a login kept, and forgets it. */
@Command(
        name = "logout",
        description = "Revokes the token that tidegate login kept for the server, and forgets it.",
        mixinStandardHelpOptions = true)
public final class LogoutCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    private final Surroundings surroundings;

    public LogoutCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        LoginFile file = LoginFile.of(surroundings);
        String id = file.tokenId(server.serverName());
        if (id == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "nobody is logged in at " + server.serverName())
                    .withRemedy("There is nothing to do; tidegate token revoke takes other tokens back.");
        }
        ClientSession session = server.session();
        ApiAnswer answer = session.api().delete(ApiPath.own("tokens", id));
        file.forget(server.serverName());
        session.show(answer, out -> out.println("Logged out at " + server.serverName() + "."));
        return 0;
    }
}
