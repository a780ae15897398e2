package io.tidegate.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The log of what was done; grows at its end only. Thread safe; failures are those of {@link StateStore}. */
public final class AuditStore {
    /** A number behind every entry. */
    public static final long END = Long.MAX_VALUE;

    private final StateFile file;

    AuditStore(StateFile file) {
        this.file = file;
    }

    /** Adds an entry; it is durable when this returns. */
    public void append(AuditEntry entry) {
        file.writing(state -> state.createUpdate("""
                        INSERT INTO audit (at, actor, via, remote, action, subject, outcome, detail)
                        VALUES (:at, :actor, :via, :remote, :action, :subject, :outcome, :detail)""")
                .bind("at", entry.at().toEpochMilli())
                .bind("actor", entry.actor())
                .bind("via", entry.via())
                .bind("remote", entry.remote())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("outcome", entry.outcome())
                .bind("detail", entry.detail())
                .execute());
    }

    /**
     * Entries before one, the newest first.
     *
     * @param before number of the entry before which to begin, {@link #END} for the newest
     * @param limit how many at most
     */
    public List<AuditRecord> page(long before, int limit) {
        return file.reading(state -> state.createQuery(
                        "SELECT * FROM audit WHERE number < :before ORDER BY number DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new AuditRecord(row.getLong("number"), entry(row)))
                .list());
    }

    /**
     * Entries about one changefeed, the newest first: those of its own routes, of its creation, and of a copy that it is or has.
     *
     * @param id of the changefeed
     * @param limit how many at most
     */
    public List<AuditEntry> ofChangefeed(String id, int limit) {
        // A copy is noted as ORIGINAL/COPY.
        return file.reading(state -> state.createQuery("""
                        SELECT * FROM audit
                        WHERE (instr(action, '/changefeeds') > 0 OR instr(action, '/drafts') > 0)
                        AND (subject = :id OR substr(subject, 1, length(:id) + 1) = :id || '/'
                            OR substr(subject, -length(:id) - 1) = '/' || :id)
                        ORDER BY number DESC LIMIT :limit""")
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("via"),
                row.getString("remote"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
