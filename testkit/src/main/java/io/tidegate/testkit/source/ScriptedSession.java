package io.tidegate.testkit.source;

import io.tidegate.checkpoint.Position;
import io.tidegate.model.Ddl;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.SourceSession;
import io.tidegate.source.SourceSettings;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.source.ScriptedCluster.Arrival;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what the spans tell: keeps rows until the frontier has passed them, then hands them on in commit order, of one
 * commit-ts the deletes first, in batches of a few rows that may cut a transaction.
 */
final class ScriptedSession implements SourceSession {
    private static final int MAX_BATCH = 7;
    private static final Comparator<Object> ORDER = Comparator.<Object>comparingLong(ScriptedSession::commitTs)
            .thenComparingInt(ScriptedSession::rank)
            .thenComparing(Object::toString);

    private final ScriptedCluster cluster;
    private final SourceSettings settings;
    private final MemoryBudget memory;
    private final Frontier frontier;
    private final List<Object> waiting = new ArrayList<>();
    private final Deque<Object> ready = new ArrayDeque<>();
    private long markedTs;
    private int beyond;
    private int skip;
    private int nextArrival;
    private long readyTs;
    private final long startTs;
    private volatile boolean closed;

    ScriptedSession(ScriptedCluster cluster, SourceSettings settings, ScriptedPosition start, MemoryBudget memory) {
        this.cluster = cluster;
        this.settings = settings;
        this.memory = memory;
        this.frontier = new Frontier(cluster.spanCount(), start.resolvedTs());
        this.startTs = start.resolvedTs();
        this.markedTs = start.resolvedTs();
        this.readyTs = start.resolvedTs();
        this.skip = start.beyond();
    }

    @Override
    public @Nullable SourceEvent poll(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!closed) {
            SourceEvent event = nextReady();
            if (event != null) {
                return event;
            }
            Arrival arrival = cluster.await(nextArrival, deadline - System.nanoTime(), () -> closed);
            if (arrival == null) {
                return null;
            }
            nextArrival++;
            accept(arrival);
        }
        return null;
    }

    @Override
    public long startTs() {
        return startTs;
    }

    @Override
    public List<TableVersion> tables() {
        return cluster.tables().stream()
                .filter(table -> settings.tables().matches(table.name()))
                .toList();
    }

    @Override
    public Position progress() {
        return new ScriptedPosition(markedTs, beyond);
    }

    @Override
    public void close() {
        closed = true;
        cluster.wake();
    }

    private void accept(Arrival arrival) {
        if (arrival instanceof Arrival.Row row) {
            keep(row.row(), settings.tables().matches(row.row().table().name()));
        } else if (arrival instanceof Arrival.Definition definition) {
            keep(definition.ddl(), settings.tables().matches(definition.ddl().sourceName()));
        } else if (arrival instanceof Arrival.Resolved resolved) {
            frontier.resolve(resolved.span(), resolved.ts());
        }
    }

    private void keep(Object event, boolean wanted) {
        if (wanted && commitTs(event) > markedTs) {
            waiting.add(event);
        }
    }

    private @Nullable SourceEvent nextReady() throws InterruptedException {
        if (ready.isEmpty() && !fillReady()) {
            return null;
        }
        if (ready.isEmpty()) {
            return mark();
        }
        if (ready.peek() instanceof Ddl ddl) {
            ready.remove();
            beyond++;
            return new DdlEvent(ddl, ready.isEmpty() ? mark() : null);
        }
        List<ValueRow> rows = new ArrayList<>();
        while (rows.size() < MAX_BATCH && ready.peek() instanceof ValueRow row) {
            rows.add(row);
            ready.remove();
        }
        memory.acquire(rows.size() * ScriptedBatch.BYTES_PER_ROW);
        beyond += rows.size();
        return new ScriptedBatch(rows, ready.isEmpty() ? mark() : null, memory);
    }

    /** Whether the frontier moved on; what it passed becomes ready, except what was handed on before the start. */
    private boolean fillReady() {
        long ts = frontier.ts();
        if (ts <= readyTs) {
            return false;
        }
        readyTs = ts;
        waiting.stream().filter(event -> commitTs(event) <= ts).sorted(ORDER).forEach(ready::add);
        waiting.removeIf(event -> commitTs(event) <= ts);
        for (; skip > 0 && !ready.isEmpty(); skip--) {
            ready.remove();
            beyond++;
        }
        return true;
    }

    private ResolvedMark mark() {
        markedTs = readyTs;
        beyond = 0;
        skip = 0;
        return new ResolvedMark(markedTs, new ScriptedPosition(markedTs, 0), null);
    }

    private static long commitTs(Object event) {
        return event instanceof ValueRow row ? row.commitTs() : ((Ddl) event).commitTs();
    }

    private static int rank(Object event) {
        if (event instanceof ValueRow row) {
            return row.kind() == RowKind.DELETE ? 0 : row.kind() == RowKind.UPDATE ? 1 : 2;
        }
        return 3;
    }
}
