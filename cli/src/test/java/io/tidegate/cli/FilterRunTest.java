package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate run} from a real MariaDB into a real broker, with what it is told to leave out. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilterRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USAGE = 2;
    private static final int CHECK_FAILED = 3;

    @RegisterExtension
    private static final Site SITE = new Site();

    private static int feeds;

    @TempDir
    private Path directory;

    /** The database of this test. */
    private String db = "";

    private String begin = "";

    /** A changefeed with a topic and a data directory of its own. */
    private final class Feed {
        private final String topic = "feed-" + ++feeds;
        private final String config;

        private Feed(String config) {
            this.config = config;
        }

        private Ending run(String... options) throws IOException {
            List<String> all = new ArrayList<>(List.of("--data-dir=" + directory.resolve(topic), "--tz=UTC"));
            all.addAll(List.of(options));
            return command("run", all);
        }

        private Ending command(String name, List<String> options) throws IOException {
            String target = topic + "?protocol=canal-json&enable-tidb-extension=true&partition-num=1";
            return SITE.command(name, directory, target, config, options);
        }

        /** Everything since the beginning of the test, up to now. */
        private List<String> messages() throws IOException {
            Ending ending = run("--start=binlog:" + begin, "--until=now");
            assertThat(ending.status()).as(ending.err()).isZero();
            return sent().stream().map(FilterRunTest::shown).toList();
        }

        /** What is in the topic, watermarks left out. */
        private List<JsonNode> sent() {
            List<JsonNode> messages = new ArrayList<>();
            SITE.records(topic).forEach(record -> messages.add(json(record.value())));
            messages.removeIf(message -> message.get("type").textValue().equals("TIDB_WATERMARK"));
            return messages;
        }
    }

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        db = "d" + Integer.toHexString(test.getDisplayName().hashCode());
        SITE.sql("CREATE DATABASE " + db);
        begin = SITE.end();
    }

    @Test
    void eventsAreLeftOutByKindByTextAndByValue() throws Exception {
        sql(
                "CREATE TABLE parcel (id INT PRIMARY KEY, city VARCHAR(20), weight INT, kind VARCHAR(10),"
                        + " gross INT AS (weight + 7) VIRTUAL) CHARSET utf8mb4 COLLATE utf8mb4_general_ci",
                "INSERT INTO parcel (id, city, weight, kind) VALUES (1, 'Oslo', 40, 'plain'), (2, 'Lima', 39, 'plain'),"
                        + " (3, 'Cork', 2, 'FRAGILE'), (8, 'Nice', 12, 'glass'), (9, 'Bergen', 30, 'plain')",
                "UPDATE parcel SET weight = 44 WHERE id = 8",
                "UPDATE parcel SET weight = 43 WHERE id = 8",
                "UPDATE parcel SET kind = 'glass' WHERE id = 9",
                "UPDATE parcel SET id = 10 WHERE id = 9",
                "DELETE FROM parcel WHERE id = 8",
                "DELETE FROM parcel WHERE id = 2",
                "ALTER TABLE parcel ADD COLUMN secret INT DEFAULT 5",
                "INSERT INTO parcel (id, city, weight, kind) VALUES (11, 'Pisa', 1, 'x')",
                "ALTER TABLE parcel ADD COLUMN shown INT, DROP COLUMN secret",
                "TRUNCATE TABLE parcel",
                "INSERT INTO parcel (id, city, weight, kind) VALUES (12, 'Ghent', 1, 'x')");
        Feed feed = new Feed("""
                [filter]
                rules = ['%1$s.*']
                [[filter.event-filters]]
                matcher = ['%1$s.parcel']
                ignore-event = ['truncate table']
                ignore-sql = ['add column secret']
                ignore-insert-value-expr = "weight >= 40 or kind = 'fragile'"
                ignore-update-new-value-expr = "gross > 50"
                ignore-update-old-value-expr = "kind = 'plain' and id = 9 and weight = 30 and gross = 37"
                ignore-delete-value-expr = "weight = 43"
                [sink]
                column-selectors = [{matcher = ['%1$s.*'], columns = ['*', '!city']}]
                """.formatted(db));

        assertThat(feed.messages())
                .containsExactly(
                        "CREATE TABLE parcel",
                        "INSERT parcel id=2 weight=39 kind=plain",
                        "INSERT parcel id=8 weight=12 kind=glass",
                        "INSERT parcel id=9 weight=30 kind=plain",
                        "UPDATE parcel id=8 weight=43 kind=glass",
                        "DELETE parcel id=9 weight=30 kind=glass",
                        "INSERT parcel id=10 weight=30 kind=glass",
                        "DELETE parcel id=2 weight=39 kind=plain",
                        "INSERT parcel id=11 weight=1 kind=x secret=5",
                        "ALTER TABLE parcel",
                        "INSERT parcel id=12 weight=1 kind=x shown=null");
    }

    @Test
    void theFeedEndsWithTheLastRowOfItsTargetAndGoesOnBehindIt() throws Exception {
        sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2), (3)");
        sql("INSERT INTO t VALUES (4)", "INSERT INTO t VALUES (5)");
        String rules = "filter.rules = ['" + db + ".*']";
        Feed whole = new Feed(rules);
        assertThat(whole.messages()).hasSize(6);
        long first = commitTs(whole.sent().get(1));
        long pair = commitTs(whole.sent().get(2));
        Feed feed = new Feed(rules);

        assertThat(feed.run("--start=binlog:" + begin, "--until=" + pair).status())
                .isZero();
        assertThat(shown(feed.sent()))
                .endsWith("INSERT t id=2", "INSERT t id=3")
                .hasSize(4);
        assertThat(feed.run("--until=now").status()).isZero();
        assertThat(shown(feed.sent()).stream().distinct())
                .endsWith("INSERT t id=3", "INSERT t id=4", "INSERT t id=5")
                .hasSize(6);

        Feed early = new Feed(rules);
        assertThat(early.run("--start=binlog:" + begin, "--until=" + (pair - 1)).status())
                .isZero();
        assertThat(shown(early.sent())).endsWith("INSERT t id=1").hasSize(2);
        Ending backwards = new Feed(rules).run("--start=tso:" + pair, "--until=" + first);
        assertThat(backwards.status()).isEqualTo(USAGE);
        assertThat(backwards.err()).contains("error CDC:ErrTargetTsBeforeStartTs");
    }

    @Test
    void anUpdateOfAKeyIsTwoMessagesUnlessRawEventsAreAskedFor() throws Exception {
        sql(
                "CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE, v INT)",
                "INSERT INTO t VALUES (1, NULL, 1)",
                "UPDATE t SET u = 2",
                "UPDATE t SET v = 3",
                "UPDATE t SET id = 4");
        String rules = "filter.rules = ['" + db + ".*']\n";

        assertThat(new Feed(rules).messages().subList(1, 7))
                .containsExactly(
                        "INSERT t id=1 u=null v=1",
                        "DELETE t id=1 u=null v=1",
                        "INSERT t id=1 u=2 v=1",
                        "UPDATE t id=1 u=2 v=3",
                        "DELETE t id=1 u=2 v=3",
                        "INSERT t id=4 u=2 v=3");
        assertThat(new Feed(rules + "sink.kafka-config.output-raw-change-event = true")
                        .messages()
                        .subList(1, 5))
                .containsExactly(
                        "INSERT t id=1 u=null v=1",
                        "UPDATE t id=1 u=2 v=1",
                        "UPDATE t id=1 u=2 v=3",
                        "UPDATE t id=4 u=2 v=3");
        assertThat(new Feed(rules + "sink.delete-only-output-handle-key-columns = true")
                        .messages()
                        .subList(1, 4))
                .containsExactly("INSERT t id=1 u=null v=1", "DELETE t id=1", "INSERT t id=1 u=2 v=1");
    }

    @Test
    void tablesWithoutAKeyAreRefusedLeftOutOrReplicatedAsTheFileSays() throws Exception {
        sql(
                "CREATE TABLE nokey (a INT)",
                "INSERT INTO nokey VALUES (1)",
                "ALTER TABLE nokey ADD COLUMN b INT",
                "CREATE TABLE later (a INT)",
                "INSERT INTO later VALUES (1)",
                "ALTER TABLE later ADD PRIMARY KEY (a)",
                "INSERT INTO later VALUES (2)",
                "CREATE TABLE keyed (a INT PRIMARY KEY)",
                "INSERT INTO keyed VALUES (1)");
        String rules = "filter.rules = ['" + db + ".*']\n";
        List<String> everything = List.of(
                "CREATE TABLE nokey",
                "INSERT nokey a=1",
                "ALTER TABLE nokey",
                "CREATE TABLE later",
                "INSERT later a=1",
                "ALTER TABLE later",
                "INSERT later a=2",
                "CREATE TABLE keyed",
                "INSERT keyed a=1");

        Ending refused = new Feed(rules).run("--start=binlog:" + begin, "--until=now");
        assertThat(refused.status()).isEqualTo(USAGE);
        assertThat(refused.err()).contains("error CDC:ErrTableIneligible", db + ".nokey", "remedy: ");
        assertThat(new Feed(rules + "ignore-ineligible-table = true").messages())
                .containsExactly("ALTER TABLE later", "INSERT later a=2", "CREATE TABLE keyed", "INSERT keyed a=1");
        assertThat(new Feed(rules + "force-replicate = true").messages()).containsExactlyElementsOf(everything);
        assertThat(new Feed(rules + "force-replicate = true\nignore-ineligible-table = true").messages())
                .containsExactlyElementsOf(everything);
    }

    @Test
    void rulesThatDoNotFitTheTablesAreFoundBeforeTheStart() throws Exception {
        sql("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
        Feed feed = new Feed("""
                filter.rules = ['%1$s.*']
                filter.event-filters = [{matcher = ['*.*'], ignore-delete-value-expr = 'colour = 1'}]
                sink.column-selectors = [{matcher = ['*.*'], columns = ['v']}]
                """.formatted(db));

        Ending check = feed.command("check", List.of());
        assertThat(check.status()).isEqualTo(CHECK_FAILED);
        assertThat(check.out())
                .contains(
                        "PASS R001 dispatchers: ",
                        "FAIL CDC:ErrExpressionColumnNotFound event filters: ",
                        "Cannot find column 'colour' from table '" + db + ".t' in: colour = 1",
                        "FAIL CDC:ErrColumnSelectorFailed column selectors: ");
        Ending route = feed.command("route", List.of());
        assertThat(route.status()).isEqualTo(USAGE);
        assertThat(route.err()).contains("error CDC:ErrExpressionColumnNotFound", "error CDC:ErrColumnSelectorFailed");
        assertThat(route.out()).contains(db + ".t " + feed.topic);
        Ending run = feed.run("--until=now");
        assertThat(run.status()).isEqualTo(USAGE);
        assertThat(run.err()).contains("error CDC:ErrExpressionColumnNotFound", "(and 1 more; see tidegate check)");
    }

    @Test
    void aRowWhoseTableLacksTheColumnOfAnExpressionStopsTheFeed() throws Exception {
        sql(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "INSERT INTO t VALUES (1)",
                "ALTER TABLE t ADD COLUMN colour INT",
                "INSERT INTO t VALUES (2, 3)");
        Feed feed = new Feed("""
                filter.rules = ['%1$s.*']
                filter.event-filters = [{matcher = ['*.*'], ignore-insert-value-expr = 'colour = 1'}]
                """.formatted(db));

        Ending run = feed.run("--start=binlog:" + begin, "--until=now");

        assertThat(run.status()).isEqualTo(USAGE);
        assertThat(run.err()).contains("error CDC:ErrExpressionColumnNotFound", "'colour'", "remedy: ");
        assertThat(shown(feed.sent())).noneMatch(message -> message.startsWith("INSERT"));
    }

    @Test
    void transactionsAreLeftOutByGtidAndByWhereTheyBegin() throws Exception {
        sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2), (3)");
        String gtid = text("SELECT @@gtid_binlog_pos");
        String ddl = SITE.end();
        sql("ALTER TABLE t ADD COLUMN v INT", "INSERT INTO t VALUES (4, 5)");
        Feed feed = new Feed("filter.rules = ['" + db + ".*']\ntidegate.filter.ignore-transactions = ['" + gtid + "', '"
                + ddl + "']");

        assertThat(feed.messages()).containsExactly("CREATE TABLE t", "INSERT t id=1", "INSERT t id=4 v=5");
    }

    @Test
    void startTimestampsOfTransactionsAreForTiDb() throws Exception {
        Ending run = new Feed("filter.ignore-txn-start-ts = [449918007904436226]").run("--until=now");

        assertThat(run.status()).isEqualTo(USAGE);
        assertThat(run.err()).contains("error CDC:ErrInvalidReplicaConfig", "ignore-txn-start-ts");
    }

    private static List<String> shown(List<JsonNode> messages) {
        return messages.stream().map(FilterRunTest::shown).toList();
    }

    /** The kind, the table, and of rows the values. */
    private static String shown(JsonNode message) {
        String table = message.get("table").textValue();
        if (message.get("isDdl").booleanValue()) {
            String sql = message.get("sql").textValue();
            return sql.substring(0, sql.indexOf(' ', sql.indexOf(' ') + 1)) + " " + table;
        }
        StringBuilder text = new StringBuilder(message.get("type").textValue() + " " + table);
        message.get("data").get(0).properties().forEach(cell -> text.append(' ')
                .append(cell.getKey())
                .append('=')
                .append(cell.getValue().asText()));
        return text.toString();
    }

    private static long commitTs(JsonNode message) {
        return message.get("_tidb").get("commitTs").longValue();
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(new String(value, UTF_8));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = SITE.database().connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void sql(String... statements) throws SQLException {
        SITE.sql(Stream.concat(Stream.of("USE " + db), Stream.of(statements)).toArray(String[]::new));
    }
}
