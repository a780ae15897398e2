package io.tidegate.source;

import io.tidegate.checkpoint.Position;
import io.tidegate.checkpoint.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * A promise of the source: every change with a commit-ts up to {@code resolvedTs} has been handed on, none will come
 * any more, and reading can be taken up again at {@code position}. On its own it tells that time passed without changes.
 *
 * @param resolvedTs never lower than that of an earlier mark of the session
 * @param position where to go on; always a transaction boundary
 * @param state what the source needs there besides the position, null if nothing
 */
public record ResolvedMark(
        long resolvedTs, Position position, @Nullable SourceState state) implements SourceEvent {
    @Override
    public ResolvedMark mark() {
        return this;
    }
}
