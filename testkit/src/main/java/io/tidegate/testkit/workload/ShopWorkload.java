package io.tidegate.testkit.workload;

import io.tidegate.testkit.ledger.Journal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers who never sleep: some writer threads that insert, update and delete in transactions, of a few rows each unless
 * told otherwise, and now and then change the definition of a table. Each writer owns its keys, so the versions of a key grow in commit order. A
 * database that goes away is waited for; what it may or may not have committed is journaled as uncertain.
 */
public final class ShopWorkload implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShopWorkload.class);
    private static final long RETRY_NANOS = 100_000_000L;

    private final Connections connections;
    private final Journal journal;
    private final Pace pace;
    private final AtomicLong versions;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong transactions = new AtomicLong();
    private volatile @Nullable RuntimeException failure;

    /**
     * How much is written.
     *
     * @param writers threads
     * @param transactionsPerSecond of all writers together
     * @param actsPerTransaction each of one to six rows
     * @param secondsBetweenDdl 0 for no DDL
     * @param seed of the random choices
     */
    public record Pace(
            int writers, int transactionsPerSecond, int actsPerTransaction, int secondsBetweenDdl, long seed) {
        /** A transaction for each act. */
        public Pace(int writers, int transactionsPerSecond, int secondsBetweenDdl, long seed) {
            this(writers, transactionsPerSecond, 1, secondsBetweenDdl, seed);
        }
    }

    private ShopWorkload(Connections connections, Journal journal, Pace pace, long firstVersion) {
        this.connections = connections;
        this.journal = journal;
        this.pace = pace;
        this.versions = new AtomicLong(firstVersion);
    }

    /** Starts to write into a shop that {@link ShopSchema#create} made. */
    public static ShopWorkload start(Connections connections, Journal journal, Pace pace) {
        ShopWorkload workload = new ShopWorkload(connections, journal, pace, 1);
        for (int writer = 0; writer < pace.writers(); writer++) {
            int number = writer;
            workload.launch("shop-writer-" + number, () -> workload.write(number));
        }
        if (pace.secondsBetweenDdl() > 0) {
            workload.launch("shop-ddl", workload::changeDefinitions);
        }
        return workload;
    }

    /** Transactions committed so far. */
    public long transactions() {
        return transactions.get();
    }

    /** Ends the writers after their current transaction. Idempotent. Throws what a writer failed with. */
    @Override
    public void close() {
        stopped.set(true);
        threads.forEach(LockSupport::unpark);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        RuntimeException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    private void launch(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        failure = e;
                        log.error("workload thread failed thread={}", name, e);
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void write(int writer) {
        ShopWriter shop = new ShopWriter(writer, pace.writers(), pace.seed() * 31 + writer, versions, journal);
        long interval = 1_000_000_000L * pace.writers() / pace.transactionsPerSecond();
        long next = System.nanoTime() - firstPause(interval, writer);
        boolean waiting = false;
        while (!stopped.get()) {
            next = Math.max(next + interval, System.nanoTime() - 1_000_000_000L);
            parkUntil(next);
            try {
                shop.transact(connections, pace.actsPerTransaction());
                transactions.incrementAndGet();
                waiting = false;
            } catch (SQLException e) {
                if (!waiting) {
                    log.info("shop writer waits for the database writer={} reason={}", writer, e.getMessage());
                }
                waiting = true;
                shop.forget();
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        shop.close();
    }

    private void changeDefinitions() {
        ShopDdl ddl = new ShopDdl(journal);
        long interval = 1_000_000_000L * pace.secondsBetweenDdl();
        long next = System.nanoTime() - firstPause(interval, pace.writers());
        while (!stopped.get()) {
            next = Math.max(next + interval, System.nanoTime());
            parkUntil(next);
            if (!stopped.get()) {
                try {
                    ddl.next(connections);
                } catch (SQLException e) {
                    log.info("shop ddl waits for the database reason={}", e.getMessage());
                }
            }
        }
    }

    /** Part of an interval, so that neither writers nor shops act all at once. */
    private long firstPause(long interval, int thread) {
        return (long) (new Random(pace.seed() * 31 + thread).nextDouble() * interval);
    }

    private void parkUntil(long deadlineNanos) {
        for (long left = deadlineNanos - System.nanoTime();
                left > 0 && !stopped.get();
                left = deadlineNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
