package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.server.changefeed.NewChangefeed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A draft as a person repeats it without the console. Passwords of PLAIN and SCRAM come from {@code TIDEGATE_SASL_PASSWORD},
 * which the command reads; other secrets are {@code ******}, which is refused unless somebody writes the secret in its place.
 *
 * @param command creates the changefeed by the command line
 * @param file the configuration file that the command names
 * @param call creates the changefeed by the API, with curl
 */
public record DraftExport(String command, String file, String call) {
    static final String MASK = "******";

    private static final String FILE_NAME = "changefeed.toml";

    /**
     * @param cluster id of the source cluster
     * @param server address of this server, such as {@code http://127.0.0.1:8300}
     * @throws io.tidegate.error.TidegateException when the draft is no changefeed yet
     */
    public static DraftExport of(Draft draft, String cluster, String server) {
        NewChangefeed request = DraftRequest.of(draft, cluster);
        ObjectNode config = DraftConfig.of(draft, secret -> MASK);
        ConfigMerge.addMissing(config, ConfigSpelling.file(draft.carried().maskedConfig()));
        String uri = SinkParameters.shown(draft);
        ObjectNode json = ConfigSpelling.json(config);
        boolean needsPassword = draft.target().login().mechanism().takesPassword();
        if (needsPassword) {
            config.withObjectProperty("sink").withObjectProperty("kafka-config").remove("sasl-password");
        }
        String file = TomlText.of(config);
        String note = file.contains(MASK) ? "# Write the secrets in place of ******.\n" : "";
        return new DraftExport(
                command(request, uri, server, needsPassword), note + file, call(request, uri, json, server));
    }

    private static String command(NewChangefeed request, String uri, String server, boolean needsPassword) {
        List<String> parts = new ArrayList<>();
        parts.add("tidegate changefeed create");
        option(parts, "--server", server);
        option(parts, "--cluster", String.valueOf(request.cluster()));
        if (request.id() != null) {
            option(parts, "--changefeed-id", request.id());
        }
        if (request.name() != null) {
            option(parts, "--name", request.name());
        }
        option(parts, "--rcu", String.valueOf(request.rcu()));
        option(parts, "--start", String.valueOf(request.start()));
        if (request.timeZone() != null) {
            option(parts, "--tz", request.timeZone().getId());
        }
        if (request.targetTs() != 0) {
            option(parts, "--target-ts", Long.toUnsignedString(request.targetTs()));
        }
        option(parts, "--sink-uri", uri);
        option(parts, "--config", FILE_NAME);
        String password = needsPassword ? "export TIDEGATE_SASL_PASSWORD='" + MASK + "'\n" : "";
        return password + String.join(" \\\n  ", parts) + "\n";
    }

    private static void option(List<String> parts, String name, String value) {
        parts.add(name + " " + ShellWord.of(value));
    }

    private static String call(NewChangefeed request, String uri, ObjectNode config, String server) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (request.id() != null) {
            body.put("changefeed_id", request.id());
        }
        if (request.targetTs() != 0) {
            body.put("target_ts", unsigned(request.targetTs()));
        }
        body.put("sink_uri", uri);
        body.set("replica_config", config);
        ObjectNode own = body.putObject("tidegate");
        if (request.name() != null) {
            own.put("name", request.name());
        }
        own.put("cluster", request.cluster()).put("start", request.start()).put("rcu", request.rcu());
        if (request.timeZone() != null) {
            own.put("time_zone", request.timeZone().getId());
        }
        return "curl " + ShellWord.of(server + "/api/v2/changefeeds")
                + " \\\n  -H \"Authorization: Bearer $TIDEGATE_TOKEN\""
                + " \\\n  -H 'Content-Type: application/json'"
                + " \\\n  -d " + ShellWord.of(body.toPrettyString()) + "\n";
    }

    private static BigInteger unsigned(long ts) {
        return BigInteger.valueOf(ts >>> 1).shiftLeft(1).or(BigInteger.valueOf(ts & 1));
    }
}
