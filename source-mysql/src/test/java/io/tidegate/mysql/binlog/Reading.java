package io.tidegate.mysql.binlog;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.Position;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.Source;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.SourceSession;
import io.tidegate.source.StartPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session as an engine does and writes down what comes: {@code insert shop.item 1}, {@code ddl shop.item ALTER
 * …}. Checks on the way what must hold for every session: commit-ts never go back, marks never go back, nothing comes at
 * or below a mark.
 */
final class Reading implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SourceSession session;
    private final Source.CursorFactory cursors;
    private final List<String> seen = new ArrayList<>();
    private final List<Long> timestamps = new ArrayList<>();
    private @Nullable ResolvedMark mark;
    private long rows;
    private int marksAlone;
    private boolean writesDown = true;

    Reading(MysqlSource source, StartPoint start, MemoryBudget memory) {
        session = source.open(start, memory);
        cursors = source.cursors();
    }

    /** Counts rows only, for very many of them. */
    Reading countingOnly() {
        writesDown = false;
        return this;
    }

    /** Reads on until so many rows and DDLs have come. */
    Reading take(int count) throws InterruptedException {
        return until(() -> rows >= count);
    }

    /** Reads on until it holds. */
    Reading until(BooleanSupplier enough) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("too few events: " + rows + " " + seen);
            }
            one(Duration.ofMillis(200));
        }
        return this;
    }

    /** Hands on at most one event. */
    boolean one(Duration timeout) throws InterruptedException {
        SourceEvent event = session.poll(timeout);
        if (event == null) {
            return false;
        }
        if (event instanceof RowBatch batch) {
            rows(batch);
            keep(batch.mark());
            batch.release();
        } else if (event instanceof DdlEvent ddl) {
            rows++;
            note("ddl " + ddl.ddl().table() + " " + ddl.ddl().sql(), ddl.ddl().commitTs());
            keep(ddl.mark());
        } else if (event instanceof ResolvedMark alone) {
            marksAlone++;
            keep(alone);
        }
        return true;
    }

    List<String> seen() {
        return seen;
    }

    List<Long> timestamps() {
        return timestamps;
    }

    long rows() {
        return rows;
    }

    int marksAlone() {
        return marksAlone;
    }

    @Nullable
    ResolvedMark mark() {
        return mark;
    }

    /** The stored form of the last mark. */
    Checkpoint checkpoint() {
        ResolvedMark last = Objects.requireNonNull(mark);
        return new Checkpoint(
                last.resolvedTs(),
                last.position().text(),
                last.state() == null ? null : last.state().text());
    }

    /** Where another session goes on in the same process. */
    StartPoint.Continue goOn() {
        return new StartPoint.Continue(progress(), mark == null ? null : mark.state());
    }

    Position progress() {
        return session.progress();
    }

    @Override
    public void close() {
        session.close();
    }

    private void rows(RowBatch batch) {
        RowCursor cursor = cursors.open(batch);
        while (cursor.next()) {
            rows++;
            if (writesDown) {
                RowImage image = cursor.kind() == RowKind.DELETE ? cursor.before() : cursor.after();
                note(
                        cursor.kind().name().toLowerCase(Locale.ROOT) + " "
                                + cursor.table().name() + " " + image.integer(0),
                        cursor.commitTs());
            } else {
                checkTime(cursor.commitTs());
            }
        }
    }

    private void note(String text, long ts) {
        checkTime(ts);
        seen.add(text);
        timestamps.add(ts);
    }

    private void checkTime(long ts) {
        if (mark != null && ts <= mark.resolvedTs()) {
            throw new AssertionError("commit-ts " + ts + " after the mark " + mark.resolvedTs());
        }
    }

    private void keep(@Nullable ResolvedMark next) {
        if (next != null) {
            if (mark != null && next.resolvedTs() < mark.resolvedTs()) {
                throw new AssertionError("the mark went back");
            }
            mark = next;
        }
    }
}
