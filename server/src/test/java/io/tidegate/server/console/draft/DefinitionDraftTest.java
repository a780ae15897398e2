package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.server.changefeed.ChangefeedChanges;
import io.tidegate.server.changefeed.ChangefeedDefinition;
import io.tidegate.server.changefeed.NewChangefeed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionDraftTest {
    private static final String OWN_URI = "kafka+ssl://a:9093/shop?protocol=avro&sasl-mechanism=plain&sasl-user=cdc"
            + "&sasl-password=p%40ss&max-message-bytes=70000&schema-registry=https%3A%2F%2Fu%3Ax%2540y%40registry%3A8081";
    private static final String OWN_CONFIG = "{\"force_replicate\": false, \"ignore_ineligible_table\": true,"
            + " \"filter\": {\"rules\": [\"shop.*\"]}, \"sink\": {\"kafka_config\": {\"compression\": \"lz4\","
            + " \"dial_timeout\": \"3s\", \"read_timeout\": \"4s\"}},"
            + " \"tidegate\": {\"delivery\": {\"commit_interval\": \"250ms\"}, \"kafka\": {\"linger.ms\": 20}}}";

    @ParameterizedTest
    @EnumSource(BrokerLogin.Mechanism.class)
    void aDraftReadBackMeansTheSame(BrokerLogin.Mechanism mechanism) {
        Draft typed = Drafts.typed(
                Drafts.everything(),
                "authentication",
                mechanism.name(),
                "tls",
                "on",
                "tidb-extension",
                "on",
                "registry-login",
                "on",
                "case-sensitive",
                "on");
        assertSame(DraftRequest.of(typed, "shop"));
    }

    @ParameterizedTest
    @CsvSource({"CANAL_JSON, BY_TABLE", "DEBEZIUM, BY_DATABASE", "SIMPLE, ONE_TOPIC", "OPEN_PROTOCOL, ONE_TOPIC"})
    void everyFormatAndModeIsReadBack(String format, String mode) {
        Draft typed = Drafts.typed(
                Drafts.complete(), "format", format, "topic-mode", mode, "tidb-extension", "on", "kafka-version", "V3");
        assertSame(DraftRequest.of(typed, "shop"));
    }

    @Test
    void theStepsAreAsTheyWereTyped() {
        Draft typed = Drafts.complete();
        Draft read = Draft.of(definition(DraftRequest.of(typed, "shop"))).orElseThrow();
        assertThat(read.target()).isEqualTo(typed.target());
        assertThat(read.changefeed().tables()).isEqualTo(typed.changefeed().tables());
        assertThat(read.changefeed().format()).isEqualTo(typed.changefeed().format());
        assertThat(read.changefeed().topics()).isEqualTo(typed.changefeed().topics());
        assertThat(read.changefeed().partitions()).isEqualTo(typed.changefeed().partitions());
        assertThat(read.specification()).isEqualTo(new SpecificationStep("2", "Shop", "feed"));
        assertThat(read.carried()).isEqualTo(new CarriedSettings(Map.of(), JsonNodeFactory.instance.objectNode(), 7));
    }

    @Test
    void settingsThatNoPageShowsAreCarriedAlong() throws Exception {
        ChangefeedDefinition definition = definition(OWN_URI, json(OWN_CONFIG));
        Draft draft = DraftJson.read(DraftJson.write(Draft.of(definition).orElseThrow()));
        ResolvedConfig before = resolve(definition.sinkUri(), definition.replicaConfig());
        assertThat(DraftRequest.resolve(draft))
                .usingRecursiveComparison()
                .ignoringFields("dispatchRules", "warnings")
                .isEqualTo(before);
        assertThat(before.kafka().maxMessageBytes()).isEqualTo(70_000);
        assertThat(before.kafka().clientProperties()).containsEntry("linger.ms", "20");
        assertThat(draft.target().login().password()).isEqualTo(new Secret("p@ss"));
        assertThat(draft.changefeed().format().registry().password()).isEqualTo(new Secret("x@y"));
        ChangefeedChanges changes = DraftRequest.changes(draft);
        assertThat(resolve(changes.sinkUri(), changes.replicaConfig()).kafka()).isEqualTo(before.kafka());
    }

    @Test
    void whatIsCarriedIsInTheExportsToo() throws Exception {
        Draft draft = Draft.of(definition(OWN_URI, json(OWN_CONFIG))).orElseThrow();
        DraftExport export = DraftExport.of(draft, "shop", "http://localhost:8300");
        ResolvedConfig fromFile = ResolvedConfig.resolve(
                SinkUri.parse(SinkParameters.uri(draft)),
                ChangefeedConfig.parse(export.file().replace("u:******", "u:x%40y")),
                draft.target().login().password());
        assertThat(fromFile)
                .usingRecursiveComparison()
                .ignoringFields("warnings")
                .isEqualTo(DraftRequest.resolve(draft));
        assertThat(export.file()).contains("commit-interval = \"250ms\"", "\"linger.ms\" = 20");
        assertThat(export.command()).contains("max-message-bytes=70000");
        assertThat(export.file() + export.command() + export.call()).doesNotContain("p@ss", "p%40ss", "x%40y");
    }

    @Test
    void aNumberOfPartitionsThatNobodyChoseStaysOpen() throws Exception {
        Draft draft = Draft.of(definition("kafka://a:1/t?protocol=canal-json", json("{}")))
                .orElseThrow();
        assertThat(draft.changefeed().partitionNumber()).isEmpty();
        assertThat(ChangefeedErrors.of(draft, OptionalInt.empty())).isEmpty();
        assertThat(DraftRequest.resolve(draft).kafka().partitionNum()).isEmpty();
    }

    @Test
    void whatIsCarriedAndDoesNotFitIsSaidOfTheWhole() throws Exception {
        Draft draft = Draft.of(definition(
                        "kafka://a:1/t?protocol=canal-json&enable-tidb-extension=true",
                        json("{\"sink\": {\"kafka_config\": {\"large_message_handle\":"
                                + " {\"large_message_handle_option\": \"handle-key-only\"}}}}")))
                .orElseThrow();
        Draft asAvro =
                Drafts.typed(draft, "format", "AVRO", "topic-mode", "BY_TABLE", "registry-url", "http://registry:8081");
        assertThat(ChangefeedErrors.of(asAvro, OptionalInt.empty()))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEmpty();
                    assertThat(error.sentence()).contains("large message handle is set to handle-key-only");
                });
    }

    @Test
    void rulesThatDifferInTheirTopicsCannotBeShown() throws Exception {
        assertThat(Draft.of(definition(
                        "kafka://a:1/t?protocol=canal-json",
                        json("{\"sink\": {\"dispatchers\": [{\"matcher\": [\"a.*\"], \"topic\": \"a\"},"
                                + " {\"matcher\": [\"*.*\"], \"topic\": \"b\"}]}}"))))
                .isEmpty();
    }

    @Test
    void aDuplicateBeginsNowUnderAnotherName() {
        Draft read = Draft.of(definition(DraftRequest.of(Drafts.everything(), "shop")))
                .orElseThrow();
        NewChangefeed duplicate = DraftRequest.of(read.duplicate("Another"), "shop");
        assertThat(duplicate.id()).isNull();
        assertThat(duplicate.name()).isEqualTo("Another");
        assertThat(duplicate.start()).isEqualTo("now");
        assertThat(duplicate.targetTs()).isEqualTo(7);
        assertThat(duplicate.timeZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @ParameterizedTest
    @CsvSource({"now", "time:2026-05-01T08:00:00Z", "tso:441245123456789012", "binlog:mysql-bin.000004:4", "gtid:0-1-4"
    })
    void aStartIsReadBack(String start) {
        assertThat(StartChoice.of(start, ZoneId.of("UTC")).text()).isEqualTo(start);
    }

    private static void assertSame(NewChangefeed request) {
        Draft read = Draft.of(definition(request)).orElseThrow();
        assertThat(DraftRequest.resolve(read))
                .usingRecursiveComparison()
                .isEqualTo(resolve(request.sinkUri(), request.replicaConfig()));
    }

    private static ResolvedConfig resolve(Secret uri, JsonNode config) {
        return ResolvedConfig.resolve(uri.reveal(SinkUri::parse), ChangefeedConfig.ofJson(config));
    }

    private static ChangefeedDefinition definition(NewChangefeed request) {
        return definition(request.sinkUri().<String>reveal(uri -> uri), request.replicaConfig(), request.name());
    }

    private static ChangefeedDefinition definition(String uri, JsonNode config) {
        return definition(uri, config, "Feed");
    }

    private static ChangefeedDefinition definition(String uri, JsonNode config, String name) {
        return new ChangefeedDefinition(
                "feed",
                name,
                "shop",
                new Secret(uri),
                config,
                ZoneId.of("Asia/Tokyo"),
                "binlog:mysql-bin.000004:4",
                0,
                7,
                2,
                Instant.EPOCH,
                "0.1.0");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
