package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves the checkpoint of a paused changefeed. */
@Command(
        name = "rewind",
        description =
                "Moves the checkpoint of a paused changefeed to a time or a position, after saying what that means."
                        + " It stays paused until a resume.",
        mixinStandardHelpOptions = true)
final class RewindCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(
            names = "--to",
            paramLabel = "WHERE",
            required = true,
            description = "now, tso:N, time:ISO, binlog:FILE:POS or gtid:SET.")
    private String to = "";

    @Option(names = "--preview", description = "Only say what it would mean.")
    private boolean previewOnly;

    @Mixin
    private NoConfirmOption noConfirm = new NoConfirmOption();

    RewindCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        CheckpointMove move = new CheckpointMove(to);
        ClientSession session = server.session();
        if (previewOnly) {
            ApiAnswer preview = move.preview(session, changefeed);
            session.show(preview, out -> CheckpointMove.print(preview, session, out));
            return 0;
        }
        if (!noConfirm.given() && !CheckpointMove.isConfirmed(move.preview(session, changefeed), session)) {
            return ClientSession.DECLINED;
        }
        session.progress().begin("moving the checkpoint of " + changefeed.id());
        ApiAnswer answer = session.api()
                .post(changefeed.ownPath("rewind"), ApiClient.object().put("to", to));
        session.show(
                answer,
                out -> out.println("The checkpoint of " + changefeed.id() + " is moved; tidegate changefeed resume -c "
                        + changefeed.id() + " lets it go on from there."));
        return 0;
    }
}
