package io.tidegate.state;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The state of a data directory: one SQLite file in WAL mode with {@code synchronous=FULL}, so that what a method
 * returned from survives a power failure, and a lock file that keeps a second process out. A file that is damaged, is
 * none of ours or was written by a newer version is refused; nothing is ever taken for a fresh start by mistake. Thread
 * safe: statements run one after the other on one connection.
 */
public final class StateStore implements CheckpointStore, AutoCloseable {
    static final String FILE = "state.db";

    private final DirectoryLock lock;
    private final Handle handle;
    private final InstantSource clock;

    private StateStore(DirectoryLock lock, Handle handle, InstantSource clock) {
        this.lock = lock;
        this.handle = handle;
        this.clock = clock;
    }

    /**
     * Opens the state in a directory, creating both if they are not there.
     *
     * @throws TidegateException with STATE_IN_USE, STATE_UNREADABLE or STATE_WRITE_FAILED
     */
    public static StateStore open(Path directory, InstantSource clock) {
        DirectoryLock lock = DirectoryLock.take(directory);
        Path file = directory.resolve(FILE);
        try {
            Jdbi jdbi = Jdbi.create(
                    "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&foreign_keys=on&busy_timeout=5000");
            Handle handle = jdbi.open();
            try {
                StateSchema.prepare(handle, file);
            } catch (RuntimeException e) {
                handle.close();
                throw e;
            }
            return new StateStore(lock, handle, clock);
        } catch (JdbiException e) {
            lock.close();
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + ": " + rootMessage(e), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The definition of a changefeed as it was stored, empty if there is none of that name. */
    public synchronized Optional<String> definition(String changefeed) {
        return reading(state -> state.createQuery("SELECT definition FROM changefeed WHERE name = :name")
                .bind("name", changefeed)
                .mapTo(String.class)
                .findOne());
    }

    /** Stores the definition of a new changefeed. */
    public synchronized void create(String changefeed, String definition) {
        writing(state -> state.createUpdate(
                        "INSERT INTO changefeed (name, definition, created_at) VALUES (:name, :definition, :now)")
                .bind("name", changefeed)
                .bind("definition", definition)
                .bind("now", clock.millis())
                .execute());
    }

    /** Forgets a changefeed with its checkpoint; nothing happens if there is none. */
    public synchronized void remove(String changefeed) {
        writing(state -> state.createUpdate("DELETE FROM changefeed WHERE name = :name")
                .bind("name", changefeed)
                .execute());
    }

    /** The names of all changefeeds. */
    public synchronized List<String> changefeeds() {
        return reading(state -> state.createQuery("SELECT name FROM changefeed ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    @Override
    public synchronized Optional<Checkpoint> load(String changefeed) {
        return reading(state -> state.createQuery(
                        "SELECT checkpoint_ts, position, source_state FROM checkpoint WHERE changefeed = :name")
                .bind("name", changefeed)
                .map((row, context) -> new Checkpoint(
                        row.getLong("checkpoint_ts"), row.getString("position"), row.getString("source_state")))
                .findOne());
    }

    @Override
    public synchronized void save(List<Progress> progress) {
        long now = clock.millis();
        writing(state -> state.useTransaction(transaction -> {
            for (Progress one : progress) {
                transaction
                        .createUpdate("""
                                    INSERT INTO checkpoint (changefeed, checkpoint_ts, position, source_state, updated_at)
                                    VALUES (:changefeed, :ts, :position, :state, :now)
                                    ON CONFLICT (changefeed) DO UPDATE SET
                                      checkpoint_ts = excluded.checkpoint_ts, position = excluded.position,
                                      source_state = coalesce(excluded.source_state, source_state),
                                      updated_at = excluded.updated_at""")
                        .bind("changefeed", one.changefeed())
                        .bind("ts", one.checkpointTs())
                        .bind("position", one.position())
                        .bind("state", one.newSourceState())
                        .bind("now", now)
                        .execute();
            }
        }));
    }

    /** Closes the file and lets another process have the directory. Idempotent. */
    @Override
    public synchronized void close() {
        handle.close();
        lock.close();
    }

    /** A setting of the connection, for tests. */
    synchronized String pragma(String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
    }

    private <T> T reading(Function<Handle, T> work) {
        try {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, rootMessage(e), e);
        }
    }

    private void writing(Consumer<Handle> work) {
        try {
            work.accept(handle);
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
