package io.tidegate.demo;

import io.tidegate.check.Check;
import io.tidegate.cli.TerminationSignal;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus;
import io.tidegate.model.Tso;
import io.tidegate.testkit.ledger.Journal;
import io.tidegate.testkit.ledger.Verdict;
import io.tidegate.testkit.workload.ShopWorkload;
import io.tidegate.testkit.workload.ShopWorkload.Pace;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    private static final long LOOK_MILLIS = 50;

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
                ShopServer server = ShopServer.start(servers, scratch.path(), this::warn)) {
            out.println("ready after " + Page.seconds(Duration.ofNanos(System.nanoTime() - began)) + " s");
            Journal journal = new Journal();
            watch(servers, server, journal, termination);
            out.println("the shop is closed; waiting until the changefeed has delivered everything");
            awaitEverything(server);
            out.println("reading all topics and comparing them with the database");
            return report(Audit.of(servers, journal));
        }
    }

    private void watch(Servers servers, ShopServer feed, Journal journal, TerminationSignal termination)
            throws InterruptedException {
        Pace pace = new Pace(WRITERS, rate, SECONDS_BETWEEN_DDL, System.nanoTime());
        try (TopicTail tail = TopicTail.start(servers.brokers());
                ShopWorkload shop = ShopWorkload.start(servers::connect, journal, pace);
                View view = Screens.choose(out, ways(servers, feed))) {
            long opened = System.nanoTime();
            long closes = opened + duration.toNanos();
            long nextShow = opened;
            while (!termination.received() && System.nanoTime() < closes && !isOver(feed)) {
                if (System.nanoTime() >= nextShow) {
                    view.show(glance(feed, shop, tail, Duration.ofNanos(System.nanoTime() - opened)));
                    nextShow += view.interval().toNanos();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    /** How whoever started the demo can look at its parts themselves. */
    private static List<String> ways(Servers servers, ShopServer server) {
        List<String> ways = new ArrayList<>();
        server.consoleLink().reveal(ways::add);
        ways.addAll(servers.commands());
        return ways;
    }

    private Glance glance(ShopServer feed, ShopWorkload shop, TopicTail tail, Duration elapsed) {
        FeedStatus status = feed.status();
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
    private static void awaitEverything(ShopServer feed) throws InterruptedException {
        long lastTs = Tso.ofMillis(System.currentTimeMillis());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isOver(feed)
                && System.nanoTime() < deadline
                && Long.compareUnsigned(feed.status().checkpointTs(), lastTs) < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throwFailure(feed);
    }

    private static void throwFailure(ShopServer feed) {
        TidegateException error = feed.status().error();
        if (isOver(feed) && error != null) {
            throw error;
        }
    }

    private static boolean isOver(ShopServer feed) {
        return feed.status().state().isFinal();
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
