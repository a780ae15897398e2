package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.model.Tso;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new changefeed is called, where it reads, where it begins and ends, and what it may use. */
final class StartOptions {
    private static final Duration OLD = Duration.ofDays(1);

    @Option(
            names = {"-c", "--changefeed-id"},
            paramLabel = "ID",
            description = "Letters, digits and hyphens (default: from --name, or a random one).")
    private @Nullable String id;

    @Option(names = "--name", paramLabel = "TEXT", description = "A name for people (default: the id).")
    private @Nullable String name;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            description = "The source cluster; can be left out when the server has one.")
    private @Nullable String cluster;

    @Option(
            names = "--start-ts",
            paramLabel = "TSO",
            description = "Begin behind this commit-ts (default: now). Not together with --start.")
    private @Nullable String startTs;

    @Option(names = "--start", paramLabel = "WHERE", description = "now, tso:N, time:ISO, binlog:FILE:POS or gtid:SET.")
    private @Nullable String start;

    @Option(names = "--target-ts", paramLabel = "TSO", description = "Finish behind this commit-ts (default: never).")
    private @Nullable String targetTs;

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "Time zone in which TIMESTAMP values are printed; it stays with the changefeed (default: the"
                    + " server's).")
    private @Nullable String timeZone;

    @Option(
            names = "--rcu",
            paramLabel = "N",
            description = "Replication capacity units of 2500 rows/s each (default: no limit).")
    private @Nullable Integer rcu;

    /** The part of the request that the options say. */
    ObjectNode body() {
        ObjectNode body = ApiClient.object();
        put(body, "changefeed_id", id);
        if (startTs != null) {
            body.put("start_ts", Tsos.parse("--start-ts", startTs));
        }
        if (targetTs != null) {
            body.put("target_ts", Tsos.parse("--target-ts", targetTs));
        }
        ObjectNode own = cluster();
        put(own, "name", name);
        put(own, "start", start);
        put(own, "time_zone", timeZone);
        if (rcu != null) {
            own.put("rcu", rcu);
        }
        body.set("tidegate", own);
        return body;
    }

    /** The cluster alone. */
    ObjectNode cluster() {
        ObjectNode own = ApiClient.object();
        put(own, "cluster", cluster);
        return own;
    }

    /** A question about a start that is long ago, empty if it is not. */
    String ageOfStart(ClientSession session) {
        if (startTs == null) {
            return "";
        }
        long tso = Tsos.parse("--start-ts", startTs).longValue();
        Duration age = Duration.between(Instant.ofEpochMilli(Tso.millis(tso)), session.now());
        return tso == 0 || age.compareTo(OLD) <= 0
                ? ""
                : "Replicate lag (" + age.toHours() + "h) is larger than 1 day: the start-ts is old. Go on?";
    }

    private static void put(ObjectNode into, String field, @Nullable String value) {
        if (value != null) {
            into.put(field, value);
        }
    }
}
