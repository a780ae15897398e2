package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.fault.Faults.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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
    void nothingIsLostWhenTheChangefeedIsKilled() throws Exception {
        during(List.of(Faults::killFeed), 5);
    }

    @Test
    void nothingIsLostWhenTheBrokerGoesAway() throws Exception {
        during(List.of(Faults::stopBroker, Faults::killBroker), 2);
    }

    @Test
    void nothingIsLostWhenTheDatabaseGoesAway() throws Exception {
        during(List.of(Faults::stopDatabase, Faults::killDatabase), 2);
    }

    @Test
    void nothingIsLostWhenEverythingGoesAwayByTurns() throws Exception {
        during(List.of(Faults::killFeed, Faults::killDatabase, Faults::killFeedWhileBrokerIsDown), 3);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostInFiftyKills() throws Exception {
        during(List.of(Faults::killFeed), 50);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostInFortyFaultsOfEveryKind() throws Exception {
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
        try (Shop shop = site.newShop("");
                FeedProcess feed = site.newFeed(shop)) {
            site.open(shop, feed, seed);
            new Faults(site, feed, random, shop::declare).byTurns(faults, count, shop);
            shop.requireNothingLost();
            assertThat(feed.terminate()).isZero();
        }
    }
}
