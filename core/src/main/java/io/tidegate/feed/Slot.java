package io.tidegate.feed;

import io.tidegate.checkpoint.Position;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.TableRows;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.SourceEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A place in the {@link Pipeline}: one event of the source on its way to the sink. Its fields other than the count of
 * records that wait for acknowledgement are guarded by the pipeline's lock.
 */
final class Slot implements Delivery {
    private final Pipeline pipeline;
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final long sequence;
    private final SourceEvent event;
    private final Position position;
    private final long lastTs;
    private final long arrivedNanos;

    @Nullable
    RecordBatch records;

    /** What the records are rows of; empty before they are encoded. */
    List<TableRows> tables = List.of();

    int lanesPassed;
    boolean complete;

    /** Whether the sink has everything of it, and since when. */
    boolean handedOver;

    long handedOverNanos;

    Slot(Pipeline pipeline, long sequence, SourceEvent event, Position position, long arrivedNanos) {
        this.pipeline = pipeline;
        this.sequence = sequence;
        this.event = event;
        this.position = position;
        this.lastTs = lastTs(event);
        this.arrivedNanos = arrivedNanos;
    }

    long sequence() {
        return sequence;
    }

    SourceEvent event() {
        return event;
    }

    /** Where the source is behind the event. */
    Position position() {
        return position;
    }

    /** Nothing in the event has a greater commit-ts, and nothing that it resolves. */
    long lastTs() {
        return lastTs;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** The encoded rows; there until every lane has passed. */
    RecordBatch records() {
        return Objects.requireNonNull(records);
    }

    /** From now on the sink has it. */
    void handOver(long nanos) {
        handedOver = true;
        handedOverNanos = nanos;
    }

    /** Announces how many acknowledgements to wait for, before any record is sent. */
    void expect(int recordCount) {
        unacknowledged.set(recordCount);
    }

    /** What is resolved once this slot and all before it are complete. */
    @Nullable
    ResolvedMark mark() {
        return event.mark();
    }

    @Override
    public void acknowledged() {
        if (unacknowledged.decrementAndGet() == 0) {
            pipeline.complete(this);
        }
    }

    @Override
    public void failed(TidegateException cause) {
        pipeline.fail(cause);
    }

    private static long lastTs(SourceEvent event) {
        if (event instanceof RowBatch batch) {
            return later(batch.lastCommitTs(), batch.mark());
        }
        if (event instanceof DdlEvent ddl) {
            return later(ddl.ddl().commitTs(), ddl.mark());
        }
        return later(0, event.mark());
    }

    private static long later(long ts, @Nullable ResolvedMark mark) {
        return mark != null && Long.compareUnsigned(mark.resolvedTs(), ts) > 0 ? mark.resolvedTs() : ts;
    }
}
