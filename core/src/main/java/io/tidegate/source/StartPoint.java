package io.tidegate.source;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.Position;
import io.tidegate.checkpoint.SourceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a session begins to read. */
public sealed interface StartPoint {
    /** Changes committed from now on. */
    record Now() implements StartPoint {}

    /** The data that is there, then changes. */
    record Snapshot() implements StartPoint {}

    /** Changes with a commit-ts greater than this. */
    record AtTso(long tso) implements StartPoint {}

    /** Changes committed at this time or later. */
    record AtTime(Instant time) implements StartPoint {}

    /**
     * A position as its user writes it.
     *
     * @param kind what kind of position, such as {@code binlog} or {@code gtid}
     * @param text the rest after the colon
     */
    record AtPosition(String kind, String text) implements StartPoint {}

    /** Where a stored checkpoint ends, which may be inside a transaction. */
    record AtCheckpoint(Checkpoint checkpoint) implements StartPoint {}

    /**
     * Where another session of the same process stopped, what was handed on of a cut transaction included.
     *
     * @param position from {@link SourceSession#progress}
     * @param state the state of the last mark of that session, null if it had none
     */
    record Continue(Position position, @Nullable SourceState state) implements StartPoint {}
}
