package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.Checks;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets the server look at a source. */
@Command(
        name = "test",
        description =
                "Lets the server check a source, registered or not: lines PASS, WARN or FAIL, with a remedy. Exit status 3"
                        + " if anything fails.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A cluster that is registered; or give --source.")
    private @Nullable String id;

    @Mixin
    private final SourceOptions source;

    TestCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.source = new SourceOptions(surroundings);
    }

    @Override
    public Integer call() {
        if ((id == null) == (source.source() == null)) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "give either the id of a cluster or --source");
        }
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        ApiPath path = id == null ? ApiPath.own("clusters", "test") : ApiPath.own("clusters", id, "test");
        if (id == null) {
            source.addTo(body, session.err());
        }
        session.progress().begin("looking at the source");
        ApiAnswer answer = session.api().post(path, body);
        Checks checks = Checks.of(answer.json().path("checks"));
        session.show(answer, checks::print);
        return checks.hasFailed() ? ErrorCode.CHECK_FAILED.kind().exitStatus() : 0;
    }
}
