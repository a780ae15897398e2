package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
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

/** Changes a source cluster. */
@Command(
        name = "edit",
        description = "Changes a source cluster none of whose changefeeds run; what is not given stays.",
        mixinStandardHelpOptions = true)
final class EditCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ClusterId cluster = new ClusterId();

    @Option(names = "--name", paramLabel = "TEXT", description = "Another name for people.")
    private @Nullable String name;

    @Mixin
    private final SourceOptions source;

    EditCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.source = new SourceOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (name == null && !source.given()) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "there is nothing to change")
                    .withRemedy("Give --source, --source-password-file or --name.");
        }
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        if (name != null) {
            body.put("name", name);
        }
        source.addTo(body, session.err());
        session.progress().begin("looking at the source");
        ApiAnswer answer = session.api().put(cluster.path(), body);
        session.show(answer, out -> ClusterText.facts(answer.json(), session).print(out));
        return 0;
    }
}
