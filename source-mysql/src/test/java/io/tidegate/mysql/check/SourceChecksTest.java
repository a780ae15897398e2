package io.tidegate.mysql.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.FreePort;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.source.TableSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SourceChecksTest {
    private static final TableVersion KEYLESS = new TableVersion(new TableName("shop", "log"), List.of(), List.of());

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = EmbeddedMariaDb.builder()
                .option("--gtid-strict-mode=ON")
                .option("--binlog-ignore-db=hidden")
                .build()
                .start();
        sql("CREATE USER plain@'%' IDENTIFIED BY 'p'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aServerInOrderPassesEverything() {
        List<Check> checks = run(admin(), () -> List.of());
        assertThat(checks)
                .filteredOn(check -> check.status() != Status.PASS)
                .extracting(Check::code)
                .containsExactly("M024");
        assertThat(checks)
                .extracting(Check::code)
                .contains(
                        "M001", "M002", "M003", "M004", "M005", "M006", "M008", "M009", "M010", "M011", "M012", "M014");
        assertThat(checks).extracting(Check::subject).contains("REPLICATION CLIENT", "REPLICATION SLAVE");
    }

    @Test
    void everyWrongSettingIsToldAtOnce() throws SQLException {
        sql(
                "SET GLOBAL binlog_format = 'MIXED'",
                "SET GLOBAL binlog_row_image = 'MINIMAL'",
                "SET GLOBAL binlog_row_metadata = 'NO_LOG'",
                "SET GLOBAL binlog_expire_logs_seconds = 3600");
        try {
            List<Check> checks = run(admin(), () -> List.of());
            assertThat(check(checks, "M002").remedy()).contains("SET GLOBAL binlog_format = 'ROW';");
            assertThat(check(checks, "M003").remedy()).contains("SET GLOBAL binlog_row_image = 'FULL';");
            assertThat(check(checks, "M004").remedy()).contains("SET GLOBAL binlog_row_metadata = 'FULL';");
            assertThat(checks)
                    .filteredOn(check -> check.status() == Status.FAIL)
                    .extracting(Check::code)
                    .containsExactly("M002", "M003", "M004");
            assertThat(check(checks, "M009").status()).isEqualTo(Status.WARN);
        } finally {
            sql(
                    "SET GLOBAL binlog_format = 'ROW'",
                    "SET GLOBAL binlog_row_image = 'FULL'",
                    "SET GLOBAL binlog_row_metadata = 'FULL'",
                    "SET GLOBAL binlog_expire_logs_seconds = 0");
        }
    }

    @Test
    void aUserWithoutPrivilegesIsToldWhatToGrant() throws SQLException {
        List<Check> checks = run(endpoint("plain", "p", server.port()), () -> List.of());
        assertThat(checks)
                .filteredOn(check -> check.status() == Status.FAIL)
                .extracting(Check::code)
                .containsExactly("M030");
        assertThat(checks).extracting(Check::remedy).contains("GRANT BINLOG MONITOR ON *.* TO 'plain'@'%';");
        sql("GRANT BINLOG MONITOR ON *.* TO plain@'%'");
        checks = run(endpoint("plain", "p", server.port()), () -> List.of());
        assertThat(checks)
                .filteredOn(check -> check.status() == Status.FAIL)
                .extracting(Check::remedy)
                .containsExactly("GRANT REPLICATION SLAVE ON *.* TO 'plain'@'%';");
    }

    @Test
    void tablesWithoutKeyAndSchemasOutOfTheBinlogAreNamed() {
        TableVersion hidden = new TableVersion(new TableName("hidden", "t"), List.of(), List.of());
        List<Check> checks = run(admin(), () -> List.of(KEYLESS, hidden));
        assertThat(check(checks, "M014").text()).contains("shop.log, hidden.t");
        assertThat(check(checks, "M014").status()).isEqualTo(Status.WARN);
        assertThat(check(checks, "M012").status()).isEqualTo(Status.FAIL);
        assertThat(check(checks, "M012").text()).contains("schema hidden");
        assertThat(check(checks, "M024").text()).isEqualTo("2 tables match");
    }

    @Test
    void tablesThatCannotBeReadAreAFailedCheck() {
        List<Check> checks = run(admin(), () -> {
            throw new TidegateException(ErrorCode.SOURCE_GRANT_MISSING, "no SELECT").withRemedy("GRANT SELECT;");
        });
        assertThat(check(checks, "M032", "tables").remedy()).isEqualTo("GRANT SELECT;");
    }

    @Test
    void aMariaDbBehindAMysqlUriIsAMismatch() {
        SourceEndpoint wrong = new SourceEndpoint(
                SourceKind.MYSQL, admin().host(), admin().port(), admin().user(), admin().password(), admin().tls());
        List<Check> checks = run(wrong, () -> List.of());
        assertThat(checks).hasSize(1);
        assertThat(checks.get(0).code()).isEqualTo(ErrorCode.SOURCE_KIND_MISMATCH.code());
        assertThat(checks.get(0).remedy()).contains("mariadb://" + admin().user());
    }

    @Test
    void anUnreachableServerIsOneFailedCheck() {
        List<Check> checks = run(endpoint("plain", "p", FreePort.next()), () -> List.of());
        assertThat(checks).extracting(Check::code).containsExactly(ErrorCode.SOURCE_UNREACHABLE.code());
    }

    private static Check check(List<Check> checks, String code) {
        return checks.stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Check check(List<Check> checks, String code, String subject) {
        return checks.stream()
                .filter(check -> check.code().equals(code) && check.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static List<Check> run(SourceEndpoint endpoint, Supplier<List<TableVersion>> tables) {
        TableSelection all = new TableSelection() {
            @Override
            public boolean matches(TableName table) {
                return true;
            }

            @Override
            public boolean matchesSchema(String schema) {
                return true;
            }
        };
        return SourceChecks.run(endpoint, all, tables);
    }

    private static SourceEndpoint admin() {
        return endpoint(server.adminUser(), server.adminPassword(), server.port());
    }

    private static SourceEndpoint endpoint(String user, String password, int port) {
        SourceTls none = new SourceTls(SourceTls.Mode.DISABLED, null, null, null);
        return new SourceEndpoint(SourceKind.MARIADB, server.host(), port, user, new Secret(password), none);
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}
