package io.tidegate.state;

import io.tidegate.config.Secret;
import io.tidegate.state.vault.Vault;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * How changefeeds have been configured: the newest {@value #KEPT} definitions of each. {@link FeedStore} adds to it, in the
 * transaction that stores the change, and it goes with the changefeed. Thread safe; failures are those of {@link
 * StateStore} and of the vault.
 */
public final class ConfigHistoryStore {
    /** A number behind every entry. */
    public static final long END = Long.MAX_VALUE;

    static final int KEPT = 1000;

    private final StateFile file;
    private final Vault vault;

    ConfigHistoryStore(StateFile file, Vault vault) {
        this.file = file;
        this.vault = vault;
    }

    /**
     * Entries of a changefeed before one, the newest first.
     *
     * @param before number of the entry before which to begin, {@link #END} for the newest
     * @param limit how many at most
     */
    public List<ConfigRecord> page(String changefeed, long before, int limit) {
        return file.reading(state -> state.createQuery("""
                        SELECT * FROM config_history WHERE changefeed = :changefeed AND number < :before
                        ORDER BY number DESC LIMIT :limit""")
                .bind("changefeed", changefeed)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new ConfigRecord(
                        row.getLong("number"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        new ConfigChange(row.getString("who"), row.getString("what")),
                        vault.unseal(
                                row.getBytes("definition"),
                                SealedRows.configuration(changefeed, row.getLong("number")))))
                .list());
    }

    /** Adds an entry as part of a transaction. */
    void append(Handle state, String changefeed, Instant at, ConfigChange change, Secret definition) {
        long number = HistoryNumbers.next(state, "config_history", changefeed);
        state.createUpdate("""
                        INSERT INTO config_history (changefeed, number, at, who, what, definition)
                        VALUES (:changefeed, :number, :at, :who, :what, :definition)""")
                .bind("changefeed", changefeed)
                .bind("number", number)
                .bind("at", at.toEpochMilli())
                .bind("who", change.who())
                .bind("what", change.what())
                .bind("definition", vault.seal(definition, SealedRows.configuration(changefeed, number)))
                .execute();
        HistoryNumbers.keep(state, "config_history", changefeed, KEPT);
    }

    /** Before the first change of a changefeed that has no history: puts down what it was, as part of a transaction. */
    void begin(Handle state, String changefeed) {
        if (HistoryNumbers.next(state, "config_history", changefeed) == 1) {
            state.createQuery("SELECT definition, updated_at FROM server_changefeed WHERE changefeed = :changefeed")
                    .bind("changefeed", changefeed)
                    .map((row, context) -> new ConfigRecord(
                            1,
                            Instant.ofEpochMilli(row.getLong("updated_at")),
                            ConfigChange.FOUND,
                            vault.unseal(row.getBytes("definition"), SealedRows.changefeed(changefeed))))
                    .findOne()
                    .ifPresent(found -> append(state, changefeed, found.at(), found.change(), found.definition()));
        }
    }
}
