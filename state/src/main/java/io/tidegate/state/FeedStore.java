package io.tidegate.state;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The changefeeds of a server. Their checkpoints move through {@link StateStore#save} while they run; what stops or
 * rewinds one does that here. Thread safe; failures are those of {@link StateStore} and of the vault.
 */
public final class FeedStore {
    /** What stands in the place of a definition that {@code tidegate run} could read. */
    private static final String OF_SERVER = "{\"server\":true}";

    private final StateFile file;
    private final Vault vault;
    private final CheckpointTable checkpoints;
    private final ConfigHistoryStore history;

    FeedStore(StateFile file, Vault vault, CheckpointTable checkpoints) {
        this.file = file;
        this.vault = vault;
        this.checkpoints = checkpoints;
        this.history = new ConfigHistoryStore(file, vault);
    }

    /** How they have been configured. */
    public ConfigHistoryStore history() {
        return history;
    }

    /** All changefeeds, in the order of their ids. */
    public List<StoredChangefeed> all() {
        return file.reading(state -> state.createQuery("""
                        SELECT changefeed, cluster, s.definition, intent, created_at, updated_at
                        FROM server_changefeed s JOIN changefeed ON name = changefeed ORDER BY changefeed""")
                .map((row, context) -> new StoredChangefeed(
                        row.getString("changefeed"),
                        row.getString("cluster"),
                        vault.unseal(row.getBytes("definition"), SealedRows.changefeed(row.getString("changefeed"))),
                        row.getString("intent"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("updated_at"))))
                .list());
    }

    /** Stores a new changefeed and begins its history; its id must be free and its cluster there. */
    public void create(StoredChangefeed changefeed, ConfigChange change) {
        file.writing(state -> {
            insert(state, changefeed);
            append(state, changefeed, change);
        });
        file.settle();
    }

    /** Stores cluster, definition and intent of a changefeed that is there; nothing of it is for its history. */
    public void update(StoredChangefeed changefeed) {
        file.writing(state -> update(state, changefeed));
    }

    /** Stores cluster, definition and intent of a changefeed that is there, and adds the definition to its history. */
    public void update(StoredChangefeed changefeed, ConfigChange change) {
        file.writing(state -> change(state, changefeed, change));
    }

    /**
     * Stores a changefeed that does not run, and makes it one that never ran: it starts where this definition says. Both
     * or nothing, so that a new start never goes with the checkpoint of the old one. The definition is added to its history.
     */
    public void updateAndClearCheckpoint(StoredChangefeed changefeed, ConfigChange change) {
        file.writing(state -> {
            change(state, changefeed, change);
            CheckpointTable.clear(state, changefeed.id());
        });
        file.settle();
        checkpoints.forget(changefeed.id());
    }

    /** Forgets a changefeed with its checkpoint; nothing happens if there is none. It must not run any more. */
    public void remove(String id) {
        file.writing(state -> state.createUpdate("""
                        DELETE FROM changefeed WHERE name IN
                          (SELECT changefeed FROM server_changefeed WHERE changefeed = :id)""").bind("id", id).execute());
        checkpoints.forget(id);
    }

    /** Lets a changefeed that does not run go on at this checkpoint, source state included. */
    public void setCheckpoint(String id, Checkpoint checkpoint) {
        checkpoints.set(id, checkpoint);
    }

    /** Makes a changefeed that does not run one that never ran: it starts where its definition says. */
    public void clearCheckpoint(String id) {
        file.writing(state -> CheckpointTable.clear(state, id));
        file.settle();
        checkpoints.forget(id);
    }

    private void insert(Handle state, StoredChangefeed changefeed) {
        state.createUpdate("INSERT INTO changefeed (name, definition, created_at) VALUES (:id, :definition, :created)")
                .bind("id", changefeed.id())
                .bind("definition", OF_SERVER)
                .bind("created", changefeed.createdAt().toEpochMilli())
                .execute();
        state.createUpdate("""
                            INSERT INTO server_changefeed (changefeed, cluster, definition, intent, updated_at)
                            VALUES (:id, :cluster, :definition, :intent, :updated)""")
                .bind("id", changefeed.id())
                .bind("cluster", changefeed.cluster())
                .bind("definition", seal(changefeed))
                .bind("intent", changefeed.intent())
                .bind("updated", changefeed.updatedAt().toEpochMilli())
                .execute();
    }

    private void change(Handle state, StoredChangefeed changefeed, ConfigChange change) {
        history.begin(state, changefeed.id());
        update(state, changefeed);
        append(state, changefeed, change);
    }

    private void append(Handle state, StoredChangefeed changefeed, ConfigChange change) {
        history.append(state, changefeed.id(), changefeed.updatedAt(), change, changefeed.definition());
    }

    private void update(Handle state, StoredChangefeed changefeed) {
        int found = state.createUpdate("""
                        UPDATE server_changefeed SET
                          cluster = :cluster, definition = :definition, intent = :intent, updated_at = :updated
                        WHERE changefeed = :id""")
                .bind("id", changefeed.id())
                .bind("cluster", changefeed.cluster())
                .bind("definition", seal(changefeed))
                .bind("intent", changefeed.intent())
                .bind("updated", changefeed.updatedAt().toEpochMilli())
                .execute();
        if (found == 0) {
            throw new TidegateException(
                    ErrorCode.STATE_WRITE_FAILED, "there is no changefeed " + changefeed.id() + " to update");
        }
    }

    private byte[] seal(StoredChangefeed changefeed) {
        return vault.seal(changefeed.definition(), SealedRows.changefeed(changefeed.id()));
    }
}
