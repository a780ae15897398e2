package io.tidegate.testkit.checkpoint;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps checkpoints as long as the process lives. Thread safe. */
public final class MemoryCheckpoints implements CheckpointStore {
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();

    @Override
    public synchronized Optional<Checkpoint> load(String changefeed) {
        return Optional.ofNullable(checkpoints.get(changefeed));
    }

    @Override
    public synchronized void save(List<Progress> progress) {
        for (Progress one : progress) {
            Checkpoint before = checkpoints.get(one.changefeed());
            String state = one.newSourceState() != null || before == null ? one.newSourceState() : before.sourceState();
            checkpoints.put(one.changefeed(), new Checkpoint(one.checkpointTs(), one.position(), state));
        }
    }
}
