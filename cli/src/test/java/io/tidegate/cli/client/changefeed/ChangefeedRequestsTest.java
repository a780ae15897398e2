package io.tidegate.cli.client.changefeed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.cli.ClientShell;
import io.tidegate.cli.Ending;
import io.tidegate.cli.client.ScriptedServer;
import io.tidegate.cli.client.ScriptedServer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commands about changefeeds ask a server for, and which questions they ask before. The answers are written down
 * here, so that commit timestamps and states can be those that a real server reaches once in a lifetime.
 */
@Timeout(60)
class ChangefeedRequestsTest {
    private static final String LIST = "/api/v2/changefeeds";
    private static final String ONE = LIST + "/orders";
    private static final String VERIFY = "POST /api/v2/verify_table";
    private static final String PREVIEW = "POST /api/v2/tidegate/changefeeds/orders/rewind/preview";
    private static final String SINK = "--sink-uri=kafka://k:9092/dflt?protocol=canal-json";
    private static final String DETAIL = """
            {"upstream_id":7178706266519722477,"id":"orders","namespace":"default",
             "sink_uri":"kafka://k:9092/dflt?protocol=canal-json&sasl-password=******",
             "create_time":"2026-08-20T08:17:08.679Z","config":{"case_sensitive":false,
             "filter":{"rules":["*.*"]},"sink":{"kafka_config":{"sasl_password":"******"}}},
             "state":"stopped","checkpoint_ts":18446744073709551615,
             "checkpoint_time":"2026-08-20 08:17:08.679",
             "tidegate":{"name":"Orders","state":"PAUSED","since":"2026-08-20T08:17:08Z","reason":"paused by ann",
             "checkpoint_lag_ms":1300}}""";

    @TempDir
    private Path home;

    private ScriptedServer server;
    private ClientShell shell;

    @BeforeEach
    void start() {
        server = new ScriptedServer();
        shell = new ClientShell(home).variable("TIDEGATE_SERVER", server.url());
        server.answer("GET " + ONE, 200, DETAIL)
                .answer(VERIFY, 200, "{}")
                .answer("POST " + LIST, 200, "{\"id\":\"orders\",\"start_ts\":438156275634929669}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void jsonIsTheAnswerAsItCameWithAllBitsOfItsNumbers() {
        assertThat(shell.run("changefeed", "query", "-c", "orders", "-o", "json")
                        .out())
                .isEqualTo(DETAIL + "\n");
    }

    @Test
    void theSimpleQueryHasTheFieldsOfTicdcsCommand() {
        assertThat(shell.run("changefeed", "query", "-c", "orders", "-s", "-o", "json")
                        .out())
                .isEqualTo("{\"upstream_id\":7178706266519722477,\"namespace\":\"default\",\"id\":\"orders\","
                        + "\"state\":\"stopped\",\"checkpoint_tso\":18446744073709551615,"
                        + "\"checkpoint_time\":\"2026-08-20 08:17:08.679\",\"error\":null}\n");
    }

    @Test
    void aQueryTellsTheStateWithItsReasonAndTheLagInSeconds() {
        assertThat(shell.run("changefeed", "query", "-c", "orders", "-s").out())
                .contains("state          PAUSED since 2026-08-20 08:17:08 +00:00\n")
                .contains("reason         paused by ann\n")
                .contains("lag            1.3 s\n")
                .contains("checkpoint-ts  18446744073709551615\n");
    }

    @Test
    void createSendsTheFileAsReplicaConfigAndTheRestWhereTicdcHasIt() throws IOException {
        Path file = Files.writeString(home.resolve("feed.toml"), """
                case-sensitive = true
                [filter]
                rules = ['shop.*']
                [sink]
                dispatchers = [{ matcher = ['*.*'], topic = '{schema}_{table}', partition = 'index-value' }]
                """);
        Ending ending = shell.variable("TIDEGATE_SASL_PASSWORD", "geheim")
                .run(
                        "changefeed",
                        "create",
                        "-c",
                        "orders",
                        SINK,
                        "--config=" + file,
                        "--target-ts=18446744073709551615",
                        "--cluster=shop",
                        "--rcu=2",
                        "--tz=Asia/Tokyo",
                        "--paused");
        assertThat(ending.err()).doesNotContain("error").doesNotContain("geheim");
        assertThat(json(body("POST " + LIST))).isEqualTo(json("""
                                {"changefeed_id":"orders","target_ts":18446744073709551615,
                                 "tidegate":{"cluster":"shop","time_zone":"Asia/Tokyo","rcu":2,"paused":true},
                                 "sink_uri":"kafka://k:9092/dflt?protocol=canal-json",
                                 "replica_config":{"case_sensitive":true,"filter":{"rules":["shop.*"]},
                                 "sink":{"dispatchers":[{"matcher":["*.*"],"topic":"{schema}_{table}","partition":"index-value"}],
                                 "kafka_config":{"sasl_password":"geheim"}}}}"""));
        assertThat(ending.out())
                .startsWith("Create changefeed successfully!\nID: orders\nInfo: {")
                .contains("438156275634929669");
    }

    @Test
    void aMistakeInTheFileIsToldBeforeTheServerIsAsked() throws IOException {
        Path file = Files.writeString(home.resolve("feed.toml"), "case-sensitiv = true\n");
        Ending ending = shell.run("changefeed", "create", SINK, "--config=" + file);
        assertThat(ending.err()).startsWith("error TG:ErrConfigUnknownKey: ").contains("case-sensitive");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void tablesWithoutAKeyAreLeftOutOnlyWhenSomebodySaysSo() {
        server.answer(
                VERIFY,
                200,
                "{\"ineligible_tables\":[{\"database_name\":\"shop\",\"table_name\":\"log\",\"table_id\":1}]}");
        Ending no = shell.type("what?", "n").run("changefeed", "create", SINK);
        assertThat(no.err())
                .contains("shop.log")
                .contains("[Y/N] Please answer Y or N.")
                .contains("Nothing was changed.");
        assertThat(no.status()).isEqualTo(2);
        Ending nobody = shell.run("changefeed", "create", SINK);
        assertThat(nobody.err()).contains("error TG:ErrNotConfirmed: ").contains("--no-confirm");
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(lines()).doesNotContain("POST " + LIST);
        assertThat(shell.type("Y").run("changefeed", "create", SINK).status()).isZero();
        assertThat(shell.run("changefeed", "create", SINK, "--no-confirm").status())
                .isZero();
        assertThat(server.requests())
                .filteredOn(request -> request.line().equals("POST " + LIST))
                .hasSize(2)
                .allSatisfy(request -> assertThat(
                                json(request.body()).path("replica_config").path("ignore_ineligible_table"))
                        .isEqualTo(json("true")));
    }

    @Test
    void aStartOfLongAgoIsAskedFor() {
        Ending ending = shell.type("N").run("changefeed", "create", SINK, "--start-ts", "438156275634929669");
        assertThat(ending.err()).contains("larger than 1 day");
        assertThat(ending.status()).isEqualTo(2);
        assertThat(shell.run("changefeed", "create", SINK, "--start-ts", "438156275634929669", "--no-confirm")
                        .status())
                .isZero();
        assertThat(json(body("POST " + LIST)).path("start_ts").toString()).isEqualTo("438156275634929669");
    }

    @Test
    void aTimestampThatIsNoneIsRefusedHere() {
        for (String wrong : List.of("-1", "1.5", "yesterday", "18446744073709551616")) {
            Ending ending = shell.run("changefeed", "create", SINK, "--start-ts=" + wrong);
            assertThat(ending.err()).startsWith("error TG:ErrInvalidArgument: ").contains("--start-ts=" + wrong);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void resumeElsewhereSaysWhatThatMeansAndAsks() {
        server.answer(PREVIEW, 200, preview()).answer("POST " + ONE + "/resume", 200, "{}");
        Ending no = shell.type("n").run("changefeed", "resume", "-c", "orders", "--overwrite-checkpoint-ts", "now");
        assertThat(no.err()).contains("never be sent").contains("WARN").contains("Move the checkpoint? [Y/N]");
        assertThat(no.status()).isEqualTo(2);
        assertThat(body(PREVIEW)).isEqualTo("{\"to\":\"now\"}");
        assertThat(lines()).doesNotContain("POST " + ONE + "/resume");
        Ending yes = shell.type("y").run("changefeed", "resume", "-c", "orders", "--overwrite-checkpoint-ts=now");
        assertThat(yes.status()).isZero();
        assertThat(body("POST " + ONE + "/resume")).isEqualTo("{\"overwrite_checkpoint_ts\":18446744073709551615}");
    }

    @Test
    void aRewindIsPreviewedAndConfirmed() {
        String rewind = "POST /api/v2/tidegate/changefeeds/orders/rewind";
        server.answer(PREVIEW, 200, preview()).answer(rewind, 200, DETAIL);
        String to = "time:2026-05-01T08:00:00Z";
        assertThat(shell.run("changefeed", "rewind", "-c", "orders", "--to", to, "--preview")
                        .out())
                .contains("checkpoint now   2022-12-19")
                .contains("consequence      Changes of 3 hours will never be sent");
        assertThat(lines()).doesNotContain(rewind);
        assertThat(shell.type("y")
                        .run("changefeed", "rewind", "-c", "orders", "--to", to)
                        .status())
                .isZero();
        assertThat(body(rewind)).isEqualTo("{\"to\":\"" + to + "\"}");
    }

    @Test
    void anUpdateShowsWhatChangesWithoutSecretsAndAsks() throws IOException {
        server.answer("PUT " + ONE, 200, DETAIL);
        Path file = Files.writeString(home.resolve("feed.toml"), """
                [filter]
                rules = ['shop.*']
                [sink.kafka-config]
                sasl-password = 'geheim'
                """);
        String[] update = {"changefeed", "update", "-c", "orders", "--config=" + file, "--target-ts=7"};
        Ending no = shell.type("n").run(update);
        assertThat(no.err())
                .contains("- config.filter.rules: [\"*.*\"]\n+ config.filter.rules: [\"shop.*\"]\n")
                .contains("+ config.sink.kafka_config.sasl_password: ****** (given anew)\n")
                .contains("- target_ts: 0\n+ target_ts: 7\n")
                .doesNotContain("case_sensitive")
                .doesNotContain("geheim");
        assertThat(no.status()).isEqualTo(2);
        assertThat(lines()).doesNotContain("PUT " + ONE);
        assertThat(shell.type("y").run(update).status()).isZero();
        assertThat(json(body("PUT " + ONE))).isEqualTo(json("""
                                {"target_ts":7,"replica_config":{"filter":{"rules":["shop.*"]},
                                 "sink":{"kafka_config":{"sasl_password":"geheim"}}}}"""));
    }

    @Test
    void anUpdateOfThePasswordAloneKeepsEverythingElse() throws IOException {
        server.answer("PUT " + ONE, 200, DETAIL);
        Path file = Files.writeString(home.resolve("password"), "geheim\n");
        Ending ending = shell.type("y").run("changefeed", "update", "-c", "orders", "--sasl-password-file=" + file);
        assertThat(ending.err().lines().filter(line -> line.startsWith("+") || line.startsWith("-")))
                .containsExactly(
                        "- config.sink.kafka_config.sasl_password: ******",
                        "+ config.sink.kafka_config.sasl_password: ****** (given anew)");
        assertThat(json(body("PUT " + ONE)).path("replica_config")).isEqualTo(json("""
                                {"case_sensitive":false,"filter":{"rules":["*.*"]},
                                 "sink":{"kafka_config":{"sasl_password":"geheim"}}}"""));
    }

    @Test
    void anUpdateThatChangesNothingIsNotSent() {
        Ending ending = shell.run("changefeed", "update", "-c", "orders", "--name=Orders");
        assertThat(ending.out()).contains("nothing was changed");
        assertThat(shell.run("changefeed", "update", "-c", "orders").err()).contains("there is nothing to change");
        assertThat(lines()).containsExactly("GET " + ONE);
    }

    @Test
    void whatSomebodyTypesAsAnIdStaysOnePartOfThePath() {
        shell.run("changefeed", "pause", "-c", "../../v2/a b?c#d/ü");
        shell.run("changefeed", "pause", "-c", "..");
        assertThat(lines())
                .containsExactly(
                        "POST /api/v2/changefeeds/..%2F..%2Fv2%2Fa%20b%3Fc%23d%2F%C3%BC/pause",
                        "POST /api/v2/changefeeds/%2E%2E/pause");
    }

    @Test
    void aNamespaceIsHandedToTheServer() {
        shell.run("changefeed", "pause", "-c", "orders", "-n", "default");
        assertThat(lines()).containsExactly("POST " + ONE + "/pause?namespace=default");
    }

    @Test
    void aWaitEndsWhenTheChangefeedRunsOrFails() {
        server.answer("POST " + ONE + "/resume", 200, "{}")
                .answer("GET /api/v2/tidegate/changefeeds/orders/progress", 200, "{\"state\":\"RUNNING\"}");
        assertThat(shell.run("changefeed", "resume", "-c", "orders", "--wait").status())
                .isZero();
        server.answer("GET /api/v2/tidegate/changefeeds/orders/progress", 200, """
                {"state":"FAILED","error":{"code":"TG:ErrPositionLost","message":"it is purged","remedy":"Restore it."}}""");
        Ending failed = shell.run("changefeed", "resume", "-c", "orders", "--wait");
        assertThat(failed.err())
                .contains("error TG:ErrPositionLost: ")
                .contains("it is purged")
                .contains("remedy: Restore it.");
        assertThat(failed.status()).isEqualTo(4);
    }

    @Test
    void watchTellsEachChangeInALineOfItsOwnOrAsAnObject() {
        server.answer("GET /api/v2/tidegate/events", 200, """
                event: changefeeds
                data: {"items":[{"id":"a","state":"RUNNING","checkpoint_lag_ms":700,"rows_per_second":12},{"id":"b","state":"WARNING","reason":"Kafka is away"}]}

                : still here

                event: changefeed
                data: {"id":"a","state":"PAUSED"}

                event: removed
                data: {"id":"b"}

                """);
        server.answer("GET /api/v2/tidegate/changefeeds/b/progress", 200, "{}");
        assertThat(shell.run("changefeed", "watch", "--max", "4").out().lines().map(line -> line.substring(27)))
                .containsExactly(
                        "a RUNNING lag 0.7 s rows/s 12",
                        "b WARNING lag - rows/s 0 Kafka is away",
                        "a PAUSED lag - rows/s 0",
                        "b REMOVED");
        assertThat(shell.run("changefeed", "watch", "-c", "b", "--max", "2", "-o", "json")
                        .out())
                .isEqualTo("""
                        {"id":"b","state":"WARNING","reason":"Kafka is away"}
                        {"id":"b","state":"REMOVED"}
                        """);
        assertThat(shell.watch().run("changefeed", "watch", "--max", "3").out())
                .contains("a   PAUSED                 -       0\n")
                .contains("\u001b[3A\u001b[J");
    }

    private static String preview() {
        return """
                {"from_ts":"438156275634929669","to_ts":"18446744073709551615",
                 "consequence":"Changes of 3 hours will never be sent.",
                 "checks":[{"status":"WARN","code":"source.log","subject":"binlog","text":"is short","remedy":"Keep more."}]}""";
    }

    private List<String> lines() {
        return server.requests().stream().map(Request::line).toList();
    }

    /** The body of the last such request. */
    private String body(String line) {
        return server.requests().stream()
                .filter(request -> request.line().equals(line))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
