package io.tidegate.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.config.Secret;
import io.tidegate.embedded.CertificateAuthority;
import io.tidegate.embedded.EmbeddedRegistry;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.ServerTls;
import io.tidegate.testkit.registry.RegistryGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real registry behind a gateway with TLS that asks for a login. */
@Timeout(120)
class RegistryTlsTest {
    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"t\",\"namespace\":\"default.shop\",\"fields\":[]}";
    private static final CertificateAuthority AUTHORITY = new CertificateAuthority("CN=Registry Root");

    private static EmbeddedRegistry registry;
    private static RegistryGateway gateway;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        registry = new EmbeddedRegistry().start();
        gateway = new RegistryGateway(
                registry.url(), "cdc:pä:s/s", ServerTls.context(AUTHORITY.issue("CN=registry", "127.0.0.1")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
    }

    @Test
    void withItsAuthorityAndTheLoginARegistryIsUsed() throws IOException {
        HttpRegistry client = new HttpRegistry(config(gateway.url(), AUTHORITY));
        client.requireReachable();
        int id = client.register("tls-value", SCHEMA);
        assertThat(client.schema(id)).isEqualTo(SCHEMA);
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws IOException {
        assertNoTls(new HttpRegistry(config(gateway.url(), new CertificateAuthority("CN=Other Root"))));
    }

    @Test
    void theAuthoritiesOfTheSystemDoNotKnowAPrivateOne() throws IOException {
        assertNoTls(new HttpRegistry(config(gateway.url(), null)));
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() throws IOException {
        assertNoTls(new HttpRegistry(config(gateway.url("localhost"), AUTHORITY)));
    }

    @Test
    void theChecksTellOfLoginAndCompatibility() throws IOException {
        new HttpRegistry(config(gateway.url(), AUTHORITY)).register("checked-value", SCHEMA);
        registry.compatibility("checked-value", "FULL");
        List<Check> found = RegistryChecks.run(config(gateway.url(), AUTHORITY), List.of("checked"));
        assertThat(found)
                .extracting(check -> check.status() + " " + check.code() + " " + check.subject())
                .containsExactly("PASS A001 " + gateway.url(), "WARN A002 checked-value", "PASS A002 checked-key");
        assertThat(found.get(0).text()).isEqualTo("answers as cdc");
    }

    @Test
    void aCheckThatFailsHasTheRemedy() throws IOException {
        assertThat(RegistryChecks.run(config(gateway.url(), null), List.of("t")))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.status()).isEqualTo(Status.FAIL);
                    assertThat(check.remedy()).contains("[tidegate.schema-registry]");
                });
    }

    private static void assertNoTls(HttpRegistry client) {
        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> client.register("never-value", SCHEMA));
        assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_REGISTRY);
        assertThat(error.detail()).contains("no TLS connection");
        assertThat(error.remedy()).contains("ca of [tidegate.schema-registry]");
    }

    private static SchemaRegistryConfig config(String url, CertificateAuthority authority) throws IOException {
        Path ca = authority == null
                ? null
                : Files.writeString(Files.createTempFile(directory, "ca", ".pem"), authority.certificatePem());
        return new SchemaRegistryConfig(
                URI.create(url), new Login("cdc", new Secret("pä:s/s")), ca, Duration.ofSeconds(20));
    }
}
