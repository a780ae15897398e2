package io.tidegate.cli.fault;

import io.tidegate.checkpoint.Checkpoint;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What befalls a changefeed, its broker and its database. After each fault all of them run again. Used by one thread. */
final class Faults {
    private static final int LONGEST_OUTAGE_MILLIS = 2000;

    private final FaultSite site;
    private final FeedProcess feed;
    private final Random random;
    private final Consumer<Optional<Checkpoint>> restarts;

    /** One of the methods of this class. */
    @FunctionalInterface
    interface Fault {
        void happen(Faults faults) throws InterruptedException;
    }

    /**
     * @param restarts is told of each end of the changefeed, with the checkpoint that was stored then
     */
    Faults(FaultSite site, FeedProcess feed, Random random, Consumer<Optional<Checkpoint>> restarts) {
        this.site = site;
        this.feed = feed;
        this.random = random;
        this.restarts = restarts;
    }

    /** Lets faults happen by turns, at random moments, each followed by a recovery in time. */
    void byTurns(List<Fault> faults, int count, Shop shop) throws InterruptedException {
        for (int fault = 0; fault < count; fault++) {
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(2300));
            faults.get(fault % faults.size()).happen(this);
            shop.awaitRecovery();
            feed.requireAlive();
        }
    }

    /** Sometimes a second time while it is still starting. */
    void killFeed() throws InterruptedException {
        restarts.accept(feed.kill());
        feed.start();
        if (random.nextInt(3) == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            restarts.accept(feed.kill());
            feed.start();
        }
    }

    void stopBroker() throws InterruptedException {
        site.broker().stop();
        outage();
        site.broker().start();
    }

    void killBroker() throws InterruptedException {
        site.broker().kill();
        outage();
        site.broker().start();
    }

    void stopDatabase() throws InterruptedException {
        site.database().stop();
        outage();
        site.database().start();
    }

    void killDatabase() throws InterruptedException {
        site.database().kill();
        outage();
        site.database().start();
    }

    void killFeedWhileBrokerIsDown() {
        site.broker().kill();
        Optional<Checkpoint> stored = feed.kill();
        feed.start();
        site.broker().start();
        restarts.accept(stored);
    }

    private void outage() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_OUTAGE_MILLIS));
    }
}
