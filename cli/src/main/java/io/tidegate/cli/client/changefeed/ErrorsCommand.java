package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.PlainText;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.Times;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the errors that a changefeed met. */
@Command(
        name = "errors",
        description =
                "Shows the errors that a changefeed met since the server started, the newest last, each with its remedy.",
        mixinStandardHelpOptions = true)
final class ErrorsCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    ErrorsCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer answer = session.api().get(changefeed.ownPath("errors"));
        session.show(answer, out -> print(answer.json().path("items"), session, out));
        return 0;
    }

    private static void print(JsonNode errors, ClientSession session, PrintWriter out) {
        if (errors.isEmpty()) {
            out.println("There were no errors.");
        }
        for (JsonNode error : errors) {
            String time = Times.of(Instant.parse(error.path("time").asText()), session.zone());
            out.println(PlainText.of(time + " " + ErrorText.oneLine(error)));
            out.println(PlainText.of("  remedy: " + error.path("remedy").asText()));
        }
    }
}
