package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Facts;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.TextTable;
import io.tidegate.cli.client.Times;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one changefeed. */
@Command(
        name = "query",
        description = "Shows a changefeed: what it does and why, how far it is, and how it was defined.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private ChangefeedOption changefeed = new ChangefeedOption();

    @Option(
            names = {"-s", "--simple"},
            description = "Only state, checkpoint and error; as JSON the fields of cdc cli.")
    private boolean simple;

    QueryCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        ApiAnswer detail = session.api().get(changefeed.path());
        if (simple) {
            ObjectNode few = few(detail.json());
            session.show(new ApiAnswer(few.toString(), few), out -> state(detail.json(), session)
                    .print(out));
        } else {
            session.show(detail, out -> print(detail.json(), session, out));
        }
        return 0;
    }

    /** The fields of {@code cdc cli changefeed query --simple}. */
    private static ObjectNode few(JsonNode detail) {
        ObjectNode few = ApiClient.object();
        few.set("upstream_id", detail.path("upstream_id"));
        few.set("namespace", detail.path("namespace"));
        few.set("id", detail.path("id"));
        few.set("state", detail.path("state"));
        few.set("checkpoint_tso", detail.path("checkpoint_ts"));
        few.set("checkpoint_time", detail.path("checkpoint_time"));
        few.set("error", detail.has("error") ? detail.path("error") : few.nullNode());
        return few;
    }

    private static Facts state(JsonNode detail, ClientSession session) {
        JsonNode own = detail.path("tidegate");
        long checkpoint = detail.path("checkpoint_ts").asLong();
        String since = FeedText.time(own.path("since"), session.zone());
        return new Facts()
                .add("id", detail.path("id").asText())
                .add(
                        "state",
                        own.path("state").asText(detail.path("state").asText())
                                + (since.isEmpty() ? "" : " since " + since))
                .add("reason", own.path("reason").asText(""))
                .add("error", ErrorText.oneLine(own.path("error")))
                .add("remedy", own.path("error").path("remedy").asText(""))
                .add("checkpoint", Times.ofTso(checkpoint, session.zone()))
                .add("checkpoint-ts", checkpoint == 0 ? "" : Long.toUnsignedString(checkpoint))
                .add("lag", FeedText.lag(own));
    }

    private static void print(JsonNode detail, ClientSession session, PrintWriter out) {
        JsonNode own = detail.path("tidegate");
        int units = own.path("rcu").asInt();
        long target = detail.path("target_ts").asLong();
        state(detail, session)
                .add("lag by part", FeedText.lagParts(own))
                .add("rows/s", FeedText.speed(own))
                .add("rows sent", own.path("sent_rows").asText())
                .add("dead letters", zeroIsEmpty(own.path("dead_letters").asLong()))
                .add("position", own.path("position").asText(""))
                .add("name", own.path("name").asText(""))
                .add("cluster", own.path("cluster").asText(""))
                .add("sink", detail.path("sink_uri").asText())
                .add("capacity", units == 0 ? "no limit" : units + " RCU")
                .add("time zone", own.path("time_zone").asText(""))
                .add("start", own.path("start").asText(""))
                .add("target", Times.ofTso(target, session.zone()))
                .add("created", detail.path("create_time").asText())
                .add("created by", detail.path("creator_version").asText(""))
                .print(out);
        TextTable tables = new TextTable("SLOWEST TABLE", "ROWS WAITING", "BYTES", "OLDEST");
        for (JsonNode table : own.path("slowest_tables")) {
            tables.row(
                    table.path("schema").asText() + "." + table.path("table").asText(),
                    table.path("rows").asText(),
                    table.path("bytes").asText(),
                    Times.behind(table.path("oldest_waiting_ts").asLong(), session.now()));
        }
        if (!tables.isEmpty()) {
            out.println();
            tables.print(out, "");
        }
    }

    private static String zeroIsEmpty(long number) {
        return number == 0 ? "" : Long.toString(number);
    }
}
