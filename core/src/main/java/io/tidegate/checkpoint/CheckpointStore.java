package io.tidegate.checkpoint;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the checkpoints of all changefeeds of a process. What {@link #save} returned from is durable. Failures are
 * {@link io.tidegate.error.TidegateException}s with a STATE code. Thread safe.
 */
public interface CheckpointStore {
    /** The checkpoint stored last for a changefeed, empty if there never was one. */
    Optional<Checkpoint> load(String changefeed);

    /** Stores the progress of several changefeeds, all or none. */
    void save(List<Progress> progress);

    /**
     * @param changefeed whose progress
     * @param checkpointTs see {@link Checkpoint}
     * @param position see {@link Checkpoint}
     * @param newSourceState the state that replaces the stored one, null when that is still right
     */
    record Progress(
            String changefeed,
            long checkpointTs,
            String position,
            @Nullable String newSourceState) {}
}
