package io.tidegate.state;

import io.tidegate.config.Secret;
import io.tidegate.state.vault.Vault;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Everything in the file that the vault has sealed, and the name of the row each value is bound to: a value that is
 * copied into another row does not open. The proof is a row of its own by which a wrong key is recognised at once and
 * not only when a secret is needed.
 */
final class SealedRows {
    private static final Column PROOF = new Column("proof", "vault_proof", "id", "sealed");
    private static final Column CLUSTER = new Column("cluster", "cluster", "id", "definition");
    private static final Column CHANGEFEED = new Column("changefeed", "server_changefeed", "changefeed", "definition");
    private static final Column DRAFT = new Column("draft", "draft", "id", "document");
    private static final Column CONFIGURATION =
            new Column("configuration", "config_history", "changefeed || '/' || number", "definition");
    private static final List<Column> COLUMNS = List.of(PROOF, CLUSTER, CHANGEFEED, DRAFT, CONFIGURATION);
    private static final String PROOF_ROW = "1";

    private final StateFile file;

    SealedRows(StateFile file) {
        this.file = file;
    }

    /** What the definition of a cluster is bound to. */
    static String cluster(String id) {
        return CLUSTER.name(id);
    }

    /** What the definition of a changefeed is bound to. */
    static String changefeed(String id) {
        return CHANGEFEED.name(id);
    }

    /** What the document of a draft is bound to. */
    static String draft(String id) {
        return DRAFT.name(id);
    }

    /** What a definition in the history of a changefeed is bound to. */
    static String configuration(String changefeed, long number) {
        return CONFIGURATION.name(changefeed + "/" + number);
    }

    /** Whether anything is sealed, so that a key must exist. */
    boolean any() {
        return file.reading(state -> COLUMNS.stream().anyMatch(column -> column.any(state)));
    }

    /** Opens the proof, or stores one if there is none: from then on only this key will do. */
    void prove(Vault vault) {
        List<byte[]> proofs = file.reading(state -> state.createQuery("SELECT sealed FROM vault_proof")
                .mapTo(byte[].class)
                .list());
        proofs.forEach(bytes -> vault.unseal(bytes, PROOF.name(PROOF_ROW)));
        if (proofs.isEmpty()) {
            file.writing(state -> state.createUpdate("INSERT INTO vault_proof (id, sealed) VALUES (:id, :sealed)")
                    .bind("id", PROOF_ROW)
                    .bind("sealed", vault.seal(new Secret("tidegate"), PROOF.name(PROOF_ROW)))
                    .execute());
            file.settle();
        }
    }

    /** Seals everything anew with the primary key, all or nothing. */
    void reseal(Vault vault) {
        file.writing(state -> COLUMNS.forEach(column -> column.reseal(state, vault)));
        file.settle();
    }

    /**
     * A column of sealed values.
     *
     * @param kind what its rows are called in the names that values are bound to
     * @param table where it is
     * @param key an expression of the primary key of the table
     * @param value the column
     */
    private record Column(String kind, String table, String key, String value) {
        String name(String row) {
            return kind + ":" + row;
        }

        boolean any(Handle state) {
            return state.createQuery("SELECT EXISTS (SELECT 1 FROM " + table + ")")
                    .mapTo(Boolean.class)
                    .one();
        }

        void reseal(Handle state, Vault vault) {
            List<Long> rows = state.createQuery("SELECT rowid FROM " + table)
                    .mapTo(Long.class)
                    .list();
            rows.forEach(row -> reseal(state, vault, row));
        }

        private void reseal(Handle state, Vault vault, long row) {
            byte[] sealed = state.createQuery(
                            "SELECT " + key + " AS name, " + value + " AS sealed FROM " + table + " WHERE rowid = :row")
                    .bind("row", row)
                    .map((found, context) -> resealed(vault, name(found.getString("name")), found.getBytes("sealed")))
                    .one();
            state.createUpdate("UPDATE " + table + " SET " + value + " = :sealed WHERE rowid = :row")
                    .bind("row", row)
                    .bind("sealed", sealed)
                    .execute();
        }

        private static byte[] resealed(Vault vault, String name, byte[] bytes) {
            return vault.seal(vault.unseal(bytes, name), name);
        }
    }
}
