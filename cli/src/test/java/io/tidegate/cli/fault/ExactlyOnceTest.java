package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.testkit.ledger.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A changefeed that delivers exactly once is killed, loses its broker and meets its double, while a shop is written to. The
 * ledger, which reads what is committed and is told of no restart, must find each change once. Run one again with {@code
 * -Dtidegate.seed=N}.
 */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactlyOnceTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final String EXACTLY_ONCE = "guarantee = 'exactly-once'";
    private static final String AT_LEAST_ONCE = "guarantee = 'at-least-once'";
    private static final int SECONDS_BETWEEN_DDL = 1;
    private static final int CONNECTION = 3;

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
    void eachChangeIsThereOnceWhenChangefeedAndBrokerAreKilled() throws Exception {
        during(List.of(this::killFeed, this::killFeed, this::killBroker, this::killFeed, this::stopBroker), 5);
    }

    @Test
    void theSameKillsAreFoundAsDuplicatesWhenDeliveryIsAtLeastOnce() throws Exception {
        try (Shop shop = newShop(AT_LEAST_ONCE);
                FeedProcess feed = newFeed(shop)) {
            open(shop, feed);
            for (int kill = 0; kill < 2; kill++) {
                TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(1000));
                killFeed(feed);
                shop.awaitRecovery();
            }
            shop.catchUp();
            Verdict verdict = shop.verdict();
            System.out.println(shop.name() + " " + verdict.line());
            assertThat(verdict.isOk()).isFalse();
            assertThat(verdict.lost()).isZero();
            assertThat(verdict.duplicates()).isPositive();
        }
    }

    @Test
    void aLargeTransactionThatIsCutAndKilledInItsMiddleIsThereOnce() throws Exception {
        try (Shop shop = newShop(EXACTLY_ONCE + "\nmax-transaction-bytes = 100_000");
                FeedProcess feed = newFeed(shop)) {
            feed.start();
            feed.awaitRunning();
            shop.writeTogether(60_000);
            int cuts = 0;
            for (int kill = 0; kill < 4; kill++) {
                long read = shop.newestVersionRead();
                if (read < shop.newestVersion()) {
                    shop.awaitVersion(Math.min(read + 1 + random.nextInt(3000), shop.newestVersion()));
                    killFeed(feed);
                    shop.readTopics();
                    cuts += shop.newestVersionRead() < shop.newestVersion() ? 1 : 0;
                }
            }
            System.out.println(shop.name() + " was killed " + cuts + " times inside of a transaction");
            assertThat(cuts).isPositive();
            shop.requireExactlyOnce();
            assertThat(feed.terminate()).isZero();
        }
    }

    @Test
    void aSecondProcessTakesOverAndTheFirstEndsWithAnErrorThatSaysSo() throws Exception {
        try (Shop shop = newShop(EXACTLY_ONCE);
                FeedProcess first = newFeed(shop)) {
            open(shop, first);
            shop.awaitRows(300);
            first.kill();
            Path copy = Files.createDirectories(home.resolve(shop.name() + "-copy"));
            copy(home.resolve(shop.name()).resolve("state"), copy.resolve("state"));
            first.start();
            first.awaitRunning();
            shop.awaitRecovery();
            try (FeedProcess second = new FeedProcess(copy, shop.feedOptions(copy))) {
                second.start();
                assertThat(first.awaitEnd())
                        .as("first: %s\nsecond: %s", first.printed(), second.printed())
                        .isEqualTo(CONNECTION);
                assertThat(first.printed().lines().filter(line -> line.startsWith("error ")))
                        .singleElement()
                        .asString()
                        .startsWith("error TG:ErrKafkaFenced: Another process runs this changefeed: ");
                assertThat(first.printed()).contains("remedy: Let one process run a changefeed");
                second.awaitRunning();
                shop.awaitRecovery();
                shop.requireExactlyOnce();
                assertThat(second.terminate()).isZero();
            }
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eachChangeIsThereOnceAfterFiftyKills() throws Exception {
        during(List.of(this::killFeed), 50);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eachChangeIsThereOnceAfterFortyFaultsOfEveryKind() throws Exception {
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
        void happen(FeedProcess feed) throws Exception;
    }

    /** Lets faults happen by turns, at random moments, each followed by a recovery in time. */
    private void during(List<Fault> faults, int count) throws Exception {
        System.out.println("tidegate.seed=" + seed);
        try (Shop shop = newShop(EXACTLY_ONCE);
                FeedProcess feed = newFeed(shop)) {
            open(shop, feed);
            for (int fault = 0; fault < count; fault++) {
                TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(2300));
                faults.get(fault % faults.size()).happen(feed);
                shop.awaitRecovery();
                feed.requireAlive();
            }
            shop.requireExactlyOnce();
            assertThat(feed.terminate()).isZero();
            System.out.println(shop.name() + " rows in aborted transactions: "
                    + (shop.rowsWrittenToTopics() - shop.verdict().rows()));
        }
    }

    private void open(Shop shop, FeedProcess feed) {
        feed.start();
        feed.awaitRunning();
        shop.startWriting(SECONDS_BETWEEN_DDL, seed);
    }

    private static Shop newShop(String delivery) throws Exception {
        return new Shop(database, broker.address(), "once" + SHOPS.incrementAndGet(), delivery);
    }

    private static FeedProcess newFeed(Shop shop) throws IOException {
        Path directory = Files.createDirectories(home.resolve(shop.name()));
        return new FeedProcess(directory, shop.feedOptions(directory));
    }

    /** Sometimes a second time while it is still starting. */
    private void killFeed(FeedProcess feed) throws InterruptedException {
        feed.kill();
        feed.start();
        if (random.nextInt(3) == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            feed.kill();
            feed.start();
        }
    }

    private void stopBroker(FeedProcess feed) throws InterruptedException {
        broker.stop();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        broker.start();
    }

    private void killBroker(FeedProcess feed) throws InterruptedException {
        broker.kill();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        broker.start();
    }

    private void stopDatabase(FeedProcess feed) throws InterruptedException {
        database.stop();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        database.start();
    }

    private void killDatabase(FeedProcess feed) throws InterruptedException {
        database.kill();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
        database.start();
    }

    private void killFeedWhileBrokerIsDown(FeedProcess feed) {
        broker.kill();
        feed.kill();
        feed.start();
        broker.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
