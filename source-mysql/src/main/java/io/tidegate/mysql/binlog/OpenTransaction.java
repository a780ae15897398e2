package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.mysql.row.LoggedTransaction;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the transaction that is being read. They are held until it commits, so that a rollback leaves nothing
 * behind; when they hold too much memory they flow on as they come, and a rollback can only be reported. Used again for
 * every transaction.
 */
final class OpenTransaction {
    /**
     * What a rollback to a savepoint goes back to.
     *
     * @param held events held
     * @param rows events of selected tables seen
     */
    private record Savepoint(int held, long rows) {}

    private final Progress progress;
    private final Batches batches;
    private final long holdLimit;
    private final Map<String, Savepoint> savepoints = new HashMap<>();
    private final Set<TableName> tables = new LinkedHashSet<>();
    private HeldRows held = new HeldRows();
    private long commitTs;
    private String file = "";
    private @Nullable Supplier<String> gtid;
    private long thread;
    private @Nullable LoggedTransaction logged;
    private boolean xa;
    private boolean flowing;
    private boolean handedOn;
    private long rows;

    /** @param holdLimit memory in slabs that one transaction may hold */
    OpenTransaction(Progress progress, Batches batches, long holdLimit) {
        this.progress = progress;
        this.batches = batches;
        this.holdLimit = holdLimit;
    }

    long commitTs() {
        return commitTs;
    }

    /**
     * Begins a transaction.
     *
     * @param ts its commit-ts
     * @param itsFile the log file it stands in
     * @param itsGtid makes the text of its global number, null when it has none
     */
    void begin(long ts, String itsFile, @Nullable Supplier<String> itsGtid) {
        commitTs = ts;
        file = itsFile;
        gtid = itsGtid;
        thread = 0;
        logged = null;
        xa = false;
        flowing = false;
        handedOn = false;
        rows = 0;
        savepoints.clear();
        tables.clear();
    }

    /** Tells which session wrote the transaction; before its rows. */
    void writtenBy(long session) {
        thread = session;
    }

    /** What its rows have in common; made for the first of them that is selected. */
    LoggedTransaction logged() {
        LoggedTransaction known = logged;
        if (known == null) {
            known = new LoggedTransaction(commitTs, file, thread, gtid);
            logged = known;
        }
        return known;
    }

    /** The transaction is the first phase of an XA transaction. */
    void prepareXa() {
        xa = true;
    }

    /** Whether the transaction is the first phase of an XA transaction. */
    boolean isXa() {
        return xa;
    }

    /** Takes a rows event, which begins at a position of its file. */
    void add(Slab slab, int offset, int length, int type, int postHeaderLength, long position, TableMaps.Entry table) {
        if (xa) {
            addPrepared(slab, offset, length, type, postHeaderLength, position, table);
            return;
        }
        boolean delivered = progress.countAndTellIfDelivered();
        var layout = table.layout();
        if (layout == null || progress.isLeftOut(commitTs)) {
            return;
        }
        rows++;
        if (delivered) {
            noteHandedOn(table.name());
            return;
        }
        if (flowing) {
            noteHandedOn(table.name());
            batches.add(slab, offset, length, type, postHeaderLength, layout, position, logged(), progress.counted());
            return;
        }
        held.add(slab, offset, length, type, postHeaderLength, layout, position, progress.counted());
        tables.add(table.name());
        if (held.extraSlabBytes() > holdLimit) {
            flow();
        }
    }

    /** Bytes of the slabs it holds. */
    long slabBytes() {
        return held.slabBytes();
    }

    /** Hands on what is held before its end is known, because the memory is needed. */
    void flow() {
        if (!xa && held.size() > 0) {
            flowing = true;
            handedOn = true;
            held.moveTo(batches, logged());
        }
    }

    /** Whether a part of the transaction was handed on before its end. */
    boolean isHandedOn() {
        return handedOn;
    }

    private void addPrepared(
            Slab slab, int offset, int length, int type, int postHeaderLength, long position, TableMaps.Entry table) {
        var layout = table.layout();
        if (layout == null) {
            held.addUnselected();
            return;
        }
        held.add(slab, offset, length, type, postHeaderLength, layout, position, 0);
        if (held.extraSlabBytes() > holdLimit) {
            throw new TidegateException(
                    ErrorCode.EVENT_UNSUPPORTED,
                    "an XA transaction with rows of " + table.name() + " is larger than the " + holdLimit / 1_048_576
                            + " MiB that can be held until its XA COMMIT");
        }
    }

    /** A part of the transaction cannot be taken back any more. */
    void noteHandedOn(TableName table) {
        handedOn = true;
        tables.add(table);
    }

    void setSavepoint(String name) {
        savepoints.put(name, new Savepoint(held.size(), rows));
    }

    /** Forgets what came after a savepoint; an unknown one lies before a part that was left out. */
    void rollBackTo(String name) {
        @Nullable Savepoint savepoint = savepoints.get(name);
        if (savepoint != null && savepoint.rows() == rows && !xa) {
            return;
        }
        refuseIfHandedOn("ROLLBACK TO SAVEPOINT");
        held.truncate(savepoint == null ? 0 : savepoint.held());
    }

    /** Gives the rows to the batches. */
    void commit() {
        held.moveTo(batches, logged());
    }

    /** Forgets the rows. */
    void rollBack(String cause) {
        refuseIfHandedOn(cause);
        held.truncate(0);
    }

    /** Gives the rows away, to be handed on later or never. */
    HeldRows detach() {
        HeldRows detached = held;
        held = new HeldRows();
        return detached;
    }

    /** Gives back all memory. */
    void discard() {
        held.truncate(0);
    }

    private void refuseIfHandedOn(String cause) {
        if (handedOn) {
            throw new TidegateException(
                    ErrorCode.ROLLBACK_TOO_LARGE, cause + " of a transaction with rows of " + tables);
        }
    }
}
