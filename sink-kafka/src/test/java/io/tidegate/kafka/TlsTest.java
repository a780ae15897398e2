package io.tidegate.kafka;

import static io.tidegate.kafka.SinkAttempt.assertDelivers;
import static io.tidegate.kafka.SinkAttempt.checks;
import static io.tidegate.kafka.SinkAttempt.line;
import static io.tidegate.kafka.SinkAttempt.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.TlsConfig;
import io.tidegate.embedded.CertificateAuthority;
import io.tidegate.embedded.CertificateAuthority.Certificate;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One broker with listeners that show good, expired, renamed and other certificates, and one that wants ours. */
@Timeout(120)
class TlsTest {
    private static final CertificateAuthority ROOT = new CertificateAuthority("CN=Shop Root,O=Shop");
    private static final CertificateAuthority OTHER = new CertificateAuthority("CN=Another Root");

    @TempDir
    private static Path files;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        Instant now = Instant.now();
        List<String> loopback = List.of("127.0.0.1");
        Certificate good = ROOT.issue("CN=broker", "127.0.0.1", "localhost");
        kafka = EmbeddedKafka.builder()
                .listener("GOOD", "SSL")
                .certificate("GOOD", good)
                .listener("NAMED", "SSL")
                .certificate("NAMED", ROOT.issue("CN=broker", "kafka.internal", "broker-1.kafka.internal"))
                .listener("EXPIRED", "SSL")
                .certificate(
                        "EXPIRED",
                        ROOT.issue("CN=old", now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(1)), loopback))
                .listener("EARLY", "SSL")
                .certificate(
                        "EARLY",
                        ROOT.issue("CN=new", now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(90)), loopback))
                .listener("SOON", "SSL")
                .certificate(
                        "SOON",
                        ROOT.issue("CN=soon", now.minus(Duration.ofDays(90)), now.plus(Duration.ofDays(3)), loopback))
                .listener("MUTUAL", "SSL")
                .certificate("MUTUAL", good)
                .clientCertificates("MUTUAL", ROOT)
                .build()
                .start();
        Files.writeString(files.resolve("root.pem"), ROOT.certificatePem());
        Files.writeString(files.resolve("other.pem"), OTHER.certificatePem());
        write("client", ROOT.issue("CN=cdc,OU=Streams,O=Shop"));
        write("stranger", OTHER.issue("CN=stranger"));
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void anAuthorityOfOnesOwnIsTrusted() throws Exception {
        assertDelivers(settings("GOOD", "own-ca", tls("root")), kafka.bootstrapServers());
        Check seen = line(checks(settings("GOOD", "own-ca", tls("root"))), "K014");
        assertThat(seen.status()).isEqualTo(Status.PASS);
        assertThat(seen.text()).contains("127.0.0.1, localhost", "by CN=Shop Root,O=Shop", "valid until 20");
    }

    @Test
    void theAuthoritiesOfTheSystemAreTrustedWhenNoneAreNamed() throws Exception {
        String property = "javax.net.ssl.trustStore";
        Path store = files.resolve("system.p12");
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(ROOT.certificatePem().getBytes(StandardCharsets.US_ASCII))));
        try (OutputStream out = Files.newOutputStream(store)) {
            authorities.store(out, "changeit".toCharArray());
        }
        System.setProperty(property, store.toString());
        System.setProperty(property + "Password", "changeit");
        try {
            assertDelivers(settings("GOOD", "system-ca", tls(null)), kafka.bootstrapServers());
        } finally {
            System.clearProperty(property);
            System.clearProperty(property + "Password");
        }
    }

    @Test
    void anAuthorityThatDidNotSignTheCertificateIsNoneAndTheSignerIsNamed() {
        SinkSettings settings = settings("GOOD", "t", tls("other"));
        TidegateException refusal = refusal(settings);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_UNREACHABLE);
        assertThat(refusal.detail()).contains("issued by CN=Shop Root,O=Shop, which is not trusted");
        assertThat(refusal.remedy()).contains("Set ca= ", "CN=Shop Root,O=Shop");
        assertFails(settings, "issued by CN=Shop Root,O=Shop, which is not trusted", "Set ca= ");
    }

    @Test
    void theSystemsAuthoritiesDoNotKnowAPrivateOne() {
        assertFails(settings("GOOD", "t", tls(null)), "which is not trusted", "Set ca= ");
    }

    @Test
    void aCertificateForAnotherNameIsRefusedAndItsNamesAreTold() {
        SinkSettings settings = settings("NAMED", "t", tls("root"));
        assertThat(refusal(settings).remedy()).contains("tls-server-name");
        assertFails(
                settings,
                "not for 127.0.0.1 but for kafka.internal, broker-1.kafka.internal",
                "tls-server-name under [tidegate.kafka]");
    }

    @Test
    void aServerNameTakesThePlaceOfTheHostName() throws Exception {
        TlsConfig named = new TlsConfig(true, files.resolve("root.pem"), null, null, false, "broker-1.kafka.internal");
        assertDelivers(settings("NAMED", "renamed", named), kafka.bootstrapServers());
        assertThat(line(checks(settings("NAMED", "renamed", named)), "K014").status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void aServerNameIsLookedForInTheCertificate() {
        TlsConfig wrong = new TlsConfig(true, files.resolve("root.pem"), null, null, false, "elsewhere.internal");
        assertFails(settings("GOOD", "t", wrong), "not for elsewhere.internal but for 127.0.0.1, localhost", "issued");
    }

    @Test
    void anExpiredCertificateIsToldWithItsDay() {
        SinkSettings settings = settings("EXPIRED", "t", tls("root"));
        assertThat(refusal(settings).detail()).contains("the certificate of CN=old expired on 20");
        assertFails(settings, "the certificate of CN=old expired on 20", "Renew it");
    }

    @Test
    void aCertificateOfTheFutureIsToldWithItsDay() {
        assertFails(
                settings("EARLY", "t", tls("root")), "the certificate of CN=new is not valid before 20", "the clocks");
    }

    @Test
    void aCertificateThatExpiresWithinAMonthIsAWarning() {
        Check seen = line(checks(settings("SOON", "t", tls("root"))), "K014");
        assertThat(seen.status()).isEqualTo(Status.WARN);
        assertThat(seen.text()).contains("expires on 20");
        assertThat(seen.remedy()).contains("Renew");
    }

    @Test
    void skippingVerificationConnectsToAnybodyAndWarns() throws Exception {
        TlsConfig blind = new TlsConfig(true, null, null, null, true, null);
        assertDelivers(settings("EXPIRED", "blind", blind), kafka.bootstrapServers());
        Check seen = line(checks(settings("EXPIRED", "blind", blind)), "K014");
        assertThat(seen.status()).isEqualTo(Status.WARN);
        assertThat(seen.text()).contains("insecure-skip-verify");
    }

    @Test
    void aClientCertificateIsShownToWhoAsksForIt() throws Exception {
        SinkSettings settings = settings("MUTUAL", "mutual", mutual("client"));
        assertDelivers(settings, kafka.bootstrapServers());
        assertThat(line(checks(settings), "K002").text()).contains("SSL as User:CN=cdc,OU=Streams,O=Shop is accepted");
    }

    @Test
    void skippingVerificationAndAClientCertificateGoTogether() throws Exception {
        TlsConfig blind =
                new TlsConfig(true, null, files.resolve("client.pem"), files.resolve("client.key"), true, null);
        assertDelivers(settings("MUTUAL", "mutual-blind", blind), kafka.bootstrapServers());
    }

    @Test
    void noClientCertificateWhereOneIsWantedIsToldSo() {
        SinkSettings settings = settings("MUTUAL", "t", tls("root"));
        TidegateException refusal = refusal(settings);
        assertThat(refusal.detail()).contains("fatal alert");
        assertThat(refusal.remedy()).contains("cert and key");
        Check seen = line(checks(settings), "K002");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.remedy()).contains("cert and key");
    }

    @Test
    void aClientCertificateOfAStrangerIsRefused() {
        Check seen = line(checks(settings("MUTUAL", "t", mutual("stranger"))), "K002");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.remedy()).contains("a client certificate that the brokers trust");
    }

    @Test
    void tlsWhereThereIsNoneIsToldSo() {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers(), "t");
        settings.tls = tls("root");
        assertFails(settings, "does not answer a TLS handshake", "leave TLS out");
        assertThat(refusal(settings).code()).isEqualTo(ErrorCode.KAFKA_UNREACHABLE);
    }

    @Test
    void noTlsWhereItIsWantedIsToldSo() {
        SinkSettings settings = settings("GOOD", "t", TlsConfig.disabled());
        assertThat(refusal(settings).detail()).contains("wants TLS");
        Check seen = line(checks(settings), "K002");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.remedy()).contains("enable-tls=true");
    }

    private static void assertFails(SinkSettings settings, String text, String remedy) {
        Check seen = line(checks(settings), "K014");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.text()).contains(text);
        assertThat(seen.remedy()).contains(remedy);
    }

    private static SinkSettings settings(String listener, String topic, TlsConfig tls) {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers(listener), topic);
        settings.tls = tls;
        return settings;
    }

    private static TlsConfig tls(String authority) {
        return new TlsConfig(
                true, authority == null ? null : files.resolve(authority + ".pem"), null, null, false, null);
    }

    private static TlsConfig mutual(String client) {
        return new TlsConfig(
                true,
                files.resolve("root.pem"),
                files.resolve(client + ".pem"),
                files.resolve(client + ".key"),
                false,
                null);
    }

    private static void write(String name, Certificate certificate) throws Exception {
        Files.writeString(files.resolve(name + ".pem"), certificate.certificatePem());
        Files.writeString(files.resolve(name + ".key"), certificate.keyPem());
    }
}
