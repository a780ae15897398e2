package io.tidegate.feed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.TransactionalSink;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.RowBatch;
import java.util.function.LongSupplier;

/**
 * The one lane of a changefeed that delivers exactly once. It sends slot after slot into the sink's open transaction and
 * commits it together with the checkpoint behind the last of them; only then are these slots complete. So nobody ever
 * sees a checkpoint without its messages, or messages that a restart at the checkpoint would send again.
 *
 * <p>A commit is due when the transaction has been open for the commit interval and its last slot ends where the source
 * may be resumed, so that a transaction of the source becomes visible as a whole. One that is larger than the limit, or
 * takes longer than a Kafka transaction may, is cut behind any slot: the position of that slot says how much of the
 * source's transaction is delivered. A DDL has a transaction of its own. Watermarks go into the transaction after the
 * one that they speak of.
 */
final class TransactionLane implements Lane {
    /** Half of what the pipeline holds: there must always be room for the slot that lets a commit be made. */
    private static final int MAX_SLOTS = Pipeline.MAX_SLOTS / 2;

    private final Pipeline pipeline;
    private final TransactionalSink sink;
    private final ControlMessages control;
    private final Announcer announcer;
    private final LongSupplier nanoClock;
    private final Delivery delivery;
    private final CoveredPoint covered;
    private final long commitIntervalNanos;
    private final long longestNanos;
    private final long maxBytes;
    private volatile boolean hurrying;

    private long next;
    private boolean open;
    private long openedNanos;
    private long bytes;
    private int slots;
    private boolean atBoundary = true;

    /** @param start where the run begins */
    TransactionLane(
            Pipeline pipeline,
            TransactionalSink sink,
            ControlMessages control,
            RefusedSizes refused,
            Announcer announcer,
            FeedSettings settings,
            Checkpoint start,
            LongSupplier nanoClock) {
        this.pipeline = pipeline;
        this.sink = sink;
        this.control = control;
        this.announcer = announcer;
        this.nanoClock = nanoClock;
        this.delivery = new RowDelivery(new OnlyFailures(pipeline::fail), refused);
        this.covered = new CoveredPoint(start, settings.targetTs());
        this.commitIntervalNanos = settings.delivery().commitInterval().toNanos();
        this.longestNanos = settings.delivery().longestTransaction().toNanos();
        this.maxBytes = settings.delivery().maxTransactionBytes();
    }

    @Override
    public void walk() throws InterruptedException {
        while (!pipeline.isStopped()) {
            Slot slot = pipeline.awaitReady(next, this::isMessageDue, this::untilNanos);
            if (slot != null) {
                pass(slot);
            } else if (isMessageDue()) {
                begin();
                control.sendWatermark();
                if (announcer.isDue()) {
                    announcer.repeat();
                }
            }
            if (isFull() || nanoClock.getAsLong() - commitNanos() >= 0) {
                commit();
            }
        }
    }

    @Override
    public void hurry() {
        hurrying = true;
        pipeline.wake();
    }

    private void pass(Slot slot) throws InterruptedException {
        if (slot.event() instanceof DdlEvent event) {
            commit();
            begin();
            control.deliver(event.ddl());
            include(slot);
            try {
                commit();
            } catch (TidegateException e) {
                throw WholeMessages.named(e, event.ddl());
            }
            return;
        }
        begin();
        if (slot.event() instanceof RowBatch) {
            bytes += slot.records().bytes();
            announcer.beforeRows(slot.records());
            sink.send(0, slot.records(), delivery);
        }
        include(slot);
    }

    private void include(Slot slot) {
        covered.include(slot);
        atBoundary = slot.mark() != null;
        slots++;
        next = slot.sequence() + 1;
        pipeline.passed(slot);
    }

    private void begin() {
        if (!open) {
            open = true;
            openedNanos = nanoClock.getAsLong();
        }
    }

    private void commit() throws InterruptedException {
        if (open) {
            // A row that could not be sent must not be passed over by the checkpoint.
            pipeline.requireNoFailure();
            sink.commit(covered.checkpoint());
            pipeline.committed(next);
            open = false;
            bytes = 0;
            slots = 0;
        }
    }

    private boolean isMessageDue() {
        return control.isWatermarkDue() || announcer.isDue();
    }

    private boolean isFull() {
        return bytes >= maxBytes || slots >= MAX_SLOTS;
    }

    private long untilNanos() {
        long commit = commitNanos();
        long announcement = announcer.dueNanos();
        return commit - announcement < 0 ? commit : announcement;
    }

    /** When the open transaction is to be committed; never when there is none. */
    private long commitNanos() {
        if (!open) {
            return nanoClock.getAsLong() + Pipeline.FOREVER_NANOS;
        }
        if (hurrying) {
            return openedNanos;
        }
        return openedNanos + (atBoundary ? commitIntervalNanos : longestNanos);
    }
}
