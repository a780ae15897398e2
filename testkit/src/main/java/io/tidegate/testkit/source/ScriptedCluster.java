package io.tidegate.testkit.source;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that keeps its rows in spans, as TiKV keeps them in regions: the rows of a transaction are spread over the
 * spans, each span tells of its rows in an order of its own, late ones included, and from time to time promises with a
 * resolved-ts that everything up to it has been told. Only the minimum over all spans is complete. The order is random
 * but follows from the seed. Thread safe.
 */
public final class ScriptedCluster {
    /** What a span tells. */
    sealed interface Arrival {
        /** A row, in no particular order. */
        record Row(int span, ValueRow row) implements Arrival {}

        /** A DDL; told by a span of its own. */
        record Definition(int span, Ddl ddl) implements Arrival {}

        /** Everything of the span up to this commit-ts has been told. */
        record Resolved(int span, long ts) implements Arrival {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Arrival> held = new ArrayList<>();
    private final List<TableVersion> tables;
    private final int spans;
    private final Random random;
    private long lastCommitTs;
    private int breakNext;
    private boolean openingHeld;
    private boolean openingInterruptible;
    private int heldOpenings;

    /**
     * @param tables the tables that exist
     * @param spans how many spans keep rows; DDLs have one more
     * @param seed of every random choice
     */
    public ScriptedCluster(List<TableVersion> tables, int spans, long seed) {
        this.tables = List.copyOf(tables);
        this.spans = spans;
        this.random = new Random(seed);
    }

    /** Commits rows that all carry this commit-ts; several transactions may share one. */
    public void commit(long commitTs, List<ValueRow> rows) {
        lock.lock();
        try {
            lastCommitTs = Math.max(lastCommitTs, commitTs);
            for (ValueRow row : rows) {
                held.add(new Arrival.Row(random.nextInt(spans), row));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Changes a definition. */
    public void commit(Ddl ddl) {
        lock.lock();
        try {
            lastCommitTs = Math.max(lastCommitTs, ddl.commitTs());
            held.add(new Arrival.Definition(spans, ddl));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the spans tell of what was committed, rows in random order, and promise up to {@code ts} one after the other,
     * in random order too.
     */
    public void resolve(long ts) {
        lock.lock();
        try {
            lastCommitTs = Math.max(lastCommitTs, ts);
            Collections.shuffle(held, random);
            arrivals.addAll(held);
            held.clear();
            List<Arrival> promises = new ArrayList<>();
            for (int span = 0; span <= spans; span++) {
                promises.add(new Arrival.Resolved(span, ts));
            }
            Collections.shuffle(promises, random);
            arrivals.addAll(promises);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Breaks the connection of every session that reads next, this many times. */
    public void breakConnections(int times) {
        lock.lock();
        try {
            breakNext = times;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * From now on who opens a session gets no answer.
     *
     * @param interruptible whether an interrupt ends the wait for it, which it does not for every driver
     */
    public void holdOpening(boolean interruptible) {
        lock.lock();
        try {
            openingHeld = true;
            openingInterruptible = interruptible;
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody waits for a session. */
    public boolean isOpeningHeld() {
        lock.lock();
        try {
            return heldOpenings > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Answers all who open a session. */
    public void releaseOpening() {
        lock.lock();
        try {
            openingHeld = false;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while openings are held. */
    void awaitOpening() {
        lock.lock();
        try {
            heldOpenings++;
            while (openingHeld) {
                if (openingInterruptible) {
                    arrived.await();
                } else {
                    arrived.awaitUninterruptibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "interrupted", e);
        } finally {
            heldOpenings--;
            lock.unlock();
        }
    }

    List<TableVersion> tables() {
        return tables;
    }

    int spanCount() {
        return spans + 1;
    }

    long lastCommitTs() {
        lock.lock();
        try {
            return lastCommitTs;
        } finally {
            lock.unlock();
        }
    }

    /** The arrival of this number, null when there is none in time or the reader was closed. */
    @Nullable
    Arrival await(int number, long timeoutNanos, BooleanSupplier closed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeoutNanos;
            while (number >= arrivals.size() && breakNext == 0 && left > 0 && !closed.getAsBoolean()) {
                left = arrived.awaitNanos(left);
            }
            if (breakNext > 0) {
                breakNext--;
                throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "the script says so");
            }
            return number < arrivals.size() ? arrivals.get(number) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends waits, so that sessions that were closed notice. */
    void wake() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
