package io.tidegate.testkit.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What a workload wrote, told by the version number that every row carries: no two writes have the same, and numbers
 * start at 1 without large gaps. Thread safe.
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

    private final Writes committed = new Writes();
    private final Writes uncertain = new Writes();
    private final List<String> definitions = new ArrayList<>();
    private long newestVersion;

    /** Writes of a transaction whose commit was confirmed. */
    public synchronized void committed(List<Write> writes) {
        for (Write write : writes) {
            committed.add(write);
            newestVersion = Math.max(newestVersion, write.version());
        }
    }

    /** Writes of a transaction whose commit may or may not have happened, because the answer got lost. */
    public synchronized void uncertain(List<Write> writes) {
        writes.forEach(uncertain::add);
    }

    /** A statement that changed the definition of a table, executed for certain. */
    public synchronized void defined(String statement) {
        definitions.add(statement);
    }

    /** How many writes were confirmed. */
    public synchronized long size() {
        return committed.size();
    }

    /** The highest version that was confirmed, 0 before the first. */
    public synchronized long newestVersion() {
        return newestVersion;
    }

    /** The confirmed writes that are not among those found. */
    synchronized List<Write> missingFrom(Writes found) {
        return committed.without(found);
    }

    /** The writes found that were never made. */
    synchronized List<Write> inventedBy(Writes found) {
        return found.without(committed).stream()
                .filter(write -> !uncertain.contains(write) && !isHalfOfUpdate(write))
                .toList();
    }

    /** The statements that changed definitions, in order. */
    synchronized List<String> definitions() {
        return List.copyOf(definitions);
    }

    /** An UPDATE of a key column arrives as DELETE of the version before and INSERT of the new one. */
    private boolean isHalfOfUpdate(Write write) {
        Write before = new Write(write.table(), write.version(), false);
        return write.deleted() && (committed.contains(before) || uncertain.contains(before));
    }
}
