package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a paused changefeed go on, from its checkpoint or from elsewhere. */
@Command(
        name = "resume",
        description = "Lets a paused, failed or finished changefeed go on from its checkpoint.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(
            names = "--overwrite-checkpoint-ts",
            paramLabel = "now|TSO",
            description =
                    "Go on from there instead. Later changes than the checkpoint may be left out for ever, earlier"
                            + " ones sent again; asks first.")
    private @Nullable String overwrite;

    @Mixin
    private NoConfirmOption noConfirm = new NoConfirmOption();

    @Option(names = "--wait", description = "Wait until it runs.")
    private boolean wait;

    ResumeCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        CheckpointMove move = overwrite == null ? null : CheckpointMove.overwriting(overwrite);
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        if (move != null) {
            ApiAnswer preview = move.preview(session, changefeed);
            if (!noConfirm.given() && !CheckpointMove.isConfirmed(preview, session)) {
                return ClientSession.DECLINED;
            }
            body.put("overwrite_checkpoint_ts", CheckpointMove.target(preview));
        }
        session.progress().begin("resuming " + changefeed.id());
        ApiAnswer answer = session.api().post(changefeed.path("resume"), body);
        if (wait) {
            FeedWait.untilItRuns(session, changefeed.id());
        }
        session.show(answer, out -> out.println("Changefeed " + changefeed.id() + " goes on."));
        return 0;
    }
}
