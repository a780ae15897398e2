package io.tidegate.mysql.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.LocalMySql;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.model.TableName;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.mysql.protocol.MetadataConnection;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each remedy that a check of MySQL prints makes the check pass when it is executed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Needs(TestPart.MYSQL)
class MySqlChecksTest {
    private static final Pattern STATEMENT = Pattern.compile("(SET GLOBAL|GRANT) [^;]+;");

    private static LocalMySql server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = LocalMySql.start();
        sql("CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY)");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aServerInOrderPassesEverything() {
        assertThat(run("root", "")).extracting(Check::status).containsOnly(Status.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "M002, FAIL, SET GLOBAL binlog_format = 'STATEMENT'",
        "M002, FAIL, SET GLOBAL binlog_format = 'MIXED'",
        "M003, FAIL, SET GLOBAL binlog_row_image = 'MINIMAL'",
        "M003, FAIL, SET GLOBAL binlog_row_image = 'NOBLOB'",
        "M004, FAIL, SET GLOBAL binlog_row_metadata = 'MINIMAL'",
        "M005, WARN, SET GLOBAL binlog_row_value_options = 'PARTIAL_JSON'",
        "M007, WARN, SET GLOBAL gtid_mode = 'ON_PERMISSIVE'",
        "M009, WARN, SET GLOBAL binlog_expire_logs_seconds = 3600"
    })
    void aWrongSettingIsFoundAndItsRemedyMendsIt(String code, Status status, String wrong) throws SQLException {
        sql(wrong.replaceAll("''", "'"));
        Check found = only(run("root", ""));
        assertThat(found.code()).isEqualTo(code);
        assertThat(found.status()).isEqualTo(status);
        execute(found.remedy());
        assertThat(run("root", "")).extracting(Check::status).containsOnly(Status.PASS);
    }

    @Test
    void aServerWithoutIdServesNoDumpUntilItHasOne() throws SQLException {
        sql("SET GLOBAL server_id = 0");
        List<Check> wrong = wrong(run("root", ""));
        assertThat(wrong).extracting(Check::code).startsWith("M006");
        execute(wrong.get(0).remedy());
        assertThat(run("root", "")).extracting(Check::status).containsOnly(Status.PASS);
    }

    @Test
    void gtidsThatAreOffAreTurnedOnByTheRemedy() throws SQLException {
        sql(
                "SET GLOBAL gtid_mode = 'ON_PERMISSIVE'",
                "SET GLOBAL gtid_mode = 'OFF_PERMISSIVE'",
                "SET GLOBAL gtid_mode = 'OFF'",
                "SET GLOBAL enforce_gtid_consistency = 'OFF'");
        Check found = only(run("root", ""));
        assertThat(found.code()).isEqualTo("M007");
        execute(found.remedy());
        assertThat(run("root", "")).extracting(Check::status).containsOnly(Status.PASS);
    }

    @Test
    void theGrantsThatAreToldOneAfterTheOtherAreEnough() throws SQLException {
        sql("CREATE USER poor@'%' IDENTIFIED BY 'p'");
        for (String code : List.of("M030", "M031", "M024")) {
            Check found = only(run("poor", "p"));
            assertThat(found.code()).isEqualTo(code);
            execute(found.remedy());
        }
        assertThat(run("poor", "p")).extracting(Check::status).containsOnly(Status.PASS);
    }

    private static Check only(List<Check> checks) {
        // Without privileges no table is seen either; that is told last.
        List<Check> wrong = wrong(checks);
        assertThat(wrong).filteredOn(check -> !check.code().equals("M024")).hasSizeLessThanOrEqualTo(1);
        return wrong.get(0);
    }

    private static List<Check> wrong(List<Check> checks) {
        return checks.stream().filter(check -> check.status() != Status.PASS).toList();
    }

    private static void execute(String remedy) throws SQLException {
        Matcher statements = STATEMENT.matcher(Objects.requireNonNull(remedy));
        boolean any = false;
        while (statements.find()) {
            any = true;
            sql(statements.group());
        }
        assertThat(any).as(remedy).isTrue();
    }

    private static List<Check> run(String user, String password) {
        SourceSettings settings = new SourceSettings("test", new Shop(), ZoneOffset.UTC, false);
        return new MysqlSource(endpoint(user, password), settings, InstantSource.system()).check(new StartPoint.Now());
    }

    private static SourceEndpoint endpoint(String user, String password) {
        SourceTls tls = new SourceTls(SourceTls.Mode.PREFERRED, null, null, null);
        return new SourceEndpoint(SourceKind.MYSQL, server.host(), server.port(), user, new Secret(password), tls);
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = MetadataConnection.open(endpoint("root", ""), Duration.ofSeconds(10));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Everything in the database shop. */
    private static final class Shop implements TableSelection {
        @Override
        public boolean matches(TableName table) {
            return table.schema().equals("shop");
        }

        @Override
        public boolean matchesSchema(String schema) {
            return schema.equals("shop");
        }
    }
}
