package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void exactlyOnceIsOnRequestWithTheTransactionsOfItsSettings() {
        assertThat(resolve("", "tidegate.delivery.guarantee = 'exactly-once'").delivery())
                .isEqualTo(new DeliveryConfig(true, Duration.ofMillis(100), 64 << 20, Duration.ofMinutes(1)));
        assertThat(resolve("", """
                        [tidegate.delivery]
                        guarantee = 'exactly-once'
                        commit-interval = '2s'
                        max-transaction-bytes = 1000
                        transaction-timeout = '4s'
                        """).delivery())
                .isEqualTo(new DeliveryConfig(true, Duration.ofSeconds(2), 1000, Duration.ofSeconds(4)));
    }

    @Test
    void whatCannotBeExactlyOnceIsRefused() {
        String exactlyOnce = "[tidegate.delivery]\nguarantee = 'exactly-once'\n";
        for (String acks : List.of("0", "1")) {
            assertThatThrownBy(() -> resolve("&required-acks=" + acks, exactlyOnce))
                    .hasMessageContaining("required-acks=" + acks + " does not go with guarantee=exactly-once");
        }
        assertThatThrownBy(() -> resolve("", exactlyOnce + "[tidegate.kafka]\n'enable.idempotence' = false"))
                .hasMessageContaining("enable.idempotence=false does not go with guarantee=exactly-once");
        assertThatThrownBy(() -> resolve("", exactlyOnce + "commit-interval = '3s'\ntransaction-timeout = '5s'"))
                .hasMessageContaining("commit-interval=3s does not go with guarantee=exactly-once");
    }

    @Test
    void settingsOfTransactionsHaveNoEffectWithoutThem() {
        assertThat(resolve("", "tidegate.delivery.commit-interval = '2s'").warnings())
                .extracting(ConfigWarning::toString)
                .containsExactly("tidegate.delivery.commit-interval: it has no effect: the guarantee is at-least-once");
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
    void anEmptyListOfFilterRulesMeansAllTables() {
        assertThat(resolve("", "filter.rules = []").filter().rules()).containsExactly("*.*");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, REFUSED",
        "false, true, LEFT_OUT",
        "true, false, REPLICATED",
        "true, true, REPLICATED",
    })
    void tablesWithoutKeysAreForTheFileToDecide(boolean force, boolean ignore, KeylessTables expected) {
        String file = "force-replicate = " + force + "\nignore-ineligible-table = " + ignore;
        assertThat(resolve("", file).keylessTables()).isEqualTo(expected);
    }

    @Test
    void aFileThatSaysNothingOfTablesWithoutKeysMeansWhatItMeansInTiCdcAndNoFileMeansAllTables() {
        assertThat(resolve("", "").keylessTables()).isEqualTo(KeylessTables.REFUSED);
        assertThat(ResolvedConfig.resolve(SinkUri.parse(URI), ChangefeedConfig.empty())
                        .keylessTables())
                .isEqualTo(KeylessTables.REPLICATED);
    }

    @Test
    void eventFiltersAreReadKeyByKey() {
        ResolvedConfig config = resolve("", """
                [filter]
                ignore-txn-start-ts = [1, 449918007904436226]
                [[filter.event-filters]]
                matcher = ['depot.parcel', '!depot.x']
                ignore-event = ['truncate table', 'delete']
                ignore-sql = ['^optimize', 'drop index']
                [[filter.event-filters]]
                matcher = ['a.*']
                [[filter.event-filters]]
                ignore-event = ['insert']
                """);
        assertThat(config.filter().ignoredStartTs()).containsExactly(1L, 449918007904436226L);
        assertThat(config.filter().eventFilters())
                .containsExactly(
                        new EventFilterRule(
                                List.of("depot.parcel", "!depot.x"),
                                List.of("truncate table", "delete"),
                                List.of("^optimize", "drop index"),
                                "",
                                "",
                                "",
                                ""),
                        EventFilterRule.ofEvents(List.of("a.*"), List.of()),
                        EventFilterRule.ofEvents(List.of(), List.of("insert")));
        assertThat(config.warnings())
                .containsExactly(
                        new ConfigWarning("filter.event-filters[1]", "a rule without ignore-… leaves nothing out"),
                        new ConfigWarning("filter.event-filters[2]", "a rule without matcher matches no table"));
    }

    @Test
    void transactionsOfMySqlAndMariaDbAreNamedByGtidOrPlace() {
        String file = "tidegate.filter.ignore-transactions = ['0-1-42', ' 3E11FA47-71CA-11E1-9E33-C80AA9429562:23 ',"
                + " '3e11fa47-71ca-11e1-9e33-c80aa9429562:Tag:5', 'MySQL-bin.000003:1234']";
        assertThat(resolve("", file).filter().ignoredTransactions())
                .containsExactlyInAnyOrder(
                        "0-1-42",
                        "3e11fa47-71ca-11e1-9e33-c80aa9429562:23",
                        "3e11fa47-71ca-11e1-9e33-c80aa9429562:tag:5",
                        "MySQL-bin.000003:1234");
        for (String none : List.of("42", "0-1-42-3", "bin.000003", "0-1-2,0-1-3", "bin.000003:x")) {
            assertThat(refusal(() -> resolve("", "tidegate.filter.ignore-transactions = ['" + none + "']"))
                            .code())
                    .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
        }
    }

    @Test
    void aStartTsHasNoSign() {
        assertThat(refusal(() -> resolve("", "filter.ignore-txn-start-ts = [-1]"))
                        .code())
                .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
    }

    @Test
    void columnSelectorsKeepTheirOrder() {
        ResolvedConfig config = resolve("", """
                [sink]
                column-selectors = [
                  {matcher = ['a.*'], columns = ['*', '!b']},
                  {columns = ['c']},
                ]
                """);
        assertThat(config.columnSelectors())
                .containsExactly(
                        new ColumnSelectorRule(List.of("a.*"), List.of("*", "!b")),
                        new ColumnSelectorRule(List.of(), List.of("c")));
        assertThat(config.warnings()).extracting(ConfigWarning::key).containsExactly("sink.column-selectors[1]");
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
    void debeziumIsAsTicdcHasItUnlessTold() {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=debezium");
        assertThat(ResolvedConfig.resolve(uri, ChangefeedConfig.empty()).format())
                .isEqualTo(new DebeziumConfig(false, true, true, true, true, false, "default", LargeMessages.NONE));
    }

    @Test
    void optionsOfDebeziumAreFollowed() {
        SinkUri uri = SinkUri.parse(
                "kafka://h:1/t?protocol=debezium&debezium-disable-schema=true&enable-tidb-extension=true");
        ResolvedConfig config = ResolvedConfig.resolve(uri, ChangefeedConfig.parse("""
                [sink.debezium]
                output-old-value = false
                [tidegate.debezium]
                name = 'shop-db'
                ddl = false
                tombstones-on-delete = true
                replace-null-with-default = false
                """));
        assertThat(config.format())
                .isEqualTo(new DebeziumConfig(true, false, false, false, false, true, "shop-db", LargeMessages.NONE));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void debeziumWarnsOfWhatItDoesNotFollow() {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=debezium");
        assertThat(ResolvedConfig.resolve(uri, ChangefeedConfig.parse("""
                                [sink]
                                delete-only-output-handle-key-columns = true
                                [sink.debezium]
                                output-old-value = false
                                [sink.kafka-config]
                                output-raw-change-event = true
                                """)).warnings())
                .extracting(ConfigWarning::key)
                .containsExactlyInAnyOrder(
                        "sink.delete-only-output-handle-key-columns", "sink.debezium.output-old-value");
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
            value = {
                "kafka     | ''                                 | false | false | false",
                "kafka     | &enable-tls=true                   | true  | false | false",
                "kafka     | &enable-tls=false                  | false | false | false",
                "kafka     | &ca=a&cert=c&key=k                 | true  | true  | true",
                "kafka     | &enable-tls=true&ca=a&cert=c&key=k | true  | true  | true",
                "kafka     | &ca=a                              | true  | true  | false",
                "kafka     | &cert=c&key=k                      | true  | false | true",
                "kafka+ssl | ''                                 | true  | false | false",
                "kafka+ssl | &enable-tls=false                  | false | false | false",
            })
    void tlsFollowsFromSchemeSwitchAndFiles(
            String scheme, String parameters, boolean enabled, boolean ca, boolean certificate) {
        TlsConfig tls = ResolvedConfig.resolve(
                        SinkUri.parse(scheme + "://h:1/t?protocol=canal-json" + parameters), ChangefeedConfig.empty())
                .kafka()
                .tls();
        assertThat(tls)
                .isEqualTo(new TlsConfig(
                        enabled,
                        ca ? Path.of("a") : null,
                        certificate ? Path.of("c") : null,
                        certificate ? Path.of("k") : null,
                        false,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&cert=c                  | ca, cert and key files should all be supplied",
                "&key=k                   | ca, cert and key files should all be supplied",
                "&ca=a&key=k              | ca, cert and key files should all be supplied",
                "&enable-tls=false&ca=a   | credential files are supplied, but 'enable-tls' is set to false",
                "&enable-tls=false&ca=a&cert=c&key=k | credential files are supplied, but 'enable-tls' is set to false",
                "&sasl-mechanism=plain    | sasl-mechanism=PLAIN needs sasl-user",
                "&sasl-mechanism=scram-sha-256&sasl-user=u | sasl-mechanism=SCRAM-SHA-256 needs sasl-password",
            })
    void contradictingSecuritySettingsAreRefused(String parameters, String text) {
        TidegateException refusal = refusal(() -> resolve(parameters, ""));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"plain, PLAIN", "SCRAM-SHA-256, SCRAM_SHA_256", "scram-sha-512, SCRAM_SHA_512"})
    void loginsByPasswordAreRead(String name, SaslConfig.Mechanism mechanism) {
        assertThat(resolve("&sasl-mechanism=" + name + "&sasl-user=u&sasl-password=p%40", "")
                        .kafka()
                        .sasl())
                .isEqualTo(new SaslConfig.Password(mechanism, "u", new Secret("p@")));
    }

    @Test
    void aSaslPasswordFromOutsideCountsWhenThereIsNoOther() {
        SinkUri uri = SinkUri.parse(URI + "&sasl-mechanism=plain&sasl-user=u");
        ChangefeedConfig file = ChangefeedConfig.parse("sink.kafka-config.sasl-password = 'file'");
        Secret outside = new Secret("outside");
        assertThat(ResolvedConfig.resolve(uri, ChangefeedConfig.empty(), outside)
                        .kafka()
                        .sasl())
                .isEqualTo(new SaslConfig.Password(SaslConfig.Mechanism.PLAIN, "u", outside));
        assertThat(ResolvedConfig.resolve(uri, file, outside).kafka().sasl())
                .isEqualTo(new SaslConfig.Password(SaslConfig.Mechanism.PLAIN, "u", new Secret("file")));
    }

    @Test
    void aUserWithoutMechanismGivesAWarningAndNoLogin() {
        ResolvedConfig config = resolve("&sasl-user=u&sasl-password=p", "");
        assertThat(config.kafka().sasl()).isNull();
        assertThat(config.warnings())
                .extracting(ConfigWarning::key)
                .containsExactly("sink.kafka-config.sasl-mechanism");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl-mechanism='plain', sasl-oauth-client-id='x' | OAuth2 is only supported with SASL mechanism type OAUTHBEARER, but got plain",
                "sasl-oauth-token-url='x' | OAuth2 is only supported with SASL mechanism type OAUTHBEARER, but got none",
                "sasl-mechanism='oauthbearer' | OAuth2 client ID cannot be empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-token-url='x' | OAuth2 client id is empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x' | OAuth2 client secret is empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0' | OAuth2 token url is empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='§', sasl-oauth-token-url='x' | OAuth2 client secret is not base64 encoded",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0cw', sasl-oauth-token-url='x' | OAuth2 client secret is not base64 encoded",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0', sasl-oauth-token-url='ftp://x' | OAuth2 token url is not an http or https URL",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0', sasl-oauth-token-url='x y' | OAuth2 token url is not an http or https URL",
            })
    void oauthSettingsAreCheckedAsInTicdc(String keys, String text) {
        TidegateException refusal = refusal(() -> resolve("", "sink.kafka-config = {" + keys + "}"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).isEqualTo(text);
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
    void certificatesThatNobodyChecksGiveAWarning() {
        ResolvedConfig config = resolve("&enable-tls=true&insecure-skip-verify=true", "");
        assertThat(config.kafka().tls().insecureSkipVerify()).isTrue();
        assertThat(config.warnings()).hasSize(1);
        assertThat(resolve("&insecure-skip-verify=true", "").kafka().tls()).isEqualTo(TlsConfig.disabled());
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
