package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers a source cluster. */
@Command(
        name = "add",
        description = "Registers a source cluster, after the server has looked at it.",
        mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Option(names = "--id", paramLabel = "ID", description = "Letters, digits and hyphens (default: made from --name).")
    private @Nullable String id;

    @Option(names = "--name", paramLabel = "TEXT", description = "A name for people (default: the id).")
    private @Nullable String name;

    @Mixin
    private final SourceOptions source;

    AddCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.source = new SourceOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (source.source() == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--source is missing");
        }
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        if (id != null) {
            body.put("id", id);
        }
        if (name != null) {
            body.put("name", name);
        }
        source.addTo(body, session.err());
        session.progress().begin("looking at the source");
        ApiAnswer answer = session.api().post(ApiPath.own("clusters"), body);
        session.show(
                answer, out -> out.println("Cluster " + answer.json().path("id").asText() + " is registered."));
        return 0;
    }
}
