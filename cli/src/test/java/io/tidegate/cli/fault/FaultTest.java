package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop is written to, with DDL, while the changefeed, the broker and the database are stopped and killed. At the end
 * the topics must hold everything, in order. Run one again with {@code -Dtidegate.seed=N}.
 */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final int SECONDS_BETWEEN_DDL = 1;

    @TempDir
    private static Path home;

    private static EmbeddedMariaDb database;
    private static BrokerProcess broker;

    private final long seed = Long.getLong("tidegate.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    static void startServers() {
        database = EmbeddedMariaDb.builder().build().start();
        broker = new BrokerProcess(home.resolve("broker")).start();
    }

    @AfterAll
    static void stopServers() {
        broker.close();
        database.close();
    }

    @Test
    void nothingIsLostWhenTheChangefeedIsKilled() throws Exception {
        during(List.of(this::killFeed), 5);
    }

    @Test
    void nothingIsLostWhenTheBrokerGoesAway() throws Exception {
        during(List.of(this::stopBroker, this::killBroker), 2);
    }

    @Test
    void nothingIsLostWhenTheDatabaseGoesAway() throws Exception {
        during(List.of(this::stopDatabase, this::killDatabase), 2);
    }

    @Test
    void nothingIsLostWhenEverythingGoesAwayByTurns() throws Exception {
        during(List.of(this::killFeed, this::killDatabase, this::killFeedWhileBrokerIsDown), 3);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostInFiftyKills() throws Exception {
        during(List.of(this::killFeed), 50);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostInFortyFaultsOfEveryKind() throws Exception {
        during(
                List.of(
                        this::killFeed,
                        this::stopBroker,
                        this::killBroker,
                        this::stopDatabase,
                        this::killDatabase,
                        this::killFeedWhileBrokerIsDown),
                40);
    }

    @FunctionalInterface
    private interface Fault {
        void happen(Shop shop, FeedProcess feed) throws Exception;
    }

    /** Lets faults happen by turns, at random moments, each followed by a recovery in time. */
    private void during(List<Fault> faults, int count) throws Exception {
        System.out.println("tidegate.seed=" + seed);
        Path directory = Files.createDirectories(home.resolve("feed-" + SHOPS.incrementAndGet()));
        try (Shop shop = new Shop(database, broker.address(), "shop" + SHOPS.get());
                FeedProcess feed = new FeedProcess(directory, shop.feedOptions(directory))) {
            feed.start();
            feed.awaitRunning();
            shop.startWriting(SECONDS_BETWEEN_DDL, seed);
            for (int fault = 0; fault < count; fault++) {
                TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(2300));
                faults.get(fault % faults.size()).happen(shop, feed);
                shop.awaitRecovery();
                feed.requireAlive();
            }
            shop.requireNothingLost();
            assertThat(feed.terminate()).isZero();
        }
    }

    /** Sometimes a second time while it is still starting. */
    private void killFeed(Shop shop, FeedProcess feed) throws InterruptedException {
        shop.declare(feed.kill());
        feed.start();
        if (random.nextInt(3) == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            shop.declare(feed.kill());
            feed.start();
        }
    }

    private void stopBroker(Shop shop, FeedProcess feed) throws InterruptedException {
        broker.stop();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        broker.start();
    }

    private void killBroker(Shop shop, FeedProcess feed) throws InterruptedException {
        broker.kill();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        broker.start();
    }

    private void stopDatabase(Shop shop, FeedProcess feed) throws InterruptedException {
        database.stop();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        database.start();
    }

    private void killDatabase(Shop shop, FeedProcess feed) throws InterruptedException {
        database.kill();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        database.start();
    }

    private void killFeedWhileBrokerIsDown(Shop shop, FeedProcess feed) {
        broker.kill();
        var stored = feed.kill();
        feed.start();
        broker.start();
        shop.declare(stored);
    }
}
