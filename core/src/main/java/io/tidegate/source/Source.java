package io.tidegate.source;

import io.tidegate.check.Check;
import io.tidegate.model.RowCursor;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source cluster as one changefeed sees it. Thread safe; holds no connection of its own beyond a call. Failures are
 * {@link io.tidegate.error.TidegateException}s.
 */
public interface Source {
    /**
     * Starts to read.
     *
     * @param memory where the session takes the memory of its batches from
     */
    SourceSession open(StartPoint start, MemoryBudget memory);

    /** What it can do; a user is offered no more. */
    Set<SourceCapability> capabilities();

    /** A cursor for batches of this source, given one by {@link CursorFactory#open}. */
    CursorFactory cursors();

    /** The version that the source says it has, such as {@code 11.4.5-MariaDB-log}. */
    String version();

    /** The current definitions of the tables that the changefeed replicates, ordered by schema and name. */
    List<TableVersion> tables();

    /** Everything that must hold before a changefeed is started, each with what was found. */
    List<Check> check(StartPoint start);

    /**
     * A start at the end of what is committed so far that means the same later on. A commit-ts would not do where several
     * transactions can be committed at one moment of the source's clock.
     */
    StartPoint.AtPosition end();

    /** The current commit-ts of the source: everything committed so far has a smaller or equal one. */
    long currentTs();

    /**
     * How long it keeps what a restart at a stored position needs; empty if it cannot tell. Asks the source.
     *
     * @param position as {@link io.tidegate.checkpoint.Position#text} wrote it
     */
    default Optional<Retention> retention(String position) {
        return Optional.empty();
    }

    /** Makes cursors for one worker thread. */
    interface CursorFactory {
        /** A cursor before the first row of the batch; the one returned before is invalid from now on. */
        RowCursor open(RowBatch batch);
    }
}
