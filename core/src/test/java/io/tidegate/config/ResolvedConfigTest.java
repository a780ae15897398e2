package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink URI, the file and the defaults make together. */
class ResolvedConfigTest {
    private static final String URI = "kafka://h:9092/t?protocol=canal-json";

    @Test
    void withoutAnyOptionEverythingIsAsTheReferenceSays() {
        assertThat(resolve("", ""))
                .isEqualTo(new ResolvedConfig(
                        new FilterConfig(List.of("*.*"), List.of(), Set.of(), List.of()),
                        false,
                        KeylessTables.REFUSED,
                        List.of(),
                        List.of(),
                        new KafkaSinkConfig(
                                List.of("h:9092"),
                                "t",
                                OptionalInt.empty(),
                                1,
                                true,
                                10_485_760,
                                Compression.NONE,
                                -1,
                                null,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                TlsConfig.disabled(),
                                null,
                                Map.of()),
                        new CanalJsonConfig(false, false, false, false),
                        new MessageOptions(false, false),
                        null,
                        DeliveryConfig.atLeastOnce(),
                        false,
                        List.of()));
    }

    @Test
    void keysAndHeadersOfRecordsAreOnRequest() {
        assertThat(resolve("", "tidegate.message.key = 'handle-key'").message())
                .isEqualTo(new MessageOptions(true, false));
        assertThat(resolve("", "[tidegate.message]\nheaders = true").message())
                .isEqualTo(new MessageOptions(false, true));
    }

    @Test
    void theExampleOfTheReferenceResolves() {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://10.0.0.1:9092,10.0.0.2:9092/cdc-default?protocol=canal-json&kafka-version=2.8.0"
                        + "&partition-num=6&replication-factor=3&max-message-bytes=67108864&compression=lz4"
                        + "&enable-tidb-extension=true"),
                ChangefeedConfig.empty());
        assertThat(config.kafka().partitionNum()).hasValue(6);
        assertThat(config.kafka().replicationFactor()).isEqualTo(3);
        assertThat(config.kafka().compression()).isEqualTo(Compression.LZ4);
        assertThat(config.kafka().maxMessageBytes()).isEqualTo(67_108_864);
        assertThat(config.format()).isEqualTo(new CanalJsonConfig(true, false, false, false));
        assertThat(config.warnings()).extracting(ConfigWarning::key).containsExactly("kafka-version");
    }

    @Test
    void theUriCountsBeforeTheFileAndTheFileBeforeTheDefault() {
        String file = """
                [sink.kafka-config]
                partition-num = 4
                replication-factor = 2
                """;
        KafkaSinkConfig kafka = resolve("&partition-num=7", file).kafka();
        assertThat(kafka.partitionNum()).hasValue(7);
        assertThat(kafka.replicationFactor()).isEqualTo(2);
        assertThat(kafka.autoCreateTopic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "enable-tidb-extension, sink.kafka-config.codec-config.enable-tidb-extension",
        "content-compatible, sink.content-compatible",
        "only-output-updated-columns, sink.only-output-updated-columns",
    })
    void anExplicitFalseInTheUriOverridesTrueInTheFile(String parameter, String key) {
        CanalJsonConfig none = new CanalJsonConfig(false, false, false, false);
        assertThat(resolve("", key + " = true").format()).isNotEqualTo(none);
        assertThat(resolve("&" + parameter + "=false", key + " = true").format())
                .isEqualTo(none);
    }

    @Test
    void allKafkaOptionsMayStandInTheFile() {
        KafkaSinkConfig kafka = resolve("", """
                        [sink.kafka-config]
                        auto-create-topic = false
                        max-message-bytes = 1000
                        compression = "ZSTD"
                        required-acks = 1
                        kafka-client-id = "me"
                        dial-timeout = "1m30s"
                        read-timeout = "300ms"
                        output-raw-change-event = true
                        """).kafka();
        assertThat(kafka.autoCreateTopic()).isFalse();
        assertThat(kafka.maxMessageBytes()).isEqualTo(1000);
        assertThat(kafka.compression()).isEqualTo(Compression.ZSTD);
        assertThat(kafka.requiredAcks()).isEqualTo(1);
        assertThat(kafka.clientId()).isEqualTo("me");
        assertThat(kafka.dialTimeout()).hasSeconds(90);
        assertThat(kafka.readTimeout()).hasMillis(300);
    }

    @Test
    void theTopLevelIsHandedOn() {
        ResolvedConfig config = resolve("", """
                case-sensitive = true
                [filter]
                rules = ['a.*', '!a.b']
                [sink.kafka-config]
                output-raw-change-event = true
                """);
        assertThat(config.caseSensitive()).isTrue();
        assertThat(config.filter().rules()).containsExactly("a.*", "!a.b");
        assertThat(config.outputRawChangeEvent()).isTrue();
    }

    @Test
    void dispatchRulesKeepTheirOrderAndTheOldNameOfPartition() {
        ResolvedConfig config = resolve("", """
                [sink]
                dispatchers = [
                  {matcher = ['a.*'], topic = 'x_{schema}', partition = 'index-value', index = 'uk'},
                  {matcher = ['b.*'], dispatcher = 'rowid'},
                  {matcher = ['c.*'], partition = 'columns', columns = ['i', 'j']},
                  {topic = 'nobody'},
                ]
                """);
        assertThat(config.dispatchRules())
                .containsExactly(
                        new DispatchRule(List.of("a.*"), "x_{schema}", "index-value", "uk", List.of()),
                        new DispatchRule(List.of("b.*"), "", "rowid", "", List.of()),
                        new DispatchRule(List.of("c.*"), "", "columns", "", List.of("i", "j")),
                        new DispatchRule(List.of(), "nobody", "", "", List.of()));
        assertThat(config.warnings()).extracting(ConfigWarning::key).containsExactly("sink.dispatchers[3]");
    }

    @Test
    void bothNamesOfPartitionTogetherAreRefused() {
        TidegateException refusal = refusal(
                () -> resolve("", "sink.dispatchers = [{matcher = ['a.*'], partition = 'ts', dispatcher = 'ts'}]"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SINK_CONFIG_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("dispatcher and partition cannot be configured both for rule:sink.dispatchers[0] [a.*]");
    }

    @Test
    void contentCompatibleImpliesUpdatedColumnsOnly() {
        assertThat(canalJson(resolve("&content-compatible=true", "")).onlyOutputUpdatedColumns())
                .isTrue();
        ResolvedConfig contradiction = resolve("&content-compatible=true&only-output-updated-columns=false", "");
        assertThat(canalJson(contradiction).onlyOutputUpdatedColumns()).isTrue();
        assertThat(contradiction.warnings())
                .extracting(ConfigWarning::key)
                .containsExactly("only-output-updated-columns");
    }

    @Test
    void deletesWithKeysOnlyNeedTablesWithKeys() {
        String both = "force-replicate = true\nsink.delete-only-output-handle-key-columns = true";
        TidegateException refusal = refusal(() -> resolve("", both));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CODEC_INVALID_CONFIG);
        assertThat(refusal.detail()).startsWith("force-replicate must be disabled");
        assertThat(canalJson(resolve("", "sink.delete-only-output-handle-key-columns = true"))
                        .deleteOnlyOutputHandleKeyColumns())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | unknown '' message protocol for sink; a protocol is required",
                "maxwell       | only the classic architecture of TiCDC has this protocol",
                "csv           | csv is for storage sinks",
                "debezium-avro | only later versions of TiCDC",
                "canaljson     | unknown 'canaljson' message protocol for sink; did you mean canal-json?",
            })
    void aProtocolThatIsNotThereIsRefusedByName(String protocol, String text) {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=" + protocol);
        TidegateException refusal = refusal(() -> ResolvedConfig.resolve(uri, ChangefeedConfig.empty()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SINK_UNKNOWN_PROTOCOL);
        assertThat(refusal.detail()).contains(text);
    }

    @Test
    void theProtocolMayStandInTheFileAndItsCaseDoesNotMatter() {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:1/t"), ChangefeedConfig.parse("sink.protocol = 'Canal-JSON'"));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void whenUriAndFileNameDifferentProtocolsTheUriCountsWithAWarning() {
        assertThat(resolve("", "sink.protocol = 'avro'").warnings())
                .containsExactly(new ConfigWarning(
                        "sink.protocol",
                        "the sink URI says canal-json and the configuration file avro, the sink URI counts"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sink.dispatchers = [{matcher = ['a.*'], target-schema = 'b'}] | sink.dispatchers.target-schema is",
                "sink.dispatchers = [{matcher = ['a.*'], target-table = 'b'}] | sink.dispatchers.target-table is",
                "sink.kafka-config.codec-config.output-row-key = true | sink.kafka-config.codec-config.output-row-key is",
                "consistent.level = 'eventual' | consistent.level is",
                "bdr-mode = true | bdr-mode is",
            })
    void whatTidegateHasNotYetIsRefusedByName(String toml, String what) {
        TidegateException refusal = refusal(() -> resolve("", toml));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_NOT_AVAILABLE);
        assertThat(refusal.detail()).isEqualTo(what + " not available yet");
    }

    @Test
    void aParameterOfTheUriIsNamedAsItIsWrittenThere() {
        assertThat(refusal(() -> resolve("&output-row-key=true", "")).detail())
                .isEqualTo("output-row-key is not available yet");
    }

    @Test
    void syncPointsAreRefusedAsInTicdc() {
        TidegateException refusal = refusal(() -> resolve("", "enable-sync-point = true"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(refusal.detail())
                .contains("The SyncPoint must be disabled when the downstream is not tidb or mysql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&protocol=simple", "&protocol=open-protocol"})
    void checksumsAndColumnSelectorsDoNotGoTogetherWhateverTheFormat(String protocol) {
        String checksums = "integrity.integrity-check-level = 'correctness'\n";
        String selectors = "sink.column-selectors = [{matcher = ['a.*'], columns = ['b']}]\n";
        TidegateException refusal = refusal(() -> resolve(protocol, checksums + selectors));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(refusal.code().code()).isEqualTo("CDC:ErrInvalidReplicaConfig");
        assertThat(refusal.detail()).endsWith("integrity check enabled and column selector set, not allowed");
        assertThat(refusal.remedy()).contains("sink.column-selectors", "integrity.integrity-check-level");
        resolve(protocol, checksums + "sink.column-selectors = []");
        resolve(protocol, "integrity.integrity-check-level = 'none'\n" + selectors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter.ignore-txn-start-ts = []",
                "filter.event-filters = []",
                "sink.column-selectors = []",
                "sink.dispatchers = [{matcher = ['a.*'], target-schema = ''}]",
                "sink.kafka-config.large-message-handle.large-message-handle-option = 'none'",
                "sink.kafka-config.large-message-handle.large-message-handle-option = ''",
                "consistent.level = 'none'",
                "integrity.integrity-check-level = 'none'",
                "enable-sync-point = false",
                "mounter.worker-num = 16",
                "memory-quota = 1073741824",
                "sync-point-interval = '600s'",
                "sink.terminator = ''",
            })
    void theDefaultOfWhatTidegateDoesNotHeedIsAcceptedInSilence(String toml) {
        assertThat(resolve("", toml).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mounter.worker-num = 4 | mounter.worker-num: it has no effect: all changefeeds share the memory and the workers of the server",
                "memory-quota = 1 | memory-quota: it has no effect",
                "scheduler.enable-table-across-nodes = true | scheduler.enable-table-across-nodes: it has no effect: one Tidegate server",
                "changefeed-error-stuck-duration = '1h' | changefeed-error-stuck-duration: it has no effect",
                "sink.kafka-config.codec-config.avro-decimal-handling-mode = 'string' | sink.kafka-config.codec-config.avro-decimal-handling-mode: it has no effect: it belongs to avro",
                "integrity.integrity-check-level = 'correctness' | integrity.integrity-check-level: it has no effect: it belongs to avro, simple",
                "sink.csv.quote = 'x' | sink.csv.quote: it has no effect: it belongs to storage sinks",
                "sink.pulsar-config.oauth2.oauth2-scope = 'x' | sink.pulsar-config.oauth2.oauth2-scope: it has no effect",
                "sink.kafka-config.write-timeout = '5s' | sink.kafka-config.write-timeout: it has no effect",
            })
    void whatHasNoEffectGivesAWarning(String toml, String warning) {
        assertThat(resolve("", toml).warnings()).singleElement().satisfies(found -> assertThat(found.toString())
                .startsWith(warning));
    }

    @Test
    void aValueInTheFileThatTheUriOverridesIsNotJudged() {
        assertThat(resolve(
                                "&output-row-key=false&max-batch-size=16",
                                "sink.kafka-config.codec-config = {output-row-key = true, max-batch-size = 5}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void propertiesOfTheClientAreHandedOnAsTheClientNamesThem() {
        assertThat(resolve("", """
                                [tidegate.kafka]
                                linger.ms = 0
                                batch.size = 1048576
                                compression.zstd.level = -1
                                client.dns.lookup = "use_all_dns_ips"
                                """).kafka().clientProperties())
                .isEqualTo(Map.of(
                        "linger.ms", "0",
                        "batch.size", "1048576",
                        "compression.zstd.level", "-1",
                        "client.dns.lookup", "use_all_dns_ips"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void acknowledgementsThatLoseMessagesGiveAWarning(int acks) {
        ResolvedConfig config = resolve("&required-acks=" + acks, "");
        assertThat(config.kafka().requiredAcks()).isEqualTo(acks);
        assertThat(config.warnings()).extracting(ConfigWarning::key).containsExactly("required-acks");
    }

    @Test
    void idempotenceNeedsTheAcknowledgementOfAllReplicas() {
        String on = "tidegate.kafka.enable.idempotence = true";
        assertThat(resolve("", on).kafka().clientProperties()).containsEntry("enable.idempotence", "true");
        assertThat(resolve("&required-acks=1", "tidegate.kafka.enable.idempotence = false")
                        .kafka()
                        .clientProperties())
                .containsEntry("enable.idempotence", "false");
        TidegateException refusal = refusal(() -> resolve("&required-acks=1", on));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).contains("needs required-acks=-1");
    }

    @Test
    void warningsOfUriAndFileAreHandedOn() {
        assertThat(resolve("&protcol=x", "sql-mode = 'x'\nenable-old-value = true")
                        .warnings())
                .extracting(ConfigWarning::key)
                .containsExactly("protcol", "enable-old-value", "sql-mode");
    }

    @Test
    void nothingPrintsASecret() {
        ResolvedConfig config = resolve(
                "&sasl-mechanism=plain&sasl-user=u&sasl-password=HIDE",
                "sink.kafka-config.glue-schema-registry-config.token = 'HIDE'\nconsistent.storage = 's3://k:HIDE@b'");
        assertThat(config.toString()).doesNotContain("HIDE").contains("***");
    }

    private static CanalJsonConfig canalJson(ResolvedConfig config) {
        return (CanalJsonConfig) config.format();
    }

    private static ResolvedConfig resolve(String parameters, String toml) {
        return ResolvedConfig.resolve(SinkUri.parse(URI + parameters), ChangefeedConfig.parse(toml));
    }
}
