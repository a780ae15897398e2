package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.Compression;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.DispatchRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.KeylessTables;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SinkProtocol;
import io.tidegate.config.TlsConfig;
import io.tidegate.server.changefeed.NewChangefeed;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DraftRequestTest {
    @Test
    void aDraftWithNothingButBrokersTopicAndNameIsAChangefeed() {
        ResolvedConfig config = DraftRequest.resolve(Drafts.complete());
        KafkaSinkConfig kafka = config.kafka();
        assertThat(kafka.brokers()).containsExactly("broker-1.example:9092");
        assertThat(kafka.defaultTopic()).isEqualTo("shop");
        assertThat(kafka.partitionNum()).hasValue(3);
        assertThat(kafka.replicationFactor()).isEqualTo(1);
        assertThat(kafka.tls()).isEqualTo(TlsConfig.disabled());
        assertThat(kafka.sasl()).isNull();
        assertThat(config.keylessTables()).isEqualTo(KeylessTables.REPLICATED);
        assertThat(config.filter().rules()).containsExactly("*.*");
        assertThat(config.format()).isEqualTo(new CanalJsonConfig(false, false, false, false));
        assertThat(config.dispatchRules())
                .containsExactly(new DispatchRule(List.of("*.*"), "{schema}-{table}", "index-value", "", List.of()));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void theRequestSaysWhatTheSpecificationSays() {
        NewChangefeed request = DraftRequest.of(Drafts.everything(), "shop-cluster");
        assertThat(request.id()).isEqualTo("shop-orders");
        assertThat(request.name()).isEqualTo("Käufe & 'more'");
        assertThat(request.cluster()).isEqualTo("shop-cluster");
        assertThat(request.rcu()).isEqualTo(8);
        assertThat(request.start()).isEqualTo("tso:441245123456789012");
        assertThat(request.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(request.paused()).isFalse();
        assertThat(DraftRequest.of(Drafts.complete(), "x").start()).isEqualTo("now");
        assertThat(DraftRequest.of(Drafts.complete(), "x").id()).isNull();
    }

    @Test
    void everythingThatCanBeTypedArrives() {
        ResolvedConfig config = DraftRequest.resolve(Drafts.everything());
        KafkaSinkConfig kafka = config.kafka();
        assertThat(kafka.brokers()).containsExactly("a.example:9092", "b.example:9093");
        assertThat(kafka.compression()).isEqualTo(Compression.ZSTD);
        assertThat(kafka.replicationFactor()).isEqualTo(2);
        assertThat(kafka.partitionNum()).hasValue(12);
        assertThat(kafka.tls())
                .isEqualTo(new TlsConfig(
                        true,
                        Path.of("/etc/ca.pem"),
                        Path.of("/etc/cert.pem"),
                        Path.of("/etc/key.pem"),
                        false,
                        "kafka.internal"));
        assertThat(kafka.sasl())
                .isEqualTo(new SaslConfig.Password(
                        SaslConfig.Mechanism.SCRAM_SHA_512, "c/d&c", new Secret(" p@ss'\"%\u00e9 ")));
        assertThat(config.caseSensitive()).isTrue();
        assertThat(config.keylessTables()).isEqualTo(KeylessTables.LEFT_OUT);
        assertThat(config.filter().rules()).containsExactly("shop.*", "!shop.logs");
        assertThat(config.filter().eventFilters())
                .containsExactly(
                        new EventFilterRule(
                                List.of("shop.*"),
                                List.of("delete", "drop table"),
                                List.of("^DROP"),
                                "id > 100",
                                "name = 'x\\y'",
                                "id < 3",
                                "id = 5"),
                        EventFilterRule.ofEvents(List.of("shop.orders"), List.of("all ddl")));
        assertThat(config.columnSelectors()).singleElement().satisfies(selector -> {
            assertThat(selector.matcher()).containsExactly("shop.users");
            assertThat(selector.columns()).containsExactly("*", "!password");
        });
        String topic = "cdc.{schema}_{table}-v1";
        assertThat(config.dispatchRules())
                .containsExactly(
                        new DispatchRule(List.of("shop.orders"), topic, "columns", "", List.of("customer", "region")),
                        new DispatchRule(List.of("shop.users"), topic, "index-value", "by_mail", List.of()),
                        new DispatchRule(List.of("*.*"), topic, "ts", "", List.of()));
    }

    @Test
    void avroHasItsModesAndItsRegistry() {
        AvroConfig avro = (AvroConfig) DraftRequest.resolve(Drafts.everything()).format();
        assertThat(avro.tidbExtension()).isTrue();
        assertThat(avro.decimals()).isEqualTo(AvroConfig.Decimals.STRING);
        assertThat(avro.unsignedBigints()).isEqualTo(AvroConfig.UnsignedBigints.STRING);
        assertThat(avro.registry().url()).isEqualTo(URI.create("https://registry.example:8081/x"));
        assertThat(avro.registry().login()).isEqualTo(new SchemaRegistryConfig.Login("re:g", new Secret("r@g*")));
        assertThat(avro.registry().ca()).isEqualTo(Path.of("/etc/registry.pem"));
    }

    @Test
    void aRegistryWithoutLoginGetsNone() {
        Draft draft = Drafts.typed(
                Drafts.complete(),
                "format",
                "AVRO",
                "registry-url",
                "http://registry:8081",
                "registry-user",
                "someone");
        AvroConfig avro = (AvroConfig) DraftRequest.resolve(draft).format();
        assertThat(avro.registry().login()).isNull();
        assertThat(DraftRequest.resolve(draft).keylessTables()).isEqualTo(KeylessTables.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(SinkProtocol.class)
    void everyFormatIsAvailableWithTheExtensionOnAndNothingToWarnOf(SinkProtocol protocol) {
        Draft draft = Drafts.typed(
                Drafts.complete(),
                "format",
                protocol.name(),
                "tidb-extension",
                "on",
                "registry-url",
                "http://registry:8081");
        ResolvedConfig config = DraftRequest.resolve(draft);
        assertThat(config.format().protocol()).isEqualTo(protocol);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void theExtensionAndTheEncodingArrive() {
        assertThat(((DebeziumConfig) DraftRequest.resolve(
                                        Drafts.typed(Drafts.complete(), "format", "DEBEZIUM", "tidb-extension", "on"))
                                .format())
                        .tidbExtension())
                .isTrue();
        assertThat(((SimpleConfig) DraftRequest.resolve(
                                        Drafts.typed(Drafts.complete(), "format", "SIMPLE", "simple-encoding", "AVRO"))
                                .format())
                        .encoding())
                .isEqualTo(SimpleConfig.Encoding.AVRO);
    }

    @ParameterizedTest
    @EnumSource(SaslConfig.Mechanism.class)
    void passwordMechanismsArrive(SaslConfig.Mechanism mechanism) {
        Draft draft = Drafts.typed(
                Drafts.complete(), "authentication", mechanism.name(), "user", "cdc", "password", "secret");
        assertThat(DraftRequest.resolve(draft).kafka().sasl())
                .isEqualTo(new SaslConfig.Password(mechanism, "cdc", new Secret("secret")));
    }

    @Test
    void oauthArrivesWithItsSecretAsItWasTyped() {
        Draft draft = Drafts.typed(Drafts.everything(), "authentication", "OAUTHBEARER");
        assertThat(DraftRequest.resolve(draft).kafka().sasl())
                .isEqualTo(new SaslConfig.OAuth(
                        "client",
                        new Secret("oauth secret"),
                        URI.create("https://idp.example/token"),
                        List.of("kafka", "read"),
                        "client_credentials",
                        "brokers",
                        Path.of("/etc/idp.pem")));
    }

    @Test
    void kerberosArrivesWithEitherProof() {
        Draft keytab = Drafts.typed(Drafts.everything(), "authentication", "GSSAPI");
        assertThat(DraftRequest.resolve(keytab).kafka().sasl())
                .isEqualTo(new SaslConfig.Kerberos(
                        "cdc@EXAMPLE.COM",
                        new SaslConfig.KerberosProof.Keytab(Path.of("/etc/cdc.keytab")),
                        "broker",
                        Path.of("/etc/krb5.conf")));
        Draft password = Drafts.typed(keytab, "kerberos-proof", "PASSWORD");
        assertThat(((SaslConfig.Kerberos) DraftRequest.resolve(password).kafka().sasl()).proof())
                .isEqualTo(new SaslConfig.KerberosProof.Password(new Secret("kerberos secret")));
    }

    @Test
    void topicsAreSharedAsChosen() {
        Draft database = Drafts.typed(
                Drafts.complete(), "topic-mode", "BY_DATABASE", "topic-prefix", "p-", "topic-suffix", "-s");
        assertThat(DraftRequest.resolve(database).dispatchRules())
                .extracting(DispatchRule::topic)
                .containsExactly("p-{schema}-s");
        Draft one = Drafts.typed(database, "topic-mode", "ONE_TOPIC");
        assertThat(DraftRequest.resolve(one).dispatchRules())
                .extracting(DispatchRule::topic)
                .containsExactly("");
    }

    @Test
    void theSinkUriHoldsNoSecret() {
        for (BrokerLogin.Mechanism mechanism : BrokerLogin.Mechanism.values()) {
            Draft draft =
                    Drafts.typed(Drafts.everything(), "authentication", mechanism.name(), "kerberos-proof", "PASSWORD");
            assertThat(DraftRequest.of(draft, "x").sinkUri().<String>reveal(uri -> uri))
                    .doesNotContain("pass", "secret", "r%40g");
        }
    }
}
