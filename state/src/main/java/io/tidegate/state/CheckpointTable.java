package io.tidegate.state;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of all changefeeds, of {@code tidegate run} and of a server alike. Waiting DDLs are stored along with
 * them.
 */
final class CheckpointTable {
    private final StateFile file;
    private final DdlHistoryStore ddls;
    private final InstantSource clock;
    /** Changefeeds that are known to have a checkpoint in the file itself and not only in its write-ahead log. */
    private final Set<String> settled = new HashSet<>();

    CheckpointTable(StateFile file, DdlHistoryStore ddls, InstantSource clock) {
        this.file = file;
        this.ddls = ddls;
        this.clock = clock;
    }

    /** Empty if there never was one; one that is lost is STATE_UNREADABLE. */
    Optional<Checkpoint> load(String changefeed) {
        return file.reading(state -> {
            Optional<Checkpoint> found = find(state, changefeed);
            if (found.isEmpty() && hasRun(state, changefeed)) {
                throw new TidegateException(
                        ErrorCode.STATE_UNREADABLE,
                        "the changefeed " + changefeed + " has run, but its checkpoint is not there");
            }
            return found;
        });
    }

    void save(List<Progress> progress) {
        long now = clock.millis();
        List<DdlHistoryStore.Waiting> delivered = ddls.waiting();
        file.writing(state -> {
            for (Progress one : progress) {
                write(state, one.changefeed(), one.checkpointTs(), one.position(), one.newSourceState(), now);
            }
            DdlHistoryStore.write(state, delivered);
        });
        ddls.written(delivered);
        settle(progress.stream().map(Progress::changefeed).collect(Collectors.toSet()));
    }

    /** Puts a checkpoint in the place of the one that is there, source state included. */
    void set(String changefeed, Checkpoint checkpoint) {
        file.writing(state -> {
            delete(state, changefeed);
            write(
                    state,
                    changefeed,
                    checkpoint.checkpointTs(),
                    checkpoint.position(),
                    checkpoint.sourceState(),
                    clock.millis());
        });
        file.settle();
    }

    /** Makes a changefeed one that never ran, as part of a transaction; {@link #forget} follows it. */
    static void clear(Handle state, String changefeed) {
        delete(state, changefeed);
        state.createUpdate("UPDATE changefeed SET checkpointed = 0 WHERE name = :name")
                .bind("name", changefeed)
                .execute();
    }

    /** The next checkpoint of a changefeed of this name is its first. */
    synchronized void forget(String changefeed) {
        settled.remove(changefeed);
    }

    private synchronized void settle(Set<String> saved) {
        if (!settled.containsAll(saved)) {
            file.settle();
            settled.addAll(saved);
        }
    }

    private static void delete(Handle state, String changefeed) {
        state.createUpdate("DELETE FROM checkpoint WHERE changefeed = :name")
                .bind("name", changefeed)
                .execute();
    }

    private static Optional<Checkpoint> find(Handle state, String changefeed) {
        return state.createQuery(
                        "SELECT checkpoint_ts, position, source_state FROM checkpoint WHERE changefeed = :name")
                .bind("name", changefeed)
                .map((row, context) -> new Checkpoint(
                        row.getLong("checkpoint_ts"), row.getString("position"), row.getString("source_state")))
                .findOne();
    }

    private static boolean hasRun(Handle state, String changefeed) {
        return state.createQuery("SELECT checkpointed FROM changefeed WHERE name = :name")
                .bind("name", changefeed)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private static void write(
            Handle state, String changefeed, long ts, String position, @Nullable String sourceState, long now) {
        state.createUpdate("""
                        INSERT INTO checkpoint (changefeed, checkpoint_ts, position, source_state, updated_at)
                        VALUES (:changefeed, :ts, :position, :state, :now)
                        ON CONFLICT (changefeed) DO UPDATE SET
                          checkpoint_ts = excluded.checkpoint_ts, position = excluded.position,
                          source_state = coalesce(excluded.source_state, source_state),
                          updated_at = excluded.updated_at""")
                .bind("changefeed", changefeed)
                .bind("ts", ts)
                .bind("position", position)
                .bind("state", sourceState)
                .bind("now", now)
                .execute();
    }
}
