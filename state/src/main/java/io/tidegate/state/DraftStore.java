package io.tidegate.state;

import io.tidegate.state.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The drafts of changefeeds: each belongs to an account, which this class does not enforce, and is gone when its cluster
 * is. Thread safe; failures are those of {@link StateStore} and of the vault.
 */
public final class DraftStore {
    private final StateFile file;
    private final Vault vault;

    DraftStore(StateFile file, Vault vault) {
        this.file = file;
        this.vault = vault;
    }

    /** The drafts of an account, the one that was changed last first. */
    public List<StoredDraft> ofOwner(String owner) {
        return file.reading(
                state -> state.createQuery("SELECT * FROM draft WHERE owner = :owner ORDER BY updated_at DESC, id")
                        .bind("owner", owner)
                        .map((row, context) -> read(row))
                        .list());
    }

    public Optional<StoredDraft> get(String id) {
        return file.reading(state -> state.createQuery("SELECT * FROM draft WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /**
     * Stores a draft, in the place of the one with its id if there is one; that keeps its owner and when it was begun. Its
     * cluster must be there.
     */
    public void put(StoredDraft draft) {
        file.writing(state -> state.createUpdate("""
                        INSERT INTO draft (id, owner, cluster, document, created_at, updated_at)
                        VALUES (:id, :owner, :cluster, :document, :created, :updated)
                        ON CONFLICT (id) DO UPDATE SET
                          cluster = excluded.cluster, document = excluded.document, updated_at = excluded.updated_at""")
                .bind("id", draft.id())
                .bind("owner", draft.owner())
                .bind("cluster", draft.cluster())
                .bind("document", vault.seal(draft.document(), SealedRows.draft(draft.id())))
                .bind("created", draft.createdAt().toEpochMilli())
                .bind("updated", draft.updatedAt().toEpochMilli())
                .execute());
    }

    /** Forgets a draft; nothing happens if there is none. */
    public void remove(String id) {
        file.writing(state -> state.createUpdate("DELETE FROM draft WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /** Forgets the drafts that were last changed before this time. */
    public void removeBefore(Instant time) {
        file.writing(state -> state.createUpdate("DELETE FROM draft WHERE updated_at < :time")
                .bind("time", time.toEpochMilli())
                .execute());
    }

    private StoredDraft read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new StoredDraft(
                id,
                row.getString("owner"),
                row.getString("cluster"),
                vault.unseal(row.getBytes("document"), SealedRows.draft(id)),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
