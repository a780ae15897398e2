package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.fault.SabotagedSink.Sabotage;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceUri;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.encode.canaljson.CanalJsonEncoder;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.feed.FeedSettings;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.filter.TableFilter;
import io.tidegate.kafka.KafkaSink;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.route.DispatchRouter;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.ledger.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever trusts the ledger wants to see it say no: real pipelines with one sin each. All go the same way: a shop is
 * written to, the changefeed is stopped, another without sin goes on at its checkpoint and catches up.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SabotageTest {
    private static final long SEED = 7;

    @TempDir
    private static Path home;

    private static EmbeddedMariaDb database;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startServers() {
        database = EmbeddedMariaDb.builder().build().start();
        kafka = EmbeddedKafka.builder().build().start();
    }

    @AfterAll
    static void stopServers() {
        kafka.close();
        database.close();
    }

    @Test
    void anHonestSinkIsFoundOk() throws Exception {
        Verdict verdict = run("honest", Sabotages.none());
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.isOk()).isTrue();
    }

    @Test
    void rowsAcknowledgedBeforeTheyAreSentAreFoundLost() throws Exception {
        Verdict verdict = run("early", Sabotages.acknowledgeEarly());
        assertThat(verdict.isOk()).isFalse();
        assertThat(verdict.lost()).isPositive();
        assertThat(verdict.complaints()).anyMatch(complaint -> complaint.startsWith("lost: Write["));
        assertThat(verdict.complaints()).anyMatch(complaint -> complaint.startsWith("a watermark was ahead of: "));
    }

    @Test
    void aRowAcknowledgedButNotSentIsFoundLost() throws Exception {
        Verdict verdict = run("dropped", Sabotages.dropOneRow());
        assertThat(verdict.isOk()).isFalse();
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.regressed()).isZero();
        assertThat(verdict.complaints()).anyMatch(complaint -> complaint.startsWith("lost: Write["));
    }

    @Test
    void twoSwappedRowsOfAKeyAreFoundRegressed() throws Exception {
        Verdict verdict = run("swapped", Sabotages.swapTwoRowsOfAKey());
        assertThat(verdict.isOk()).isFalse();
        assertThat(verdict.lost()).isZero();
        assertThat(verdict.regressed()).isEqualTo(1);
        assertThat(verdict.complaints()).anyMatch(complaint -> complaint.startsWith("went back: "));
    }

    private static Verdict run(String name, Sabotage sabotage) throws Exception {
        Path directory = Files.createDirectories(home.resolve(name));
        MemoryCheckpoints checkpoints = new MemoryCheckpoints();
        try (Shop shop = new Shop(database, kafka.bootstrapServers(), name);
                FeedRuntime runtime = FeedRuntime.forThisMachine()) {
            try (Changefeed feed = start(runtime, shop, directory, checkpoints, sabotage)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> feed.status().state() == State.RUNNING);
                shop.startWriting(1, SEED);
                shop.awaitRows(1500);
                shop.stopWriting();
            }
            shop.declare(checkpoints.load(name));
            try (Changefeed feed = start(runtime, shop, directory, checkpoints, Sabotages.none())) {
                shop.catchUp();
                assertThat(feed.status().state()).isEqualTo(State.RUNNING);
            }
            return shop.verdict();
        }
    }

    private static Changefeed start(
            FeedRuntime runtime, Shop shop, Path directory, MemoryCheckpoints checkpoints, Sabotage sabotage)
            throws Exception {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse(shop.sinkUri()),
                ChangefeedConfig.read(Files.writeString(directory.resolve("changefeed.toml"), shop.configuration())));
        InstantSource clock = InstantSource.system();
        FeedParts parts = new FeedParts(
                new MysqlSource(
                        SourceUri.parse(shop.sourceUri(database.port()), null),
                        new SourceSettings(
                                shop.name(),
                                TableFilter.of(config.filter().rules(), config.caseSensitive()),
                                ZoneOffset.UTC,
                                true),
                        clock),
                DispatchRouter.of(config.dispatchRules(), config.kafka().defaultTopic(), config.caseSensitive()),
                limits -> new CanalJsonEncoder(new CanalJsonConfig(true, false, false, false), limits, clock::millis),
                () -> new SabotagedSink(new KafkaSink(config.kafka(), shop.name()), sabotage),
                checkpoints);
        return Changefeed.start(
                runtime,
                new FeedSettings(shop.name(), true, FeedSettings.NO_TARGET),
                parts,
                new StartPoint.Now(),
                clock);
    }
}
