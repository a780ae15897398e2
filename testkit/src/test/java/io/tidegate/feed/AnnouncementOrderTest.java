package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.DispatchRule;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SimpleConfig.Bootstrap;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.simple.SimpleEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.route.DispatchRouter;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.simple.SimpleJson;
import io.tidegate.testkit.simple.SimpleMessage;
import io.tidegate.testkit.simple.SimpleTables;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import io.tidegate.testkit.source.ScriptedCluster;
import io.tidegate.testkit.source.ScriptedSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Simple messages through the engine, with several workers and lanes: a consumer of a partition can read each row with
 * what came before it in that partition.
 */
class AnnouncementOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TABLES = 3;
    private static final int PARTITIONS = 4;
    private static final Bootstrap USUAL = new Bootstrap(120, 10_000, true, false);

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 3);
    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    private final Map<TableName, TableVersion> versions = new HashMap<>();
    private final List<TableVersion> first = new ArrayList<>();
    private final ScriptedCluster cluster;
    private final List<Changefeed> started = new ArrayList<>();
    private MemoryTopics topics = new MemoryTopics();
    private MemorySink sink = new MemorySink(topics, 2, PARTITIONS);
    private long ts = 1000;
    private long rows;

    AnnouncementOrderTest() {
        for (int i = 0; i < TABLES; i++) {
            TableVersion table = table(new TableName("test", "t" + i), 10 + i, 500, 1);
            first.add(table);
            versions.put(table.name(), table);
        }
        cluster = new ScriptedCluster(first, 6, 7);
    }

    @AfterEach
    void stop() {
        started.forEach(Changefeed::close);
        runtime.close();
    }

    @Test
    void eachRowCanBeReadWithWhatCameBeforeItInItsPartition() {
        Changefeed feed = start(USUAL);
        commit(200);
        for (int i = 0; i < TABLES; i++) {
            alter(first.get(i).name());
            commit(100);
        }
        awaitCheckpoint(feed);
        assertThat(readableRows()).isEqualTo(rows);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(count(partition, "BOOTSTRAP")).isEqualTo(TABLES);
        }
    }

    @Test
    void aVersionThatNoStatementToldIsAnnouncedToo() {
        Changefeed feed = start(USUAL);
        commit(50);
        TableVersion changed = changed(first.get(0).name());
        versions.put(changed.name(), changed);
        commit(50);
        awaitCheckpoint(feed);
        assertThat(readableRows()).isEqualTo(rows);
        assertThat(count(0, "BOOTSTRAP")).isEqualTo(TABLES + 1);
    }

    @Test
    void afterARestartAnotherConsumerCanReadEachRow() {
        Changefeed feed = start(USUAL);
        commit(50);
        alter(first.get(0).name());
        commit(50);
        awaitCheckpoint(feed);
        feed.close();
        topics = new MemoryTopics();
        sink = new MemorySink(topics, 2, PARTITIONS);
        rows = 0;
        Changefeed second = start(USUAL);
        commit(100);
        awaitCheckpoint(second);
        assertThat(readableRows()).isEqualTo(rows);
    }

    @Test
    void anAnnouncementThatIsLostEndsTheRunLikeALostRow() throws Exception {
        Changefeed feed = start(USUAL);
        awaitCheckpointExists();
        sink.failSend(0, new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "the test says so"));
        commit(10);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().error()).isNotNull();
    }

    @Test
    void atTheStartAllTablesAreAnnouncedOnRequest() {
        Changefeed feed = start(new Bootstrap(0, 0, true, true));
        await().atMost(PATIENCE).until(() -> topics.all().size() == TABLES * PARTITIONS);
        commit(100);
        awaitCheckpoint(feed);
        assertThat(readableRows()).isEqualTo(rows);
        assertThat(count(3, "BOOTSTRAP")).isEqualTo(TABLES);
    }

    @Test
    void withoutAnnouncementsRowsOfUntoldTablesCannotBeRead() {
        Changefeed feed = start(new Bootstrap(0, 10_000, true, false));
        commit(50);
        awaitCheckpoint(feed);
        assertThat(readableRows()).isZero();
        assertThat(count(0, "BOOTSTRAP")).isZero();
    }

    /** How many rows a consumer of each partition can read at once. */
    private long readableRows() {
        long readable = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            SimpleTables tables = new SimpleTables();
            for (SimpleMessage message : messages(partition)) {
                tables.learn(message);
                if (message.isRow() && tables.decode(message).isPresent()) {
                    readable++;
                }
            }
        }
        return readable;
    }

    private long count(int partition, String type) {
        return messages(partition).stream()
                .filter(message -> message.type().equals(type))
                .count();
    }

    private List<SimpleMessage> messages(int partition) {
        return topics.messages("topic", partition).stream()
                .map(text -> SimpleJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Transactions of a row in each table. */
    private void commit(int transactions) {
        for (int i = 0; i < transactions; i++) {
            ts++;
            List<ValueRow> changes = new ArrayList<>();
            for (TableVersion table : versions.values()) {
                Object[] values = new Object[table.columns().size()];
                Arrays.fill(values, rows++);
                changes.add(ValueRow.insert(table, ts, values));
            }
            cluster.commit(ts, changes);
        }
        cluster.resolve(ts);
    }

    private void alter(TableName name) {
        TableVersion before = versions.get(name);
        TableVersion after = changed(name);
        versions.put(name, after);
        cluster.commit(new Ddl(ts, DdlKind.ADD_COLUMN, name, null, "ALTER TABLE", after, before));
    }

    private TableVersion changed(TableName name) {
        TableVersion before = versions.get(name);
        ts++;
        return table(name, before.id(), ts, before.columns().size() + 1);
    }

    private static TableVersion table(TableName name, long id, long version, int columns) {
        List<Column> list = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            list.add(new Column("c" + i, ColumnType.of(ColumnKind.BIGINT), false));
        }
        return new TableVersion(name, list, List.of(new Key(Key.PRIMARY, List.of(0), true)), List.of(), id, version);
    }

    private Changefeed start(Bootstrap bootstrap) {
        SimpleConfig config = new SimpleConfig(SimpleConfig.Encoding.JSON, bootstrap, LargeMessages.NONE);
        FeedParts parts = new FeedParts(source(), router(), limits -> encoder(config, limits), () -> sink, checkpoints);
        Changefeed feed = Changefeed.start(
                runtime,
                new FeedSettings("feed", true, FeedSettings.NO_TARGET),
                parts,
                new StartPoint.Now(),
                InstantSource.system());
        started.add(feed);
        await().atMost(PATIENCE).until(() -> feed.status().state() == FeedStatus.State.RUNNING);
        return feed;
    }

    private static Encoder encoder(SimpleConfig config, MessageLimits limits) {
        return new SimpleEncoder(config, limits, LargeRowPolicy.refuse(), ZoneOffset.UTC, System::currentTimeMillis);
    }

    private ScriptedSource source() {
        TableSelection every = new TableSelection() {
            @Override
            public boolean matches(TableName name) {
                return true;
            }

            @Override
            public boolean matchesSchema(String schema) {
                return true;
            }
        };
        return new ScriptedSource(cluster, new SourceSettings("feed", every, ZoneOffset.UTC, true));
    }

    private static DispatchRouter router() {
        DispatchRule byKey = new DispatchRule(List.of("*.*"), "", "index-value", "", List.of());
        return DispatchRouter.of(List.of(byKey), "topic", false);
    }

    private void awaitCheckpoint(Changefeed feed) {
        await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == ts);
    }

    private void awaitCheckpointExists() {
        await().atMost(PATIENCE).until(() -> checkpoints.load("feed").isPresent());
    }
}
