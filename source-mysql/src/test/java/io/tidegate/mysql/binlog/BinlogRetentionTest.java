package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.source.Retention;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BinlogRetentionTest {
    private static EmbeddedMariaDb server;

    /** Far ahead, so that it is seen which clock a time comes from. */
    private final Instant now = Instant.parse("2040-01-01T00:00:00Z");

    private final BinlogRetention retention = new BinlogRetention(endpoint(), "feed", InstantSource.fixed(now));

    @BeforeAll
    static void startServer() {
        server = EmbeddedMariaDb.builder().build().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void keepAnHour() throws SQLException {
        sql("SET GLOBAL binlog_expire_logs_seconds = 3600", "SET GLOBAL max_binlog_total_size = 0");
    }

    @Test
    void theFileThatIsWrittenIsKeptForTheWholeTimeFromNow() {
        Retention kept = retention.of(end().text()).orElseThrow();
        assertThat(kept).isEqualTo(new Retention(true, now.plusSeconds(3600), OptionalLong.of(0)));
    }

    @Test
    void anEarlierFileIsKeptForThatTimeSinceTheNextOneWasBegun() throws SQLException {
        String position = end().text();
        Instant rotated = Instant.now();
        sql("FLUSH BINARY LOGS", "FLUSH BINARY LOGS");
        Retention kept = retention.of(position).orElseThrow();
        assertThat(kept.available()).isTrue();
        assertThat(kept.deletedFrom()).isBetween(rotated.plusSeconds(3598), rotated.plusSeconds(3630));
        assertThat(kept.bytesBehind().orElseThrow()).isGreaterThan(300);
        assertThat(retention.of(position)).as("asked again").contains(kept);
    }

    @Test
    void aServerThatDeletesNothingByItselfTellsNoTime() throws SQLException {
        sql("SET GLOBAL binlog_expire_logs_seconds = 0");
        assertThat(retention.of(end().text()).orElseThrow()).isEqualTo(new Retention(true, null, OptionalLong.of(0)));
    }

    @Test
    void whereTheSizeOfAllFilesIsLimitedNoTimeIsPromised() throws SQLException {
        sql("SET GLOBAL max_binlog_total_size = 1000000000");
        assertThat(retention.of(end().text()).orElseThrow().deletedFrom()).isNull();
    }

    @Test
    void whatWasPurgedIsGone() throws SQLException {
        String position = end().text();
        sql("FLUSH BINARY LOGS");
        // The server keeps a file while anybody, such as a test before, still reads it.
        await().untilAsserted(() -> {
            sql("PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
            assertThat(retention.of(position)).contains(new Retention(false, null, OptionalLong.empty()));
        });
    }

    @Test
    void ofAPositionOfAnotherServerNothingIsKnown() {
        BinlogPosition here = end();
        String there = here.text().replace("\"server\":\"" + here.server() + "\"", "\"server\":\"77\"");
        assertThat(retention.of(there)).isEmpty();
    }

    @Test
    void aPositionThatCannotBeReadIsAnError() {
        TidegateException refused = catchThrowableOfType(TidegateException.class, () -> retention.of("nonsense"));
        assertThat(refused.code()).isEqualTo(ErrorCode.POSITION_INVALID);
    }

    private static BinlogPosition end() {
        try (ReplicationConnection connection = ReplicationConnection.connect(endpoint(), Duration.ofSeconds(10))) {
            return new BinlogServer(connection).end();
        }
    }

    private static SourceEndpoint endpoint() {
        return new SourceEndpoint(
                SourceKind.MARIADB,
                server.host(),
                server.port(),
                server.adminUser(),
                new Secret(server.adminPassword()),
                new SourceTls(SourceTls.Mode.DISABLED, null, null, null));
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
