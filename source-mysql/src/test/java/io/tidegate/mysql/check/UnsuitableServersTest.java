package io.tidegate.mysql.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.TableName;
import io.tidegate.source.TableSelection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that no changefeed can read, each started for real: a MariaDB calls itself what it is told to, and is then taken
 * for a TiDB by all who only hear its greeting.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnsuitableServersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--version=8.0.11-TiDB-v7.5.2-serverless | TG:ErrSourceVersionUnsupported | there is no PD",
                "--version=5.7.25-TiDB-v6.3.0 | TG:ErrSourceVersionUnsupported | older than 6.4",
                "--version=8.0.11-TiDB-v8.5.1 | TG:ErrSourceKindMismatch | which has no binlog; the source URI says mysql",
                "--skip-log-bin | M001 | binary logging is off"
            })
    void areRefusedWithTheReason(String option, String code, String reason) {
        try (EmbeddedMariaDb server =
                EmbeddedMariaDb.builder().option(option).build().start()) {
            SourceKind kind = option.contains("TiDB") ? SourceKind.MYSQL : SourceKind.MARIADB;

            List<Check> failed = checks(server, kind).stream()
                    .filter(check -> check.status() == Status.FAIL)
                    .toList();

            assertThat(failed).extracting(Check::code).containsExactly(code);
            assertThat(failed.get(0).text()).contains(reason);
            assertThat(failed.get(0).remedy()).isNotBlank();
        }
    }

    @Test
    void aReplicaThatDoesNotLogWhatItTakesOverIsRefused() throws SQLException {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.builder()
                .option("--skip-log-slave-updates")
                .build()
                .start()) {
            server.execute("CHANGE MASTER TO master_host = '127.0.0.1', master_port = 1, master_user = 'nobody'");

            assertThat(checks(server, SourceKind.MARIADB))
                    .filteredOn(check -> check.code().equals("M011"))
                    .extracting(Check::status)
                    .containsExactly(Status.FAIL);
        }
    }

    private static List<Check> checks(EmbeddedMariaDb server, SourceKind kind) {
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
        SourceEndpoint endpoint = new SourceEndpoint(
                kind,
                server.host(),
                server.port(),
                server.adminUser(),
                new Secret(server.adminPassword()),
                new SourceTls(SourceTls.Mode.DISABLED, null, null, null));
        return SourceChecks.run(endpoint, all, List::of);
    }
}
