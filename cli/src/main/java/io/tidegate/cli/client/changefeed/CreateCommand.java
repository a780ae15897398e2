package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiAnswer;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.Checks;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.error.ErrorCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a changefeed. */
@Command(
        name = "create",
        description =
                "Creates a changefeed and starts it. Source and Kafka are looked at first; if it cannot start, nothing"
                        + " is left of it.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server;

    @Mixin
    private NamespaceOption namespace = new NamespaceOption();

    @Option(
            names = "--sink-uri",
            paramLabel = "URI",
            required = true,
            description = "Kafka, kafka://host:port,host:port/topic?protocol=canal-json&... as TiCDC writes it.")
    private String sinkUri = "";

    @Mixin
    private final SinkOptions sink;

    @Mixin
    private StartOptions start = new StartOptions();

    @Mixin
    private NoConfirmOption noConfirm = new NoConfirmOption();

    @Option(names = "--paused", description = "Create it, but wait for a resume.")
    private boolean paused;

    @Option(names = "--wait", description = "Wait until it runs.")
    private boolean wait;

    @Option(
            names = "--dry-run",
            description = "Create nothing, only say which tables would go where, and what would go wrong.")
    private boolean dryRun;

    @Option(names = "--disable-gc-check", description = "For scripts written for TiCDC; has no effect.")
    private boolean disableGcCheck;

    CreateCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
        this.sink = new SinkOptions(surroundings);
    }

    @Override
    public Integer call() {
        ClientSession session = server.session();
        if (disableGcCheck) {
            session.err().println("warning --disable-gc-check has no effect");
        }
        ObjectNode replicaConfig = sink.replicaConfig(session.err());
        ObjectNode body = start.body();
        body.put("sink_uri", sinkUri);
        body.withObjectProperty("tidegate").put("paused", paused);
        body.set("replica_config", replicaConfig);
        if (dryRun) {
            leaveOutKeyless(replicaConfig, noConfirm.given());
            return preflight(session, body);
        }
        if (!isConfirmed(session, replicaConfig)) {
            return ClientSession.DECLINED;
        }
        session.progress().begin("creating the changefeed, which looks at source and Kafka first");
        ApiAnswer created = session.api().post(namespace.in(ApiPath.of("changefeeds")), body);
        String id = created.json().path("id").asText();
        if (wait && !paused) {
            FeedWait.untilItRuns(session, id);
        }
        session.show(created, out -> {
            out.println("Create changefeed successfully!");
            out.println("ID: " + id);
            out.println("Info: " + created.text());
        });
        return 0;
    }

    private boolean isConfirmed(ClientSession session, ObjectNode replicaConfig) {
        String old = start.ageOfStart(session);
        if (!old.isEmpty() && !noConfirm.given() && !session.confirms(old)) {
            return false;
        }
        if (isOn(replicaConfig, "force_replicate")) {
            return true;
        }
        session.progress().begin("looking for tables without a valid key");
        ObjectNode question = ApiClient.object();
        question.set("replica_config", replicaConfig);
        question.set("tidegate", start.cluster());
        JsonNode keyless = session.api()
                .post(namespace.in(ApiPath.of("verify_table")), question)
                .json()
                .path("ineligible_tables");
        if (keyless.isEmpty()) {
            return true;
        }
        KeylessTables.print(keyless, session.err());
        boolean ignores = isOn(replicaConfig, SinkOptions.LEAVES_OUT_KEYLESS)
                || noConfirm.given()
                || session.confirms("Leave these tables out and replicate the others?");
        leaveOutKeyless(replicaConfig, ignores);
        return ignores;
    }

    private static void leaveOutKeyless(ObjectNode replicaConfig, boolean agreed) {
        if (agreed && !isOn(replicaConfig, "force_replicate")) {
            replicaConfig.put(SinkOptions.LEAVES_OUT_KEYLESS, true);
        }
    }

    private int preflight(ClientSession session, ObjectNode body) {
        session.progress().begin("looking at source and Kafka");
        ApiAnswer answer = session.api().post(ApiPath.own("preflight"), body);
        session.show(answer, out -> PreflightText.print(answer.json(), out));
        return Checks.of(answer.json().path("checks")).hasFailed()
                ? ErrorCode.CHECK_FAILED.kind().exitStatus()
                : 0;
    }

    private static boolean isOn(JsonNode replicaConfig, String key) {
        return replicaConfig.path(key).asBoolean();
    }
}
