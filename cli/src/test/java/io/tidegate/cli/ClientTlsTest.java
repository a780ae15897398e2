package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.CertificateAuthority;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands talk to a server with TLS if they can tell that it is the right one. */
@Timeout(60)
class ClientTlsTest {
    @TempDir
    private static Path home;

    private static Path authority;
    private static TidegateServer server;

    @BeforeAll
    static void start() throws IOException {
        CertificateAuthority own = new CertificateAuthority("CN=Tidegate Root");
        CertificateAuthority.Certificate shown = own.issue("CN=tidegate", "localhost");
        authority = Files.writeString(home.resolve("ca.pem"), own.certificatePem());
        Path certificate = Files.writeString(home.resolve("server.pem"), shown.certificatePem());
        Path key = Files.writeString(home.resolve("server.key"), shown.keyPem());
        server = TidegateServer.start(
                home.resolve("data"),
                ServerSettings.parse(
                        "listen = '127.0.0.1:0'\n[tls]\ncert = '" + certificate + "'\nkey = '" + key + "'\n"),
                ServerConnectors::new,
                Map.of(),
                Main.VERSION);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aServerWhoseAuthorityIsNamedIsTrusted() {
        ClientShell shell = shell("localhost");
        Ending login = shell.run(
                "login",
                "admin",
                "--ca=" + authority,
                "--password-file=" + home.resolve("data").resolve("admin-password"));
        assertThat(login.status()).as(login.err()).isZero();
        Ending list = shell.run("cluster", "list", "--ca=" + authority);
        assertThat(list.out()).isEqualTo("No cluster is registered.\n");
        assertThat(list.err()).isEmpty();
    }

    @Test
    void anAuthorityThatNobodyNamedIsNotTrusted() {
        Ending ending = shell("localhost").run("cluster", "list");
        refused(ending);
        assertThat(ending.err()).contains("an authority that is not trusted here");
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() {
        refused(shell("127.0.0.1").run("cluster", "list", "--ca=" + authority));
    }

    @Test
    void whoForgetsTlsIsRemindedOfIt() {
        Ending ending = new ClientShell(home)
                .run(
                        "cluster",
                        "list",
                        "--server",
                        "http://localhost:" + server.url().getPort());
        assertThat(ending.err()).startsWith("error TG:ErrServerUnreachable: ").contains("write --server as https://");
        assertThat(ending.status()).isEqualTo(3);
    }

    private static void refused(Ending ending) {
        assertThat(ending.err())
                .startsWith("error TG:ErrServerTlsFailed: ")
                .contains("--ca")
                .doesNotContain("Exception");
        assertThat(ending.status()).isEqualTo(3);
    }

    private static ClientShell shell(String host) {
        return new ClientShell(home.resolve(host))
                .variable(
                        "TIDEGATE_SERVER",
                        "https://" + host + ":" + server.url().getPort());
    }
}
