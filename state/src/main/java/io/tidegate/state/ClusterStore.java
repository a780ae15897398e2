package io.tidegate.state;

import io.tidegate.state.vault.Vault;
import java.time.Instant;
import java.util.List;

/** The source clusters of a server. Thread safe; failures are those of {@link StateStore} and of the vault. */
public final class ClusterStore {
    private final StateFile file;
    private final Vault vault;

    ClusterStore(StateFile file, Vault vault) {
        this.file = file;
        this.vault = vault;
    }

    /** All clusters, in the order of their ids. */
    public List<StoredCluster> all() {
        return file.reading(state -> state.createQuery("SELECT * FROM cluster ORDER BY id")
                .map((row, context) -> new StoredCluster(
                        row.getString("id"),
                        row.getString("name"),
                        vault.unseal(row.getBytes("definition"), SealedRows.cluster(row.getString("id"))),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("updated_at"))))
                .list());
    }

    /** Stores a cluster, in the place of the one with its id if there is one; that keeps when it was created. */
    public void put(StoredCluster cluster) {
        file.writing(state -> state.createUpdate("""
                        INSERT INTO cluster (id, name, definition, created_at, updated_at)
                        VALUES (:id, :name, :definition, :created, :updated)
                        ON CONFLICT (id) DO UPDATE SET
                          name = excluded.name, definition = excluded.definition, updated_at = excluded.updated_at""")
                .bind("id", cluster.id())
                .bind("name", cluster.name())
                .bind("definition", vault.seal(cluster.definition(), SealedRows.cluster(cluster.id())))
                .bind("created", cluster.createdAt().toEpochMilli())
                .bind("updated", cluster.updatedAt().toEpochMilli())
                .execute());
        file.settle();
    }

    /** Forgets a cluster, nothing happens if there is none; one that has changefeeds is refused. */
    public void remove(String id) {
        file.writing(state -> state.createUpdate("DELETE FROM cluster WHERE id = :id")
                .bind("id", id)
                .execute());
    }
}
