package io.tidegate.source;

import io.tidegate.checkpoint.Position;
import io.tidegate.model.TableVersion;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a source from a start point on. Used by one thread, {@link #close} apart, which any thread may call to
 * end a {@link #poll} that waits. Failures are {@link io.tidegate.error.TidegateException}s; after one the session is
 * closed and, if it is retryable, another is opened at {@link #progress}.
 */
public interface SourceSession extends AutoCloseable {
    /**
     * The next event in commit order, null when none came within the time.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    @Nullable
    SourceEvent poll(Duration timeout) throws InterruptedException;

    /**
     * Everything up to this commit-ts lies before the start: whatever the session hands on has a greater one. 0 when that
     * is not known.
     */
    long startTs();

    /**
     * The definitions in force at the start, of the tables that the changefeed replicates; the ones that rows have until a
     * DDL or the log itself says otherwise.
     */
    List<TableVersion> tables();

    /**
     * Behind the last event that {@link #poll} returned, also inside a transaction of which a part was handed on: a
     * session opened there hands on exactly what this one did not, in another process too and whatever the settings of
     * the changefeed are then. So it counts what the log has, not what was made of it.
     */
    Position progress();

    @Override
    void close();
}
