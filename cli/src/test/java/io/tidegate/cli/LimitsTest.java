package io.tidegate.cli;

import static io.tidegate.check.Limit.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.check.Limit;
import io.tidegate.check.Limit.Outcome;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Each limit of the manual is met: here, where a command can run into it, or by a test of the part that enforces it, which
 * must be there and speak of its code.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
    private static final String TARGET = "shop?protocol=canal-json";
    private static final String AVRO = "shop?protocol=avro&schema-registry=http%3A%2F%2F127.0.0.1%3A1";

    /** Limits whose setting-up is the business of a part, and the tests that do it. */
    private static final Map<Limit, String> SHOWN_ELSEWHERE = Map.ofEntries(
            Map.entry(TIDB_AS_MYSQL, "source-mysql/UnsuitableServersTest"),
            Map.entry(TIDB_SERVERLESS, "source-mysql/UnsuitableServersTest"),
            Map.entry(TIDB_OLD, "source-mysql/UnsuitableServersTest"),
            Map.entry(NO_BINLOG, "source-mysql/UnsuitableServersTest"),
            Map.entry(REPLICA_WITHOUT_LOG, "source-mysql/UnsuitableServersTest"),
            Map.entry(PARTIAL_JSON, "source-mysql/MySqlChecksTest"),
            Map.entry(NO_SERVER_ID, "source-mysql/MySqlChecksTest"),
            Map.entry(NO_GTIDS, "source-mysql/MySqlChecksTest"),
            Map.entry(PRIVILEGES, "source-mysql/SourceChecksTest"),
            Map.entry(LOGIN_METHODS, "source-mysql/LoginConversationTest"),
            Map.entry(CHARACTER_SETS, "source-mysql/CellValueTest"),
            Map.entry(STATEMENT_CHANGE, "source-mysql/TransactionReaderTest"),
            Map.entry(UNKNOWN_EVENT, "source-mysql/TransactionReaderTest"),
            Map.entry(ROLLBACK, "source-mysql/TransactionReaderTest"),
            Map.entry(RENAME, "source-mysql/TransactionReaderTest"),
            Map.entry(LOST_EVENTS, "source-mysql/TransactionReaderTest"),
            Map.entry(MESSAGE_SIZE, "sink-kafka/KafkaSinkTest"),
            Map.entry(REPLICAS, "sink-kafka/TopicChecksTest"),
            Map.entry(PARTITIONS, "sink-kafka/TopicChecksTest"),
            Map.entry(ALIKE_TOPICS, "sink-kafka/TopicChecksTest"),
            Map.entry(CHANGEFEEDS, "cli/LifecycleTest"),
            Map.entry(FILES, "server/FileRootsTest"));

    @RegisterExtension
    private static final Site SITE = new Site(EmbeddedMariaDb.builder().option("--binlog-ignore-db=hidden"));

    @TempDir
    private Path directory;

    /** What is done to the database before a command, and what undoes it. */
    private record Setup(List<String> before, List<String> after) {
        static final Setup NONE = new Setup(List.of(), List.of());

        static Setup of(String before, String after) {
            return new Setup(List.of(before.split("; ")), List.of(after));
        }
    }

    @BeforeAll
    static void createShop() throws SQLException {
        SITE.sql(
                "CREATE DATABASE shop",
                "CREATE DATABASE hidden",
                "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE shop.buyer (id INT PRIMARY KEY, name VARCHAR(20))");
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                arguments(NO_TABLE, TARGET, "[filter]\nrules = ['nothing.*']"),
                arguments(OTHER_TARGETS, "", ""),
                arguments(OTHER_FORMATS, "shop?protocol=csv", ""),
                arguments(OTHER_FORMATS, "shop?protocol=maxwell", ""),
                arguments(TRANSACTIONS, TARGET + "&transaction-atomicity=table", ""),
                arguments(AVRO_WITHOUT_KEY, AVRO, "force-replicate = true"),
                arguments(AVRO_SHARED_TOPIC, AVRO, ""),
                arguments(
                        AVRO_GLUE,
                        "shop?protocol=avro",
                        "[sink.kafka-config.glue-schema-registry-config]\nregion = 'r'\nregistry-name = 'n'"),
                arguments(
                        LARGE_MESSAGES,
                        AVRO,
                        "[sink.kafka-config.large-message-handle]\nlarge-message-handle-option = 'handle-key-only'"),
                arguments(
                        CLAIM_CHECK_STORES,
                        "shop?protocol=open-protocol",
                        "[sink.kafka-config.large-message-handle]\nlarge-message-handle-option = 'claim-check'\n"
                                + "claim-check-storage-uri = 's3://bucket/claims'"),
                arguments(DATABASE_SETTINGS, TARGET, "enable-sync-point = true"),
                arguments(DATABASE_SETTINGS, TARGET, "bdr-mode = true"),
                arguments(
                        DATABASE_SETTINGS,
                        TARGET,
                        "[sink]\ndispatchers = [{matcher = ['*.*'], target-schema = 'other'}]"),
                arguments(FILTER_FILES, TARGET, "[filter]\nrules = ['@rules.txt']"),
                arguments(
                        EXPRESSIONS,
                        TARGET,
                        "[[filter.event-filters]]\nmatcher = ['*.*']\nignore-insert-value-expr = '(SELECT 1)'"),
                arguments(
                        EVENT_KINDS,
                        TARGET,
                        "[[filter.event-filters]]\nmatcher = ['*.*']\nignore-event = ['create universe']"),
                arguments(
                        SELECTED_KEYS, TARGET, "[sink]\ncolumn-selectors = [{matcher = ['*.*'], columns = ['name']}]"),
                arguments(
                        DISPATCHED_COLUMNS,
                        TARGET,
                        "[sink]\ndispatchers = [{matcher = ['*.*'], partition = 'columns', columns = ['none']}]"),
                arguments(START_TS, TARGET, "[filter]\nignore-txn-start-ts = [1]"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("settings")
    void settingsAreRefusedOrReported(Limit limit, String target, String configuration) throws IOException {
        Ending ending = target.isEmpty()
                ? Ending.of(List.of("check", "--sink-uri=mysql://root@127.0.0.1:3306/"))
                : SITE.command("check", directory, target, configuration, List.of());

        assertTold(limit, ending);
    }

    static Stream<Arguments> databases() {
        return Stream.of(
                arguments(STATEMENTS, variable("binlog_format", "MIXED", "ROW")),
                arguments(PARTIAL_ROWS, variable("binlog_row_image", "MINIMAL", "FULL")),
                arguments(ROW_METADATA, variable("binlog_row_metadata", "MINIMAL", "FULL")),
                arguments(LOOSE_GTIDS, Setup.NONE),
                arguments(
                        SHORT_RETENTION,
                        Setup.of(
                                "SET GLOBAL binlog_expire_logs_seconds = 3600",
                                "SET GLOBAL binlog_expire_logs_seconds = 0")),
                arguments(
                        UNLOGGED_SCHEMAS,
                        Setup.of("CREATE TABLE hidden.item (id INT PRIMARY KEY)", "DROP TABLE hidden.item")),
                arguments(NO_KEY, Setup.of("CREATE TABLE shop.visit (at DATETIME)", "DROP TABLE shop.visit")),
                arguments(
                        NOT_TRANSACTIONAL,
                        Setup.of(
                                "CREATE TABLE shop.memo (id INT PRIMARY KEY) ENGINE = MyISAM", "DROP TABLE shop.memo")),
                arguments(
                        CASCADES,
                        Setup.of(
                                "CREATE TABLE shop.sale (id INT PRIMARY KEY, item INT, FOREIGN KEY (item) REFERENCES"
                                        + " shop.item (id) ON DELETE CASCADE)",
                                "DROP TABLE shop.sale")),
                arguments(
                        OLD_TIMES,
                        Setup.of(
                                "SET GLOBAL mysql56_temporal_format = OFF; CREATE TABLE shop.old (id INT PRIMARY KEY, at"
                                        + " DATETIME(3)); SET GLOBAL mysql56_temporal_format = ON",
                                "DROP TABLE shop.old")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void databasesAreRefusedOrReported(Limit limit, Setup setup) throws IOException, SQLException {
        SITE.sql(setup.before().toArray(String[]::new));
        try {
            assertTold(limit, SITE.command("check", directory, TARGET, "force-replicate = false", List.of()));
        } finally {
            SITE.sql(setup.after().toArray(String[]::new));
        }
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                arguments(EXISTING_DATA, List.of("--start=snapshot")),
                arguments(LOST_POSITION, List.of("--start=binlog:binlog.000999:4")),
                arguments(END_BEFORE_START, List.of("--start=tso:449000000000000000", "--until=448000000000000000")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void beginningsAreRefused(Limit limit, List<String> options) throws IOException {
        List<String> all = Stream.concat(Stream.of("--data-dir=" + directory.resolve("data")), options.stream())
                .toList();

        assertTold(limit, SITE.command("run", directory, TARGET, "", all));
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                arguments(TIDB, "tidb://root@127.0.0.1:4000/"),
                arguments(ANOTHER_KIND, SITE.sourceUri().replace("mariadb://", "mysql://")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void sourcesAreRefused(Limit limit, String uri) throws IOException {
        Path password =
                Files.writeString(directory.resolve("password"), SITE.database().adminPassword());

        assertTold(limit, Ending.of(List.of("check", "--source=" + uri, "--source-password-file=" + password)));
    }

    @Test
    void noLimitIsWithoutATest() throws IOException {
        Set<Limit> tried = EnumSet.noneOf(Limit.class);
        Stream.of(settings(), databases(), beginnings(), sources())
                .flatMap(attempts -> attempts)
                .forEach(attempt -> tried.add((Limit) attempt.get()[0]));
        assertThat(Arrays.stream(Limit.values())
                        .filter(limit -> limit.outcome() != Outcome.LEFT_OUT)
                        .filter(limit -> !tried.contains(limit) && !SHOWN_ELSEWHERE.containsKey(limit)))
                .isEmpty();
        for (Map.Entry<Limit, String> elsewhere : SHOWN_ELSEWHERE.entrySet()) {
            assertThat(source(elsewhere.getValue()))
                    .as("%s of %s", elsewhere.getValue(), elsewhere.getKey())
                    .containsAnyOf(elsewhere.getKey().codes().stream()
                            .flatMap(
                                    code -> Stream.concat(Stream.of(code), ErrorCode.of(code).map(Enum::name).stream()))
                            .toArray(String[]::new));
        }
    }

    private static void assertTold(Limit limit, Ending ending) {
        String mark = limit.outcome() == Outcome.WARNED ? "WARN " : "(error|FAIL) ";
        assertThat(ending.out() + ending.err())
                .containsPattern("(?m)^" + mark + "(" + String.join("|", limit.codes()) + ")\\b");
        if (limit.outcome() == Outcome.REFUSED) {
            assertThat(ending.status()).isNotZero();
        }
    }

    private static Setup variable(String name, String wrong, String right) {
        return Setup.of("SET GLOBAL " + name + " = '" + wrong + "'", "SET GLOBAL " + name + " = '" + right + "'");
    }

    /** The text of a test class. */
    private static String source(String moduleAndClass) throws IOException {
        String[] parts = moduleAndClass.split("/");
        Path tests = Path.of(System.getProperty("basedir", "."), "..", parts[0], "src", "test", "java");
        try (Stream<Path> files = Files.walk(tests)) {
            return Files.readString(files.filter(file -> file.endsWith(parts[1] + ".java"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
