package io.tidegate.mysql.binlog;

import io.tidegate.checkpoint.Position;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.EventStream;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.SourceSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One dump of a binlog. A call of {@link #poll} reads events until one is ready to be handed on. A failure ends the
 * reading, but what was read to its end before is handed on first, so that a restart has less to repeat and a broken
 * event doesn't hold up what stands before it.
 */
final class BinlogSession implements SourceSession {
    private final EventStream stream;
    private final TransactionReader reader;
    private final List<TableVersion> tables;
    private final UnaryOperator<TidegateException> explain;
    private final ReentrantLock polling = new ReentrantLock();
    private final long startTs;
    private volatile boolean closed;
    private @Nullable TidegateException failure;
    private volatile BinlogPosition reached;
    private BinlogPosition marked;
    private long countedAtMark;

    /**
     * @param tables the definitions at the start
     * @param explain adds to an error what the user needs to act on it
     */
    BinlogSession(
            EventStream stream,
            TransactionReader reader,
            BinlogPosition start,
            List<TableVersion> tables,
            UnaryOperator<TidegateException> explain) {
        this.stream = stream;
        this.reader = reader;
        this.tables = List.copyOf(tables);
        this.explain = explain;
        this.reached = start;
        this.startTs = Math.max(start.lastTs(), start.afterTs());
        this.marked = start;
    }

    @Override
    public @Nullable SourceEvent poll(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        polling.lock();
        try {
            while (!closed) {
                Batches.Ready ready = reader.poll();
                if (ready != null) {
                    return handOn(ready);
                }
                if (failure != null) {
                    throw failure;
                }
                Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                if (!read(left) && left.isZero()) {
                    return null;
                }
            }
            return null;
        } finally {
            if (closed) {
                reader.discard();
            }
            polling.unlock();
        }
    }

    /** Reads an event; false when none came within the time. */
    private boolean read(Duration timeout) throws InterruptedException {
        try {
            return take(timeout);
        } catch (TidegateException broken) {
            if (!closed) {
                reader.stop();
                stream.close();
                failure = explain.apply(broken);
            }
            return true;
        }
    }

    private boolean take(Duration timeout) throws InterruptedException {
        try {
            if (reader.hasInnerEvents()) {
                reader.step();
            } else if (stream.next(timeout)) {
                reader.accept(stream.slab(), stream.offset(), stream.length(), stream.wireLength());
            } else {
                return false;
            }
            reader.settle(stream.hasBuffered());
        } catch (ReadingMemory.RefusedException needed) {
            reader.makeRoom();
        }
        return true;
    }

    private SourceEvent handOn(Batches.Ready ready) {
        ResolvedMark mark = ready.event().mark();
        if (mark == null) {
            reached = marked.withDelivered(ready.counted() - countedAtMark);
        } else if (mark.position() instanceof BinlogPosition position) {
            marked = position;
            countedAtMark = ready.counted() - position.delivered();
            reached = position;
        } else {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, "a mark with a position of another source");
        }
        return ready.event();
    }

    @Override
    public long startTs() {
        return startTs;
    }

    @Override
    public List<TableVersion> tables() {
        return tables;
    }

    @Override
    public Position progress() {
        return reached;
    }

    @Override
    public void close() {
        closed = true;
        stream.close();
        if (polling.tryLock()) {
            try {
                reader.discard();
            } finally {
                polling.unlock();
            }
        }
    }
}
