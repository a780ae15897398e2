package io.tidegate.mysql.binlog;

import io.tidegate.mysql.schema.TableStore;
import io.tidegate.source.ResolvedMark;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes the marks of a session: what is resolved at the last boundary, and where to go on for all that is not. */
final class Marks {
    private static final long INTERVAL_MILLIS = 1_000;

    private final Progress progress;
    private final PreparedTransactions prepared;
    private final TableStore store;
    private final InstantSource clock;
    private long lastMillis;
    private BinlogPosition lastPosition;

    Marks(
            Progress progress,
            PreparedTransactions prepared,
            TableStore store,
            InstantSource clock,
            BinlogPosition start) {
        this.progress = progress;
        this.prepared = prepared;
        this.store = store;
        this.clock = clock;
        this.lastPosition = start;
    }

    /** Whether enough time has passed for a mark that comes without rows. */
    boolean isDue() {
        return clock.millis() - lastMillis >= INTERVAL_MILLIS;
    }

    /** Whether the last mark does not say all that could be said. */
    boolean hasNews() {
        return progress.isBeyond(lastPosition);
    }

    /** The mark of the last boundary; null when no session could start there. */
    @Nullable
    ResolvedMark take() {
        if (progress.isRepeating() || !progress.canStartHere()) {
            return null;
        }
        lastMillis = clock.millis();
        lastPosition = progress.boundary();
        PreparedTransactions.Prepared oldest = prepared.oldest();
        if (oldest == null) {
            return new ResolvedMark(progress.boundaryTs(), lastPosition, store.state());
        }
        long since = progress.countedAtBoundary() - oldest.counted();
        return new ResolvedMark(progress.boundaryTs(), oldest.boundary().withDelivered(since), oldest.state());
    }
}
