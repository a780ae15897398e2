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

/** Creates a changefeed like another one. */
@Command(
        name = "duplicate",
        description = "Creates a changefeed like another one, secrets included, into the same topics.",
        mixinStandardHelpOptions = true)
final class DuplicateCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption original = new ChangefeedOption();

    @Option(names = "--new-id", paramLabel = "ID", description = "The id of the copy (default: a random one).")
    private @Nullable String newId;

    @Option(names = "--name", paramLabel = "TEXT", description = "The name of the copy for people (default: its id).")
    private @Nullable String name;

    @Option(
            names = "--start",
            paramLabel = "WHERE",
            description = "Where the copy begins: now, tso:N, time:ISO, binlog:FILE:POS or gtid:SET (default: now).")
    private @Nullable String start;

    @Option(names = "--paused", description = "Create it, but wait for a resume.")
    private boolean paused;

    DuplicateCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ObjectNode body = ApiClient.object();
        if (newId != null) {
            body.put("id", newId);
        }
        if (name != null) {
            body.put("name", name);
        }
        if (start != null) {
            body.put("start", start);
        }
        body.put("paused", paused);
        session.progress().begin("creating a changefeed like " + original.id());
        ApiAnswer answer = session.api().post(original.ownPath("duplicate"), body);
        session.show(answer, out -> {
            out.println("Create changefeed successfully!");
            out.println("ID: " + answer.json().path("id").asText());
            out.println("Info: " + answer.text());
        });
        return 0;
    }
}
