package io.tidegate.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The newest {@value #KEPT} DDLs of each changefeed. What is added waits in memory for the transaction that stores the next
 * checkpoints, so a DDL that a stored checkpoint covers is in the history, and one that is sent again is there again. Goes
 * with the changefeed. Thread safe; failures are those of {@link StateStore}.
 */
public final class DdlHistoryStore {
    /** A number behind every entry. */
    public static final long END = Long.MAX_VALUE;

    static final int KEPT = 1000;
    /** Checkpoints are stored every second: more than this many wait only when the disk is not to be had. */
    private static final int MOST_WAITING = 10_000;

    private final StateFile file;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    DdlHistoryStore(StateFile file) {
        this.file = file;
    }

    /** Adds an entry; waits for no disk. */
    public void add(String changefeed, DeliveredDdl ddl) {
        synchronized (waiting) {
            if (waiting.size() == MOST_WAITING) {
                waiting.remove();
            }
            waiting.add(new Waiting(changefeed, ddl));
        }
    }

    /**
     * Entries of a changefeed before one, the newest first.
     *
     * @param before number of the entry before which to begin, {@link #END} for the newest
     * @param limit how many at most
     */
    public List<DdlRecord> page(String changefeed, long before, int limit) {
        return file.reading(state -> state.createQuery("""
                        SELECT * FROM ddl_history WHERE changefeed = :changefeed AND number < :before
                        ORDER BY number DESC LIMIT :limit""")
                .bind("changefeed", changefeed)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new DdlRecord(
                        row.getLong("number"),
                        new DeliveredDdl(
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getLong("commit_ts"),
                                row.getString("schema_name"),
                                row.getString("table_name"),
                                row.getString("statement"),
                                row.getString("outcome"))))
                .list());
    }

    /** What waits, the oldest first. */
    List<Waiting> waiting() {
        synchronized (waiting) {
            return List.copyOf(waiting);
        }
    }

    /** Writes entries as part of a transaction; one whose changefeed is gone is left out. */
    static void write(Handle state, List<Waiting> entries) {
        for (Waiting entry : entries) {
            DeliveredDdl ddl = entry.ddl();
            state.createUpdate("""
                            INSERT INTO ddl_history
                              (changefeed, number, at, commit_ts, schema_name, table_name, statement, outcome)
                            SELECT name, :number, :at, :ts, :schema, :table, :statement, :outcome
                            FROM changefeed WHERE name = :changefeed""")
                    .bind("changefeed", entry.changefeed())
                    .bind("number", HistoryNumbers.next(state, "ddl_history", entry.changefeed()))
                    .bind("at", ddl.at().toEpochMilli())
                    .bind("ts", ddl.commitTs())
                    .bind("schema", ddl.schema())
                    .bind("table", ddl.table())
                    .bind("statement", ddl.statement())
                    .bind("outcome", ddl.outcome())
                    .execute();
        }
        entries.stream()
                .map(Waiting::changefeed)
                .distinct()
                .forEach(changefeed -> HistoryNumbers.keep(state, "ddl_history", changefeed, KEPT));
    }

    /** These entries are stored. */
    void written(List<Waiting> entries) {
        synchronized (waiting) {
            waiting.removeAll(entries);
        }
    }

    /** An entry that is not stored yet; two are never the same one. */
    static final class Waiting {
        private final String changefeed;
        private final DeliveredDdl ddl;

        Waiting(String changefeed, DeliveredDdl ddl) {
            this.changefeed = changefeed;
            this.ddl = ddl;
        }

        String changefeed() {
            return changefeed;
        }

        DeliveredDdl ddl() {
            return ddl;
        }
    }
}
