package io.tidegate.kafka;

import static io.tidegate.kafka.SinkAttempt.assertDelivers;
import static io.tidegate.kafka.SinkAttempt.checks;
import static io.tidegate.kafka.SinkAttempt.line;
import static io.tidegate.kafka.SinkAttempt.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.Secret;
import io.tidegate.embedded.CertificateAuthority;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.FreePort;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that verifies tokens with the keys of an identity provider and wants them made for it. */
@Timeout(120)
class OAuthLoginTest {
    // Brokers of Kafka 4 fetch keys from allowed places alone.
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private static final CertificateAuthority AUTHORITY = new CertificateAuthority("CN=Identity Root");

    private static IdentityProvider provider;
    private static EmbeddedKafka kafka;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        provider = new IdentityProvider(ServerTls.context(AUTHORITY.issue("CN=idp", "127.0.0.1")));
        System.setProperty(ALLOWED, provider.keysUrl());
        String prefix = "listener.name.token.";
        kafka = EmbeddedKafka.builder()
                .listener("TOKEN", "SASL_PLAINTEXT")
                .property(prefix + "sasl.enabled.mechanisms", "OAUTHBEARER")
                .property(
                        prefix + "oauthbearer.sasl.jaas.config",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                                + " unsecuredLoginStringClaim_sub=\"broker\";")
                .property(
                        prefix + "oauthbearer.sasl.server.callback.handler.class",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler")
                .property(prefix + "oauthbearer.sasl.oauthbearer.jwks.endpoint.url", provider.keysUrl())
                .property(prefix + "oauthbearer.sasl.oauthbearer.expected.audience", "kafka")
                .property(prefix + "oauthbearer.connections.max.reauth.ms", "3600000")
                .build()
                .start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        provider.close();
        System.clearProperty(ALLOWED);
    }

    @BeforeEach
    void everythingIsWell() {
        provider.takesHeaders = true;
        provider.broken = false;
        provider.lifetimeSeconds = 300;
        provider.granted().clear();
    }

    @Test
    void aTokenForTheRightAudienceLogsIn() throws Exception {
        assertDelivers(settings("by-token", IdentityProvider.SECRET, "kafka"), kafka.bootstrapServers());
        assertThat(provider.granted()).allSatisfy(form -> assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "topics.write metrics")
                .containsEntry("audience", "kafka"));
        assertThat(line(checks(settings("by-token", IdentityProvider.SECRET, "kafka")), "K002")
                        .text())
                .contains("SASL_PLAINTEXT as User:service-cdc is accepted");
    }

    @Test
    void aProviderThatWantsTheSecretInTheFormGetsItThere() throws Exception {
        provider.takesHeaders = false;
        assertDelivers(settings("by-form", IdentityProvider.SECRET, "kafka"), kafka.bootstrapServers());
    }

    @Test
    void aTokenIsReplacedBeforeItEndsAndTheFeedGoesOn() throws Exception {
        provider.lifetimeSeconds = 4;
        SinkSettings settings = settings("refreshed", IdentityProvider.SECRET, "kafka")
                .partitions(1)
                .property("sasl.login.refresh.min.period.seconds", "1")
                .property("sasl.login.refresh.buffer.seconds", "1");
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            sink.start();
            int before = provider.granted().size();
            sink.deliver("refreshed", 1, new EncodedMessage(null, "a".getBytes(UTF_8)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> provider.granted().size() >= before + 2);
            sink.deliver("refreshed", 1, new EncodedMessage(null, "b".getBytes(UTF_8)));
        }
        assertThat(PartitionReader.values(kafka.bootstrapServers(), "refreshed", 0))
                .containsExactly("a", "b");
    }

    @Test
    void aWrongSecretIsRefusedByTheProviderAndNotShown() {
        SinkSettings settings = settings("t", "wrong-secret", "kafka");
        TidegateException refusal = refusal(settings);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_ACCESS_DENIED);
        assertThat(refusal.detail())
                .contains("client cdc from " + provider.tokenUrl(), "status 401 invalid_client who is that")
                .doesNotContain("wrong-secret");
        assertThat(refusal.remedy()).contains("sasl-oauth-client-secret");
        Check seen = line(checks(settings), "K002");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.subject()).isEqualTo("identity provider");
        assertThat(seen.remedy()).contains("sasl-oauth-client-id");
    }

    @Test
    void aTokenForAnotherAudienceIsRefusedByTheBroker() {
        SinkSettings settings = settings("t", IdentityProvider.SECRET, "payments");
        TidegateException refusal = refusal(settings);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_ACCESS_DENIED);
        assertThat(refusal.detail()).contains("client cdc with OAUTHBEARER", "invalid_token");
        assertThat(refusal.remedy()).contains("sasl-oauth-audience");
        assertThat(line(checks(settings), "K002").status()).isEqualTo(Status.FAIL);
    }

    @Test
    void anotherGrantTypeIsSentAndTheProvidersRefusalIsTold() {
        assertThat(refusal(settings("t", IdentityProvider.SECRET, "kafka", provider.tokenUrl(), "password"))
                        .detail())
                .contains("status 400 unsupported_grant_type");
    }

    @Test
    void aProviderThatIsDownIsUnreachable() {
        provider.broken = true;
        TidegateException refusal = refusal(settings("t", IdentityProvider.SECRET, "kafka"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_UNREACHABLE);
        assertThat(refusal.detail()).contains(provider.tokenUrl(), "status 503");
        String nowhere = "http://127.0.0.1:" + FreePort.next() + "/token";
        assertThat(refusal(settings("t", IdentityProvider.SECRET, "kafka", nowhere, "client_credentials"))
                        .detail())
                .contains(nowhere, "ConnectException");
    }

    @Test
    void aProviderBehindTlsIsTrustedByItsAuthority() throws Exception {
        SinkSettings settings = overTls("127.0.0.1", AUTHORITY);
        assertDelivers(settings, kafka.bootstrapServers());
        assertThat(provider.granted()).isNotEmpty();
        assertThat(line(checks(settings), "K002").status()).isEqualTo(Status.PASS);
    }

    @Test
    void aProviderThatNobodyKnownSignedIsNotAskedForATokenAndTheCheckSaysSo() throws Exception {
        CertificateAuthority other = new CertificateAuthority("CN=Other Root");
        for (SinkSettings settings :
                List.of(overTls("127.0.0.1", other), overTls("127.0.0.1", null), overTls("localhost", AUTHORITY))) {
            TidegateException refusal = refusal(settings);
            assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_UNREACHABLE);
            assertThat(refusal.detail()).contains("https://", "SSLHandshakeException");
            Check seen = line(checks(settings), "K002");
            assertThat(seen.status()).isEqualTo(Status.FAIL);
            assertThat(seen.subject()).isEqualTo("identity provider");
            assertThat(seen.remedy()).contains("sasl-oauth-ca");
        }
        assertThat(provider.granted()).isEmpty();
    }

    @Test
    void anAuthorityThatCannotBeReadIsNamed() {
        SinkSettings settings = oauth(
                "t",
                IdentityProvider.SECRET,
                "kafka",
                provider.secureTokenUrl("127.0.0.1"),
                "client_credentials",
                directory.resolve("missing.pem"));
        assertThat(refusal(settings).detail()).contains("missing.pem");
        Check seen = line(checks(settings), "K002");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.text()).contains("missing.pem");
    }

    private static SinkSettings overTls(String host, CertificateAuthority authority) throws IOException {
        Path ca = authority == null
                ? null
                : Files.writeString(Files.createTempFile(directory, "ca", ".pem"), authority.certificatePem());
        return oauth(
                "over-tls", IdentityProvider.SECRET, "kafka", provider.secureTokenUrl(host), "client_credentials", ca);
    }

    private static SinkSettings settings(String topic, String secret, String audience) {
        return settings(topic, secret, audience, provider.tokenUrl(), "client_credentials");
    }

    private static SinkSettings settings(String topic, String secret, String audience, String url, String grantType) {
        return oauth(topic, secret, audience, url, grantType, null);
    }

    private static SinkSettings oauth(
            String topic, String secret, String audience, String url, String grantType, Path ca) {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers("TOKEN"), topic);
        settings.sasl = new SaslConfig.OAuth(
                "cdc",
                new Secret(secret),
                URI.create(url),
                List.of("topics.write", "metrics"),
                grantType,
                audience,
                ca);
        return settings;
    }
}
