package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceTls;
import io.tidegate.config.SourceTls.Mode;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.testkit.memory.CountingBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static Certificates certificates;
    private static Certificates strangers;
    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startServer() throws Exception {
        certificates = Certificates.in(directory.resolve("ours"), "127.0.0.1");
        strangers = Certificates.in(directory.resolve("strangers"), "127.0.0.1");
        server = EmbeddedMariaDb.builder()
                .option("--ssl=1")
                .option("--ssl-ca=" + certificates.ca())
                .option("--ssl-cert=" + certificates.serverCertificate())
                .option("--ssl-key=" + certificates.serverKey())
                .build()
                .start();
        try (Connection admin = server.connect("");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER known@'%' IDENTIFIED BY 'k' REQUIRE X509");
            statement.execute("CREATE USER safe@'%' IDENTIFIED BY 's' REQUIRE SSL");
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"})
    void everyModeButDisabledIsEncrypted(Mode mode) throws Exception {
        SourceEndpoint endpoint = endpoint(server.adminUser(), server.adminPassword(), mode, certificates.ca());
        try (ReplicationConnection connection = ReplicationConnection.connect(endpoint, PATIENCE);
                Connection metadata = MetadataConnection.open(endpoint, PATIENCE)) {
            assertThat(connection.server().secure()).isTrue();
            assertThat(connection.query("SHOW STATUS LIKE 'Ssl_version'").get(0).get(1))
                    .isEqualTo("TLSv1.3");
            assertThat(metadata.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"VERIFY_CA", "VERIFY_IDENTITY"})
    void aCertificateOfAStrangerIsRefused(Mode mode) {
        assertThat(codesOf(endpoint(server.adminUser(), server.adminPassword(), mode, strangers.ca())))
                .containsOnly(ErrorCode.SOURCE_TLS_FAILED);
    }

    @Test
    void aDamagedFileOfCertificatesIsSaidToBeSo() throws Exception {
        Path damaged = Files.writeString(
                directory.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n");

        assertThat(codesOf(endpoint(server.adminUser(), server.adminPassword(), Mode.VERIFY_CA, damaged)))
                .containsOnly(ErrorCode.SOURCE_TLS_FAILED);
    }

    @Test
    void aCertificateForAnotherHostIsRefusedOnlyWhenTheNameMatters() {
        SourceEndpoint byName = Endpoints.at(
                endpoint(server.adminUser(), server.adminPassword(), Mode.VERIFY_IDENTITY, certificates.ca()),
                "localhost",
                server.port());
        assertThat(codesOf(byName)).containsOnly(ErrorCode.SOURCE_TLS_FAILED);
        SourceTls caOnly = new SourceTls(Mode.VERIFY_CA, certificates.ca(), null, null);
        try (ReplicationConnection connection =
                ReplicationConnection.connect(Endpoints.with(byName, caOnly), PATIENCE)) {
            assertThat(connection.server().secure()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientShowsItsCertificate(boolean pkcs1) throws Exception {
        SourceTls tls = new SourceTls(
                Mode.VERIFY_IDENTITY,
                certificates.ca(),
                certificates.clientCertificate(),
                pkcs1 ? certificates.clientKeyPkcs1() : certificates.clientKey());
        SourceEndpoint endpoint = Endpoints.with(Endpoints.of(server, "known", "k"), tls);
        try (ReplicationConnection connection = ReplicationConnection.connect(endpoint, PATIENCE);
                Connection metadata = MetadataConnection.open(endpoint, PATIENCE)) {
            assertThat(connection.query("SELECT 1")).hasSize(1);
            assertThat(metadata.isValid(5)).isTrue();
        }
        assertThat(codesOf(endpoint("known", "k", Mode.REQUIRED, null))).containsOnly(ErrorCode.SOURCE_ACCESS_DENIED);
    }

    @Test
    void aUserWhoMustUseTlsIsRefusedWithoutIt() {
        assertThat(codesOf(Endpoints.of(server, "safe", "s"))).containsOnly(ErrorCode.SOURCE_ACCESS_DENIED);
    }

    @Test
    void aServerWithoutTlsServesOnlyThosePreferringIt() throws Exception {
        try (EmbeddedMariaDb open = EmbeddedMariaDb.builder().build().start()) {
            SourceEndpoint endpoint = Endpoints.of(open);
            SourceEndpoint preferred = Endpoints.with(endpoint, new SourceTls(Mode.PREFERRED, null, null, null));
            try (ReplicationConnection connection = ReplicationConnection.connect(preferred, PATIENCE);
                    Connection metadata = MetadataConnection.open(preferred, PATIENCE)) {
                assertThat(connection.server().secure()).isFalse();
                assertThat(metadata.isValid(5)).isTrue();
            }
            assertThat(codesOf(Endpoints.with(endpoint, new SourceTls(Mode.REQUIRED, null, null, null))))
                    .containsOnly(ErrorCode.SOURCE_TLS_FAILED);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        SourceEndpoint endpoint = endpoint("safe", "s", Mode.VERIFY_CA, directory.resolve("nowhere.pem"));
        TidegateException failure =
                catchThrowableOfType(TidegateException.class, () -> ReplicationConnection.connect(endpoint, PATIENCE));
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_TLS_FAILED);
        assertThat(failure.detail()).contains("nowhere.pem");
    }

    @Test
    void aDumpOverTlsLosesNothingToTimeoutsAndIsClosedFromOutside() throws Exception {
        try (Connection admin = server.connect("");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE large");
            statement.execute("CREATE TABLE large.t (id INT PRIMARY KEY, v LONGTEXT)");
            for (int i = 0; i < 20; i++) {
                statement.execute("INSERT INTO large.t VALUES (" + i + ", REPEAT('tls', 200000))");
            }
        }
        SourceEndpoint endpoint =
                endpoint(server.adminUser(), server.adminPassword(), Mode.VERIFY_IDENTITY, certificates.ca());
        DumpRequest request = new DumpRequest(
                new DumpRequest.FilePosition("binlog.000001", 4), 0x40000002L, "tls", Duration.ofSeconds(5), "tls");
        CountingBudget budget = new CountingBudget(1 << 21);
        try (EventStream events =
                ReplicationConnection.connect(endpoint, PATIENCE).startDump(request, budget)) {
            int rows = 0;
            while (rows < 20) {
                if (events.next(Duration.ofMillis(1)) && events.length() > 600_000) {
                    rows++;
                }
            }
            Thread closer = new Thread(events::close);
            closer.start();
            TidegateException failure = catchThrowableOfType(TidegateException.class, () -> {
                while (true) {
                    events.next(PATIENCE);
                }
            });
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_CONNECTION_LOST);
            closer.join();
        }
        assertThat(budget.held()).isZero();
    }

    private static SourceEndpoint endpoint(String user, String password, Mode mode, Path ca) {
        return Endpoints.with(Endpoints.of(server, user, password), new SourceTls(mode, ca, null, null));
    }

    /** What our own client and the driver say. */
    private static List<ErrorCode> codesOf(SourceEndpoint endpoint) {
        return Arrays.asList(
                catchThrowableOfType(TidegateException.class, () -> ReplicationConnection.connect(endpoint, PATIENCE))
                        .code(),
                catchThrowableOfType(TidegateException.class, () -> MetadataConnection.open(endpoint, PATIENCE))
                        .code());
    }
}
