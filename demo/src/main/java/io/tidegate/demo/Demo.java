package io.tidegate.demo;

import io.tidegate.check.Check;
import io.tidegate.cli.LocalFeed;
import io.tidegate.cli.TerminationSignal;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.testkit.ledger.Journal;
import io.tidegate.testkit.ledger.Verdict;
import io.tidegate.testkit.workload.ShopWorkload;
import io.tidegate.testkit.workload.ShopWorkload.Pace;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run from nothing to the verdict: servers, changefeed, an open shop that is watched, the shop closed and everything
 * checked. Whatever was started is ended, in the reverse order, however the run ends.
 */
final class Demo {
    private static final int WRITERS = 4;
    private static final int SECONDS_BETWEEN_DDL = 8;
    private static final int FAILED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHOWN_COMPLAINTS = 20;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Duration duration;
    private final int rate;
    private final PrintStream out;
    private final Speed speed = new Speed();

    /**
     * @param duration how long the shop is open
     * @param rate transactions a second
     * @param out the terminal, or where its output goes
     */
    Demo(Duration duration, int rate, PrintStream out) {
        this.duration = duration;
        this.rate = rate;
        this.out = out;
    }

    /** Runs it and returns the exit status. */
    int run() throws IOException, SQLException, InterruptedException {
        long began = System.nanoTime();
        out.println("starting MariaDB and Kafka (the first time they are unpacked)");
        try (TerminationSignal termination = TerminationSignal.install();
                ScratchDirectory scratch = ScratchDirectory.create();
                Servers servers = Servers.start();
                LocalFeed feed = LocalFeed.start(ShopFeed.request(servers, scratch.path()), this::warn)) {
            awaitRunning(feed);
            out.println("ready after " + Page.seconds(Duration.ofNanos(System.nanoTime() - began)) + " s");
            Journal journal = new Journal();
            watch(servers, feed, journal, termination);
            out.println("the shop is closed; waiting until the changefeed has delivered everything");
            awaitEverything(feed);
            out.println("reading all topics and comparing them with the database");
            return report(Audit.of(servers, journal));
        }
    }

    /** The changefeed begins with what is committed from now on; the shop must not open before its now. */
    private static void awaitRunning(LocalFeed feed) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (feed.changefeed().status().state() == State.STARTING && System.nanoTime() < deadline) {
            feed.changefeed().awaitEnd(LOOK);
        }
        throwFailure(feed);
    }

    private void watch(Servers servers, LocalFeed feed, Journal journal, TerminationSignal termination)
            throws InterruptedException {
        Pace pace = new Pace(WRITERS, rate, SECONDS_BETWEEN_DDL, System.nanoTime());
        try (TopicTail tail = TopicTail.start(servers.brokers());
                ShopWorkload shop = ShopWorkload.start(servers::connect, journal, pace);
                View view = Screens.choose(out, servers.commands())) {
            long opened = System.nanoTime();
            long closes = opened + duration.toNanos();
            long nextShow = opened;
            while (!termination.received() && System.nanoTime() < closes && !isOver(feed)) {
                if (System.nanoTime() >= nextShow) {
                    view.show(glance(feed, shop, tail, Duration.ofNanos(System.nanoTime() - opened)));
                    nextShow += view.interval().toNanos();
                }
                feed.changefeed().awaitEnd(LOOK);
            }
        }
    }

    private Glance glance(LocalFeed feed, ShopWorkload shop, TopicTail tail, Duration elapsed) {
        FeedStatus status = feed.changefeed().status();
        return new Glance(
                Instant.now(),
                elapsed,
                duration,
                status,
                speed.perSecond(System.nanoTime(), status.sentRows()),
                shop.transactions(),
                tail.found());
    }

    /** Until the checkpoint is behind the last commit, so that everything is acknowledged by Kafka. */
    private static void awaitEverything(LocalFeed feed) throws InterruptedException {
        long lastTs = feed.sourceTs();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean over = false;
        while (!over
                && System.nanoTime() < deadline
                && Long.compareUnsigned(feed.changefeed().status().checkpointTs(), lastTs) < 0) {
            over = feed.changefeed().awaitEnd(LOOK);
        }
        throwFailure(feed);
    }

    private static void throwFailure(LocalFeed feed) {
        TidegateException error = feed.changefeed().status().error();
        if (isOver(feed) && error != null) {
            throw error;
        }
    }

    private static boolean isOver(LocalFeed feed) {
        return feed.changefeed().status().state().isFinal();
    }

    private void warn(Check check) {
        out.println("warning: " + check.subject() + ": " + check.text());
    }

    private int report(Verdict verdict) {
        List<String> complaints = verdict.complaints();
        complaints.stream().limit(SHOWN_COMPLAINTS).forEach(complaint -> out.println("  " + complaint));
        if (complaints.size() > SHOWN_COMPLAINTS) {
            out.println("  and " + (complaints.size() - SHOWN_COMPLAINTS) + " more");
        }
        out.println(verdict.line());
        return verdict.isOk() ? 0 : FAILED;
    }
}
