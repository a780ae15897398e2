package io.tidegate.cli.client.changefeed;

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

/** Changes a changefeed that is paused or failed. */
@Command(
        name = "update",
        description =
                "Changes a changefeed that is paused or failed, after showing what changes. A file given with --config"
                        + " replaces all settings; those it leaves out return to their defaults.",
        mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(names = "--sink-uri", paramLabel = "URI", description = "Where it sends from now on.")
    private @Nullable String sinkUri;

    @Mixin
    private final SinkOptions sink;

    @Option(names = "--target-ts", paramLabel = "TSO", description = "Finish behind this commit-ts; 0 for never.")
    private @Nullable String targetTs;

    @Option(names = "--name", paramLabel = "TEXT", description = "Another name for people.")
    private @Nullable String name;

    @Mixin
    private NoConfirmOption noConfirm = new NoConfirmOption();

    UpdateCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.sink = new SinkOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (sinkUri == null && !sink.given() && targetTs == null && name == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "there is nothing to change")
                    .withRemedy("Give --config, --sink-uri, --target-ts or --name.");
        }
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        if (sinkUri != null) {
            body.put("sink_uri", sinkUri);
        }
        if (targetTs != null) {
            body.put("target_ts", Tsos.parse("--target-ts", targetTs));
        }
        if (name != null) {
            body.withObjectProperty("tidegate").put("name", name);
        }
        ApiAnswer now = session.api().get(changefeed.path());
        UpdateDiff diff = UpdateDiff.of(now.json(), body);
        if (sink.given()) {
            String uri = sinkUri == null ? now.json().path("sink_uri").asText() : sinkUri;
            sink.change(body, now.json().path("config"), uri, diff, session.err());
        }
        if (diff.isEmpty()) {
            session.show(now, out -> out.println("The changefeed is like that already; nothing was changed."));
            return 0;
        }
        if (!noConfirm.given()) {
            diff.print(session.err());
            if (!session.confirms("Change the changefeed?")) {
                return ClientSession.DECLINED;
            }
        }
        session.progress().begin("changing " + changefeed.id() + ", which looks at source and Kafka first");
        ApiAnswer answer = session.api().put(changefeed.path(), body);
        session.show(answer, out -> {
            out.println("Update changefeed config successfully!");
            out.println("ID: " + changefeed.id());
            out.println("Info: " + answer.text());
        });
        return 0;
    }
}
