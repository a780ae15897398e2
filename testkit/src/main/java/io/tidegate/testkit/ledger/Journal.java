package io.tidegate.testkit.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a workload wrote, told by the version number that every row carries: no two writes have the same. Thread safe.
 */
public final class Journal {
    /**
     * One write to one row.
     *
     * @param table name of the table
     * @param version the version the row got, or had when it was deleted
     * @param deleted whether the row was deleted
     */
    public record Write(String table, long version, boolean deleted) {}

    private final Set<Write> committed = ConcurrentHashMap.newKeySet();
    private final Set<Write> uncertain = ConcurrentHashMap.newKeySet();

    /** Writes of a transaction whose commit was confirmed. */
    public void committed(List<Write> writes) {
        committed.addAll(writes);
    }

    /** Writes of a transaction whose commit may or may not have happened, because the answer got lost. */
    public void uncertain(List<Write> writes) {
        uncertain.addAll(writes);
    }

    /** Every write that must be found. */
    public List<Write> mustBeThere() {
        return new ArrayList<>(committed);
    }

    /** Whether a write was ever made. */
    public boolean knows(@Nullable Write write) {
        return write != null && (committed.contains(write) || uncertain.contains(write));
    }

    /** How many writes were confirmed. */
    public int size() {
        return committed.size();
    }
}
