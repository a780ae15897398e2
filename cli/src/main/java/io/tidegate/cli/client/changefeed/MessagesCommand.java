package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.PlainText;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a changefeed sent last. */
@Command(
        name = "messages",
        description =
                "Shows the last messages of a topic of a changefeed, decoded by the server: partition, offset, time, key"
                        + " and value.",
        mixinStandardHelpOptions = true)
final class MessagesCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(names = "--topic", paramLabel = "NAME", description = "The topic (default: that of the sink URI).")
    private @Nullable String topic;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many messages at most (default: ${DEFAULT-VALUE}).")
    private int max = 10;

    MessagesCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiPath path = changefeed.ownPath("messages").query("limit", Integer.toString(max));
        ApiAnswer answer = session.api().get(topic == null ? path : path.query("topic", topic));
        session.show(answer, out -> print(answer.json().path("items"), out));
        return 0;
    }

    private static void print(JsonNode messages, PrintWriter out) {
        if (messages.isEmpty()) {
            out.println("The topic has no messages.");
        }
        for (JsonNode message : messages) {
            out.println(PlainText.of(message.path("partition").asText() + "@"
                    + message.path("offset").asText() + " "
                    + message.path("time").asText() + " "
                    + text(message, "key") + " "
                    + text(message, "value")));
        }
    }

    private static String text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        return value.isTextual() ? value.textValue() : "-";
    }
}
