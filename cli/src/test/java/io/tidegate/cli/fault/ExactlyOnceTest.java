package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.fault.Faults.Fault;
import io.tidegate.testkit.ledger.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    private static final String EXACTLY_ONCE = "guarantee = 'exactly-once'";
    private static final String AT_LEAST_ONCE = "guarantee = 'at-least-once'";
    private static final int CONNECTION = 3;

    @TempDir
    private static Path home;

    private static FaultSite site;

    private final long seed = Long.getLong("tidegate.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    static void startServers() {
        site = new FaultSite(home);
    }

    @AfterAll
    static void stopServers() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void eachChangeIsThereOnceWhenChangefeedAndBrokerAreKilled() throws Exception {
        during(
                List.of(Faults::killFeed, Faults::killFeed, Faults::killBroker, Faults::killFeed, Faults::stopBroker),
                5);
    }

    @Test
    void theSameKillsAreFoundAsDuplicatesWhenDeliveryIsAtLeastOnce() throws Exception {
        try (Shop shop = site.newShop(AT_LEAST_ONCE);
                FeedProcess feed = site.newFeed(shop)) {
            site.open(shop, feed, seed);
            for (int kill = 0; kill < 2; kill++) {
                TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(1000));
                faults(feed).killFeed();
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
        try (Shop shop = site.newShop(EXACTLY_ONCE + "\nmax-transaction-bytes = 100_000");
                FeedProcess feed = site.newFeed(shop)) {
            feed.start();
            feed.awaitRunning();
            shop.writeTogether(60_000);
            int cuts = 0;
            for (int kill = 0; kill < 4; kill++) {
                long read = shop.newestVersionRead();
                if (read < shop.newestVersion()) {
                    shop.awaitVersion(Math.min(read + 1 + random.nextInt(3000), shop.newestVersion()));
                    faults(feed).killFeed();
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
        try (Shop shop = site.newShop(EXACTLY_ONCE);
                FeedProcess first = site.newFeed(shop)) {
            site.open(shop, first, seed);
            shop.awaitRows(300);
            first.kill();
            Path copy = Files.createDirectories(home.resolve(shop.name() + "-copy"));
            copy(site.directory(shop).resolve("state"), copy.resolve("state"));
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
        during(List.of(Faults::killFeed), 50);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eachChangeIsThereOnceAfterFortyFaultsOfEveryKind() throws Exception {
        during(
                List.of(
                        Faults::killFeed,
                        Faults::stopBroker,
                        Faults::killBroker,
                        Faults::stopDatabase,
                        Faults::killDatabase,
                        Faults::killFeedWhileBrokerIsDown),
                40);
    }

    private void during(List<Fault> faults, int count) throws Exception {
        System.out.println("tidegate.seed=" + seed);
        try (Shop shop = site.newShop(EXACTLY_ONCE);
                FeedProcess feed = site.newFeed(shop)) {
            site.open(shop, feed, seed);
            faults(feed).byTurns(faults, count, shop);
            shop.requireExactlyOnce();
            assertThat(feed.terminate()).isZero();
            System.out.println(shop.name() + " rows in aborted transactions: "
                    + (shop.rowsWrittenToTopics() - shop.verdict().rows()));
        }
    }

    /** Of which the ledger is not told. */
    private Faults faults(FeedProcess feed) {
        return new Faults(site, feed, random, stored -> {});
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
