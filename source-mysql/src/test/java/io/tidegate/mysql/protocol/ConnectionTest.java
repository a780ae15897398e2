package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.FreePort;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startServer() {
        server = EmbeddedMariaDb.builder().build().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void theServerSaysWhatItIs() {
        try (ReplicationConnection connection = ReplicationConnection.connect(Endpoints.of(server), PATIENCE)) {
            ServerInfo info = connection.server();
            assertThat(info.flavour()).isEqualTo(ServerInfo.Flavour.MARIADB);
            assertThat(info.version()).isEqualTo(110405);
            assertThat(info.atLeast(11, 4, 5)).isTrue();
            assertThat(info.atLeast(11, 5, 0)).isFalse();
            assertThat(connection.query("SELECT CONNECTION_ID()"))
                    .isEqualTo(List.of(List.of(Long.toString(info.connectionId()))));
        }
    }

    @Test
    void rowsComeAsTextWithNullsAndAnyLength() {
        try (ReplicationConnection connection = ReplicationConnection.connect(Endpoints.of(server), PATIENCE)) {
            String umlauts = "äöü€😀";
            assertThat(connection.query(
                            "SELECT NULL, '', '" + umlauts + "', REPEAT('x', 70000) UNION SELECT 1, 2, 3, 4"))
                    .isEqualTo(
                            List.of(Arrays.asList(null, "", umlauts, "x".repeat(70000)), List.of("1", "2", "3", "4")));
            assertThat(connection.query("SELECT 1 WHERE FALSE")).isEmpty();
            connection.execute("SET @answer = 42");
            assertThat(connection.query("SELECT @answer").get(0)).containsExactly("42");
        }
    }

    @Test
    void aResultLargerThanAPacketIsJoined() {
        try (ReplicationConnection connection = ReplicationConnection.connect(Endpoints.of(server), PATIENCE)) {
            connection.execute("SET @text = REPEAT('x', 16000000)");
            String text = connection
                    .query("SELECT CONCAT(@text, REPEAT('y', 777211))")
                    .get(0)
                    .get(0);
            assertThat(text).hasSize(PacketChannel.FULL_PAYLOAD - 4).endsWith("y");
        }
    }

    @Test
    void aRefusedStatementLeavesTheConnectionUsable() {
        try (ReplicationConnection connection = ReplicationConnection.connect(Endpoints.of(server), PATIENCE)) {
            TidegateException failure = catchThrowableOfType(
                    TidegateException.class, () -> connection.query("SELECT nothing FROM nowhere.x"));
            assertThat(failure.detail()).contains("1146");
            assertThat(connection.query("SELECT 1")).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(codeOf(Endpoints.of(server, server.adminUser(), "wrong"))).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
        assertThat(codeOf(Endpoints.of(server, "nobody", ""))).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
    }

    @Test
    void aPortWithoutServerIsUnreachable() {
        SourceEndpoint nowhere = Endpoints.at(Endpoints.of(server), "127.0.0.1", FreePort.next());
        assertThat(codeOf(nowhere)).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aServerThatStaysSilentIsUnreachable() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SourceEndpoint endpoint = Endpoints.at(Endpoints.of(server), "127.0.0.1", mute.getLocalPort());
            TidegateException failure = catchThrowableOfType(
                    TidegateException.class, () -> ReplicationConnection.connect(endpoint, Duration.ofMillis(300)));
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
            assertThat(failure.detail()).contains("no answer in time");
        }
    }

    @Test
    void closingFromAnotherThreadEndsAQuery() throws Exception {
        ReplicationConnection connection = ReplicationConnection.connect(Endpoints.of(server), PATIENCE);
        CompletableFuture<TidegateException> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> ended.complete(
                catchThrowableOfType(TidegateException.class, () -> connection.query("SELECT SLEEP(60)"))));
        reader.start();
        connection.close();
        connection.close();
        assertThat(ended.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.SOURCE_CONNECTION_LOST);
        reader.join();
    }

    @Test
    void theMetadataConnectionTellsTheSameFailures() throws SQLException {
        SourceEndpoint right = Endpoints.of(server);
        try (Connection connection = MetadataConnection.open(right, PATIENCE)) {
            assertThat(connection.isValid(5)).isTrue();
            SQLException denied = new SQLException(
                    "(conn=3) SELECT command denied to user 'cdc'@'%' for table `a`.`b`", "42000", 1142);
            TidegateException failure = MetadataConnection.failure(denied, right);
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_GRANT_MISSING);
            assertThat(failure.remedy()).isEqualTo("GRANT SELECT ON `a`.`b` TO 'cdc'@'%';");
        }
        assertThat(metadataCodeOf(Endpoints.of(server, server.adminUser(), "wrong")))
                .isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
        assertThat(metadataCodeOf(Endpoints.at(right, "127.0.0.1", FreePort.next())))
                .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    private static ErrorCode codeOf(SourceEndpoint endpoint) {
        return catchThrowableOfType(TidegateException.class, () -> ReplicationConnection.connect(endpoint, PATIENCE))
                .code();
    }

    private static ErrorCode metadataCodeOf(SourceEndpoint endpoint) {
        return catchThrowableOfType(TidegateException.class, () -> MetadataConnection.open(endpoint, PATIENCE))
                .code();
    }
}
