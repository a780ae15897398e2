package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceTls;
import io.tidegate.config.SourceTls.Mode;
import io.tidegate.embedded.LocalMySql;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.testkit.memory.CountingBudget;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a MySQL server can show: its login methods and its GTIDs. */
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Needs(TestPart.MYSQL)
class RealMySqlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SourceTls NO_TLS = Endpoints.NO_TLS;
    private static final SourceTls TLS = new SourceTls(Mode.REQUIRED, null, null, null);
    private static final int ROTATE = 4;
    private static final int GTID = 33;

    private static LocalMySql server;

    @BeforeAll
    static void startServer() {
        server = LocalMySql.start();
        asAdmin("CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(20))");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aPasswordNotYetCachedGoesEncryptedWithTheServersKey() {
        asAdmin("CREATE USER rsa@'%' IDENTIFIED WITH caching_sha2_password BY 'über geheim'");
        assertThat(whoAmI("rsa", "über geheim", NO_TLS)).isEqualTo("rsa@%");
        assertThat(whoAmI("rsa", "über geheim", NO_TLS)).as("now cached").isEqualTo("rsa@%");
    }

    @Test
    void aPasswordNotYetCachedGoesThroughTls() {
        asAdmin("CREATE USER tls@'%' IDENTIFIED WITH caching_sha2_password BY 'secret' REQUIRE SSL");
        assertThat(whoAmI("tls", "secret", TLS)).isEqualTo("tls@%");
        assertThat(whoAmI("tls", "secret", TLS)).as("now cached").isEqualTo("tls@%");
        assertThat(codeOf("tls", "secret", NO_TLS)).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
    }

    @Test
    void sha256PasswordWorksWithAndWithoutTls() {
        asAdmin("CREATE USER sha@'%' IDENTIFIED WITH sha256_password BY 'secret'");
        assertThat(whoAmI("sha", "secret", NO_TLS)).isEqualTo("sha@%");
        assertThat(whoAmI("sha", "secret", TLS)).isEqualTo("sha@%");
    }

    @Test
    void anEmptyPasswordIsNoSpecialCase() {
        asAdmin("CREATE USER bare@'%' IDENTIFIED WITH caching_sha2_password BY ''");
        assertThat(whoAmI("bare", "", NO_TLS)).isEqualTo("bare@%");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(codeOf("root", "wrong", NO_TLS)).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
        assertThat(codeOf("root", "wrong", TLS)).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
    }

    @Test
    void theServerIsKnownAsMySql() {
        try (ReplicationConnection connection = admin()) {
            assertThat(connection.server().flavour()).isEqualTo(ServerInfo.Flavour.MYSQL);
            assertThat(connection.server().atLeast(8, 0, 0)).isTrue();
        }
    }

    @Test
    void theMetadataConnectionLogsInAsWell() throws Exception {
        asAdmin("CREATE USER meta@'%' IDENTIFIED WITH caching_sha2_password BY 'secret'");
        try (Connection open = MetadataConnection.open(Endpoints.of(server, "meta", "secret", NO_TLS), PATIENCE);
                Connection secure = MetadataConnection.open(Endpoints.of(server, "meta", "secret", TLS), PATIENCE)) {
            assertThat(open.isValid(5)).isTrue();
            assertThat(secure.isValid(5)).isTrue();
        }
    }

    @Test
    void aDumpByGtidBeginsBehindTheSet() throws Exception {
        String uuid;
        long executed;
        try (ReplicationConnection connection = admin()) {
            connection.execute("INSERT INTO shop.item VALUES (1, 'one')");
            uuid = connection.query("SELECT @@server_uuid").get(0).get(0);
            String set = connection.query("SELECT @@gtid_executed").get(0).get(0);
            executed = Long.parseLong(set.substring(set.lastIndexOf('-') + 1));
            connection.execute("DELETE FROM shop.item");
        }
        try (EventStream events = dump(new DumpRequest.MysqlGtidSet(encoded(uuid, executed)))) {
            int type = next(events);
            assertThat(type).isEqualTo(ROTATE);
            while (type != GTID) {
                type = next(events);
            }
            long gno = EventGuard.u32(events.slab().bytes(), events.offset() + EventGuard.HEADER_LENGTH + 1 + 16);
            assertThat(gno).isEqualTo(executed + 1);
        }
    }

    @Test
    void aSetWithTransactionsTheServerNeverHadIsAnInvalidPosition() {
        String uuid;
        try (ReplicationConnection connection = admin()) {
            uuid = connection.query("SELECT @@server_uuid").get(0).get(0);
        }
        TidegateException failure = catchThrowableOfType(TidegateException.class, () -> {
            try (EventStream events = dump(new DumpRequest.MysqlGtidSet(encoded(uuid, 1_000_000)))) {
                next(events);
                next(events);
            }
        });
        assertThat(failure.code()).isEqualTo(ErrorCode.POSITION_INVALID);
    }

    @Test
    void theReaderThatIsReplacedBySaidUuidIsTold() throws Exception {
        DumpRequest.MysqlGtidSet none = new DumpRequest.MysqlGtidSet(new byte[8]);
        try (EventStream first = dump(none)) {
            next(first);
            try (EventStream second = dump(none)) {
                next(second);
                TidegateException failure = catchThrowableOfType(TidegateException.class, () -> {
                    while (true) {
                        next(first);
                    }
                });
                assertThat(failure.code()).isIn(ErrorCode.SOURCE_DUPLICATE_READER, ErrorCode.SOURCE_CONNECTION_LOST);
            }
        }
    }

    private static byte[] encoded(String uuid, long last) {
        UUID parsed = UUID.fromString(uuid);
        return new PayloadWriter()
                .u64(1)
                .u64(Long.reverseBytes(parsed.getMostSignificantBits()))
                .u64(Long.reverseBytes(parsed.getLeastSignificantBits()))
                .u64(1)
                .u64(1)
                .u64(last + 1)
                .toBytes();
    }

    private static EventStream dump(DumpRequest.Start start) {
        DumpRequest request = new DumpRequest(
                start, 0x40000003L, "5f2d9c0e-1f7b-4f2c-9a51-0c2f4f0a1b02", Duration.ofSeconds(1), "tidegate");
        return admin().startDump(request, new CountingBudget(1 << 22));
    }

    private static int next(EventStream events) throws InterruptedException {
        assertThat(events.next(PATIENCE)).isTrue();
        return events.slab().bytes()[events.offset() + 4] & 0xFF;
    }

    private static String whoAmI(String user, String password, SourceTls tls) {
        try (ReplicationConnection connection =
                ReplicationConnection.connect(Endpoints.of(server, user, password, tls), PATIENCE)) {
            return connection.query("SELECT CURRENT_USER()").get(0).get(0);
        }
    }

    private static ErrorCode codeOf(String user, String password, SourceTls tls) {
        SourceEndpoint endpoint = Endpoints.of(server, user, password, tls);
        return catchThrowableOfType(TidegateException.class, () -> ReplicationConnection.connect(endpoint, PATIENCE))
                .code();
    }

    private static ReplicationConnection admin() {
        return ReplicationConnection.connect(Endpoints.of(server, server.adminUser(), "", NO_TLS), PATIENCE);
    }

    private static void asAdmin(String... statements) {
        try (ReplicationConnection connection = admin()) {
            for (String statement : statements) {
                connection.execute(statement);
            }
        }
    }
}
