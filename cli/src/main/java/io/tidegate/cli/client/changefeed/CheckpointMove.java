package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.Checks;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Facts;
import io.tidegate.cli.client.Times;
import java.io.PrintWriter;
import java.math.BigInteger;

/**
 * A checkpoint that somebody wants to move by hand, which can leave changes out for ever. The server says before what it
 * would mean.
 *
 * @param to where to, in the words of {@code --start}
 */
record CheckpointMove(String to) {
    private static final String NOW = "now";
    private static final String TSO = "tso:";

    /** Where {@code --overwrite-checkpoint-ts} says. */
    static CheckpointMove overwriting(String text) {
        if (text.equals(NOW)) {
            return new CheckpointMove(NOW);
        }
        return new CheckpointMove(TSO + Tsos.parse("--overwrite-checkpoint-ts", text));
    }

    ApiAnswer preview(ClientSession session, ChangefeedOption changefeed) {
        session.progress().begin("asking what that would mean");
        return session.api()
                .post(
                        changefeed.ownPath("rewind", "preview"),
                        ApiClient.object().put("to", to));
    }

    /** Says what it would mean. */
    static void print(ApiAnswer preview, ClientSession session, PrintWriter out) {
        JsonNode json = preview.json();
        new Facts()
                .add("checkpoint now", shown(tso(json, "from_ts"), session))
                .add("checkpoint then", shown(tso(json, "to_ts"), session))
                .add("consequence", json.path("consequence").asText())
                .print(out);
        Checks.of(json.path("checks")).printExceptPassed(out);
    }

    /** Says what it would mean and asks whether that is meant. */
    static boolean isConfirmed(ApiAnswer preview, ClientSession session) {
        print(preview, session, session.err());
        return session.confirms("Move the checkpoint?");
    }

    /** The commit-ts of the target. */
    static BigInteger target(ApiAnswer preview) {
        return Tsos.number(tso(preview.json(), "to_ts"));
    }

    private static long tso(JsonNode json, String field) {
        String text = json.path(field).asText("0");
        return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
    }

    private static String shown(long tso, ClientSession session) {
        return tso == 0
                ? "known when the log is read"
                : Times.ofTso(tso, session.zone()) + " (" + Long.toUnsignedString(tso) + ")";
    }
}
