package io.tidegate.kafka;

import static io.tidegate.kafka.SinkAttempt.assertDelivers;
import static io.tidegate.kafka.SinkAttempt.checks;
import static io.tidegate.kafka.SinkAttempt.line;
import static io.tidegate.kafka.SinkAttempt.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.SaslConfig.KerberosProof;
import io.tidegate.config.Secret;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.FreePort;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose users are those of a KDC. */
@Timeout(120)
class KerberosLoginTest {
    private static final String REALM = "SHOP.TEST";
    private static final String PROPERTY = "java.security.krb5.conf";

    @TempDir
    private static Path files;

    private static Path configuration;
    private static SimpleKdcServer kdc;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kdc = new SimpleKdcServer();
        kdc.setKdcRealm(REALM);
        kdc.setKdcHost("127.0.0.1");
        kdc.setAllowUdp(false);
        kdc.setKdcTcpPort(FreePort.next());
        kdc.setWorkDir(files.toFile());
        kdc.init();
        kdc.start();
        kdc.createPrincipal("cdc", "cdc-secret");
        kdc.createAndExportPrincipals(files.resolve("broker.keytab").toFile(), "kafka/localhost");
        kdc.createAndExportPrincipals(files.resolve("cdc.keytab").toFile(), "worker/host1");
        configuration = files.resolve("own-krb5.conf");
        Files.writeString(
                configuration, """
                [libdefaults]
                  default_realm = %s
                  udp_preference_limit = 1
                  kdc_timeout = 3000
                  dns_lookup_kdc = false
                [realms]
                  %s = {
                    kdc = 127.0.0.1:%d
                  }
                """.formatted(REALM, REALM, kdc.getKdcSetting().getKdcTcpPort()));
        // The broker in this process needs it too.
        System.setProperty(PROPERTY, configuration.toString());
        kafka = EmbeddedKafka.builder()
                .listener("TICKET", "SASL_PLAINTEXT")
                .property("listener.name.ticket.sasl.enabled.mechanisms", "GSSAPI")
                .property("listener.name.ticket.sasl.kerberos.service.name", "kafka")
                .property(
                        "listener.name.ticket.gssapi.sasl.jaas.config",
                        "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true"
                                + " isInitiator=false keyTab=\"" + files.resolve("broker.keytab")
                                + "\" principal=\"kafka/localhost@" + REALM + "\";")
                .build()
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
        kdc.stop();
        System.clearProperty(PROPERTY);
    }

    @Test
    void aPasswordLogsIn() throws Exception {
        assertDelivers(
                settings("by-password", "cdc@" + REALM, password("cdc-secret"), "kafka"), kafka.bootstrapServers());
    }

    @Test
    void aPrincipalWithoutRealmIsOfTheDefaultRealm() throws Exception {
        assertDelivers(settings("by-default-realm", "cdc", password("cdc-secret"), "kafka"), kafka.bootstrapServers());
    }

    @Test
    void aKeytabLogsInAndTheNameInPermissionsIsItsFirstPart() throws Exception {
        KerberosProof keytab = new KerberosProof.Keytab(files.resolve("cdc.keytab"));
        SinkSettings settings = settings("by-keytab", "worker/host1@" + REALM, keytab, "kafka");
        assertDelivers(settings, kafka.bootstrapServers());
        assertThat(line(checks(settings), "K002").text()).contains("SASL_PLAINTEXT as User:worker is accepted");
    }

    @Test
    void aWrongPasswordIsRefusedByTheKdcAndNotShown() {
        SinkSettings settings = settings("t", "cdc@" + REALM, password("wrong-secret"), "kafka");
        TidegateException refusal = refusal(settings);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_ACCESS_DENIED);
        assertThat(refusal.detail())
                .contains("principal cdc@SHOP.TEST with GSSAPI failed before a broker was asked")
                .doesNotContain("wrong-secret");
        assertThat(refusal.remedy()).contains("sasl-gssapi-password");
        Check seen = line(checks(settings), "K002");
        assertThat(seen.status()).isEqualTo(Status.FAIL);
        assertThat(seen.remedy()).contains("sasl-gssapi-user");
    }

    @Test
    void aKeytabWithAnOldKeyIsRefused() throws Exception {
        Path old = files.resolve("rotated.keytab");
        kdc.createAndExportPrincipals(old.toFile(), "rotated");
        kdc.getKadmin().changePassword("rotated@" + REALM, "another-secret");
        TidegateException refusal = refusal(settings("t", "rotated@" + REALM, new KerberosProof.Keytab(old), "kafka"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_ACCESS_DENIED);
        assertThat(refusal.remedy()).contains("rotated.keytab holds the present key of rotated@SHOP.TEST");
    }

    @Test
    void anotherServiceNameThanTheBrokersIsToldSo() {
        SinkSettings settings = settings("t", "cdc@" + REALM, password("cdc-secret"), "brokers");
        assertThat(refusal(settings).remedy()).contains("the KDC knows the brokers as brokers/HOST");
        assertThat(line(checks(settings), "K002").remedy()).contains("sasl-gssapi-service-name");
    }

    @Test
    void aSecondConfigurationInTheSameProcessIsRefused() throws Exception {
        Path other = Files.writeString(files.resolve("other.conf"), "[libdefaults]\n");
        SinkSettings settings = settings("t", "cdc", password("cdc-secret"), "kafka");
        settings.sasl = new SaslConfig.Kerberos("cdc", password("cdc-secret"), "kafka", other);
        TidegateException refusal = refusal(settings);
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).contains(other.toString(), configuration.toString());
        settings.sasl = new SaslConfig.Kerberos("cdc", password("p"), "kafka", files.resolve("missing.conf"));
        assertThat(refusal(settings).detail()).contains("missing.conf cannot be read");
    }

    private static KerberosProof password(String text) {
        return new KerberosProof.Password(new Secret(text));
    }

    private static SinkSettings settings(String topic, String principal, KerberosProof proof, String service) {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers("TICKET"), topic);
        settings.sasl = new SaslConfig.Kerberos(principal, proof, service, configuration);
        return settings;
    }
}
