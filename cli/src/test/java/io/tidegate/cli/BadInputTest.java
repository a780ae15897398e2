package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.FreePort;
import io.tidegate.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody reads who got something wrong: one error with a remedy, an exit status for scripts, and a data directory
 * as it was before.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputTest {
    private static final int USAGE = 2;
    private static final int CONNECTION = 3;
    private static final int POSITION = 4;

    @RegisterExtension
    private static final Site SITE =
            new Site(EmbeddedMariaDb.builder().option("--slave-connections-needed-for-purge=0"));

    @TempDir
    private static Path home;

    private static Path used;
    private static int directories;

    @BeforeAll
    static void createShop() throws SQLException {
        SITE.sql(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE USER reader@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT ON *.* TO reader@'%'");
        used = home.resolve("used");
        Ending good = run(used, "--until", "now");
        assertThat(good.status()).as(good.err()).isZero();
    }

    static Stream<Arguments> wrongOptions() throws SQLException {
        String broker = SITE.brokers();
        return Stream.of(
                arguments(USAGE, "TG:ErrInvalidArgument", "no-such-option", List.of("--no-such-option")),
                arguments(USAGE, "TG:ErrInvalidArgument", "--start", List.of("--start", "yesterday")),
                arguments(USAGE, "TG:ErrInvalidArgument", "Mars/Olympus", List.of("--tz", "Mars/Olympus")),
                arguments(USAGE, "TG:ErrStartNotAvailable", "initial data", List.of("--start", "snapshot")),
                arguments(USAGE, "CDC:ErrSinkUnknownProtocol", "protobuf", sink(broker, "shop?protocol=protobuf")),
                arguments(
                        USAGE,
                        "CDC:ErrKafkaInvalidConfig",
                        "bad topic",
                        sink(broker, "bad%20topic?protocol=canal-json")),
                arguments(USAGE, "CDC:ErrFilterRuleInvalid", "shop.", config("[filter]\nrules = ['shop.']")),
                arguments(
                        USAGE,
                        "CDC:ErrKafkaTopicExprInvalid",
                        "{table}/{schema}",
                        config("[sink]\ndispatchers = [{ matcher = ['*.*'], topic = '{table}/{schema}' }]")),
                arguments(USAGE, "TG:ErrConfigUnknownKey", "case-sensitive", config("case-sensitiv = true")),
                arguments(
                        USAGE,
                        "CDC:ErrDispatcherFailed",
                        "no_such_index",
                        config("[sink]\ndispatchers = [{ matcher = ['shop.*'], partition = 'index-value',"
                                + " index = 'no_such_index' }]")),
                arguments(
                        CONNECTION,
                        "TG:ErrSourceAccessDenied",
                        "admin",
                        source("admin:wrong@127.0.0.1:" + SITE.database().port())),
                arguments(
                        CONNECTION,
                        "TG:ErrSourceUnreachable",
                        "no-such-host.invalid",
                        source("admin:x@no-such-host.invalid:3306")),
                arguments(
                        CONNECTION,
                        "TG:ErrSourceUnreachable",
                        "127.0.0.1:",
                        source("admin:x@127.0.0.1:" + FreePort.next())),
                arguments(
                        CONNECTION,
                        "TG:ErrSourceKindMismatch",
                        "MariaDB",
                        List.of(
                                "--source",
                                "mysql://admin:" + SITE.database().adminPassword() + "@127.0.0.1:"
                                        + SITE.database().port() + "/")),
                arguments(
                        CONNECTION,
                        "TG:ErrCheckFailed",
                        "GRANT BINLOG MONITOR",
                        source("reader:secret@127.0.0.1:" + SITE.database().port())),
                arguments(
                        CONNECTION,
                        "CDC:ErrKafkaNewProducer",
                        "127.0.0.1:",
                        sink("127.0.0.1:" + FreePort.next(), "shop?protocol=canal-json")),
                arguments(
                        POSITION,
                        "TG:ErrPositionInvalid",
                        "binlog.0",
                        List.of("--start", "binlog:" + query("SHOW MASTER STATUS") + ":99999999")),
                arguments(POSITION, "TG:ErrPositionLost", "binlog.0", List.of("--start", "binlog:binlog.000999:4")));
    }

    @ParameterizedTest(name = "{1} {3}")
    @MethodSource("wrongOptions")
    void aNewChangefeedIsRefusedWithOneErrorAndARemedy(int status, String code, String named, List<String> options) {
        Path directory = newDirectory();
        requireRefusal(run(directory, options.toArray(String[]::new)), status, code, named);
        assertThat(stored(directory)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void aServerThatWritesNoUsableBinlogIsRefusedWithTheStatementThatMendsIt(
            String variable, String wrong, String right) throws SQLException {
        SITE.sql("SET GLOBAL " + variable + " = '" + wrong + "'");
        try {
            Ending ending = run(newDirectory());
            requireRefusal(ending, CONNECTION, "TG:ErrCheckFailed", variable);
            assertThat(errors(ending, "remedy: "))
                    .singleElement()
                    .asString()
                    .contains("SET GLOBAL " + variable + " = '" + right + "'");
        } finally {
            SITE.sql("SET GLOBAL " + variable + " = '" + right + "'");
        }
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                arguments("binlog_format", "STATEMENT", "ROW"),
                arguments("binlog_row_metadata", "MINIMAL", "FULL"),
                arguments("binlog_row_image", "MINIMAL", "FULL"));
    }

    @Test
    void anotherStartThanTheStoredCheckpointIsRefusedWithoutReset() {
        requireRefusalThatKeepsState(USAGE, "TG:ErrStartConflict", "--start is given", "--start", "now");
    }

    @Test
    void anotherTimeZoneThanTheStoredOneIsRefused() {
        requireRefusalThatKeepsState(USAGE, "TG:ErrChangefeedConflict", "Asia/Tokyo", "--tz", "Asia/Tokyo");
    }

    @Test
    void aRefusedPasswordAtARestartKeepsTheCheckpoint() {
        requireRefusalThatKeepsState(
                CONNECTION,
                "TG:ErrSourceAccessDenied",
                "admin",
                source("admin:wrong@127.0.0.1:" + SITE.database().port()).toArray(String[]::new));
    }

    @Test
    void aResetThatCannotStartKeepsTheOldCheckpoint() {
        String nobody = "127.0.0.1:" + FreePort.next();
        List<String> options = new ArrayList<>(sink(nobody, "shop?protocol=canal-json"));
        options.add("--reset");
        requireRefusalThatKeepsState(CONNECTION, "CDC:ErrKafkaNewProducer", nobody, options.toArray(String[]::new));
    }

    @Test
    void peekKnowsTheFormatsOfChangefeedsAndNoOther() {
        Ending ending = Ending.of(List.of("peek", "--brokers=127.0.0.1:1", "--topic=shop", "--protocol=protobuf"));
        requireRefusal(ending, USAGE, "CDC:ErrSinkUnknownProtocol", "'protobuf'");
    }

    @Test
    void aSecondProcessOnTheSameDataDirectoryIsRefused() {
        Path directory = newDirectory();
        try (StateStore first = StateStore.open(directory, InstantSource.system())) {
            assertThat(first.changefeeds()).isEmpty();
            requireRefusal(run(directory), USAGE, "TG:ErrStateInUse", directory.toString());
        }
    }

    @Test
    void aStoredCheckpointWhoseBinlogWasPurgedIsRefusedAndKept() throws Exception {
        Path directory = newDirectory();
        assertThat(run(directory, "--until", "now").status()).isZero();
        Optional<Checkpoint> before = stored(directory);
        SITE.sql("INSERT INTO shop.item VALUES (" + directories + ", 'a')", "FLUSH BINARY LOGS");
        SITE.sql("INSERT INTO shop.item VALUES (" + (1000 + directories) + ", 'b')");
        String current = purge();
        Ending ending = run(directory);
        requireRefusal(ending, POSITION, "TG:ErrPositionLost", current);
        assertThat(stored(directory)).isEqualTo(before).isNotEmpty();
    }

    private static void requireRefusalThatKeepsState(int status, String code, String named, String... options) {
        Optional<Checkpoint> before = stored(used);
        requireRefusal(run(used, options), status, code, named);
        assertThat(stored(used)).isEqualTo(before).isNotEmpty();
    }

    private static void requireRefusal(Ending ending, int status, String code, String named) {
        String printed = ending.err();
        System.out.println(printed);
        assertThat(errors(ending, "error "))
                .as(printed)
                .singleElement()
                .asString()
                .startsWith("error " + code + ": ");
        assertThat(errors(ending, "remedy: ")).as(printed).hasSize(1);
        assertThat(printed)
                .contains(named)
                .doesNotContain(SITE.database().adminPassword())
                .doesNotContain("Exception");
        assertThat(ending.status()).as(printed).isEqualTo(status);
    }

    /** Runs a changefeed of the shop; options given here win. */
    private static Ending run(Path directory, String... options) {
        List<String> given = List.of(options);
        List<String> all = new ArrayList<>(List.of("run", "--data-dir", directory.toString()));
        if (!given.contains("--source")) {
            all.addAll(source("admin:" + SITE.database().adminPassword() + "@127.0.0.1:"
                    + SITE.database().port()));
        }
        if (!given.contains("--sink-uri")) {
            all.addAll(sink(SITE.brokers(), "shop?protocol=canal-json&replication-factor=1"));
        }
        all.addAll(given);
        return Ending.of(all);
    }

    private static List<String> errors(Ending ending, String prefix) {
        return ending.err().lines().filter(line -> line.startsWith(prefix)).toList();
    }

    private static List<String> source(String rest) {
        return List.of("--source", "mariadb://" + rest + "/");
    }

    private static List<String> sink(String brokers, String rest) {
        return List.of("--sink-uri", "kafka://" + brokers + "/" + rest);
    }

    private static List<String> config(String toml) {
        try {
            Path file = Files.createTempFile(home, "changefeed", ".toml");
            return List.of("--config", Files.writeString(file, toml + "\n").toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        return home.resolve("data-" + ++directories);
    }

    private static Optional<Checkpoint> stored(Path directory) {
        try (StateStore store = StateStore.open(directory, InstantSource.system())) {
            return store.changefeeds().stream().findFirst().flatMap(store::load);
        }
    }

    /** Purges all files but the current one, once nobody reads them any more; returns its name. */
    private static String purge() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (true) {
            String current = query("SHOW MASTER STATUS");
            SITE.sql("PURGE BINARY LOGS TO '" + current + "'");
            if (query("SHOW BINARY LOGS").equals(current)) {
                return current;
            }
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = SITE.database().connect("");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
