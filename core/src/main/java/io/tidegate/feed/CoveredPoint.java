package io.tidegate.feed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.Position;
import io.tidegate.checkpoint.SourceState;
import io.tidegate.source.ResolvedMark;
import org.jspecify.annotations.Nullable;

/**
 * How far the slots that a lane has sent reach: the checkpoint that a commit behind the last of them may store. Inside a
 * transaction of the source the position moves on and the checkpoint-ts stays. Of a slot that lies across the target only
 * a part is sent; then the position stays before it and the checkpoint-ts is the target, up to which a later run leaves
 * everything out. Thread confined.
 */
final class CoveredPoint {
    private final long targetTs;
    private long checkpointTs;
    private String positionText;
    private @Nullable Position position;
    private @Nullable String stateText;
    private @Nullable SourceState state;
    private @Nullable SourceState writtenState;
    private boolean atTarget;

    CoveredPoint(Checkpoint start, long targetTs) {
        this.targetTs = targetTs;
        this.checkpointTs = start.checkpointTs();
        this.positionText = start.position();
        this.stateText = start.sourceState();
    }

    /** Takes the next slot. */
    void include(Slot slot) {
        if (!atTarget && Long.compareUnsigned(slot.lastTs(), targetTs) > 0) {
            atTarget = true;
            checkpointTs = Long.compareUnsigned(checkpointTs, targetTs) > 0 ? checkpointTs : targetTs;
        }
        if (atTarget) {
            return;
        }
        position = slot.position();
        ResolvedMark mark = slot.mark();
        if (mark != null) {
            checkpointTs = mark.resolvedTs();
            if (mark.state() != null) {
                state = mark.state();
            }
        }
    }

    /** What to store. */
    Checkpoint checkpoint() {
        Position reached = position;
        if (reached != null) {
            positionText = reached.text();
            position = null;
        }
        SourceState current = state;
        if (current != null && current != writtenState) {
            stateText = current.text();
            writtenState = current;
        }
        return new Checkpoint(checkpointTs, positionText, stateText);
    }
}
