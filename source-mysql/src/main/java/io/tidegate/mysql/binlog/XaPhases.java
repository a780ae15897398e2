package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.row.LoggedTransaction;
import io.tidegate.mysql.schema.TableStore;
import java.util.HexFormat;

/**
 * XA transactions: the rows of the first phase are kept, and take effect where the second phase commits them, with its
 * commit-ts.
 */
final class XaPhases {
    private final PreparedTransactions prepared;
    private final OpenTransaction transaction;
    private final Progress progress;
    private final TableStore store;
    private final Batches batches;
    private final long holdLimit;

    XaPhases(
            PreparedTransactions prepared,
            OpenTransaction transaction,
            Progress progress,
            TableStore store,
            Batches batches,
            long holdLimit) {
        this.prepared = prepared;
        this.transaction = transaction;
        this.progress = progress;
        this.store = store;
        this.batches = batches;
        this.holdLimit = holdLimit;
    }

    /** An XA_PREPARE event, before its group ends. */
    void prepare(EventBody body) {
        boolean onePhase = body.u8() != 0;
        String format = Long.toString(body.u32());
        int globalLength = (int) body.u32();
        int branchLength = (int) body.u32();
        String xid = PreparedTransactions.xid(hex(body, globalLength), hex(body, branchLength), format);
        HeldRows rows = transaction.detach();
        if (onePhase) {
            takeEffect(rows, transaction.logged(), transaction.commitTs());
            return;
        }
        prepared.add(
                xid,
                new PreparedTransactions.Prepared(
                        rows, transaction.logged(), progress.boundary(), store.state(), progress.countedAtBoundary()));
        if (prepared.slabBytes() > holdLimit) {
            throw new TidegateException(
                    ErrorCode.EVENT_UNSUPPORTED,
                    "prepared XA transactions hold more than the " + holdLimit / 1_048_576
                            + " MiB that can be kept until their XA COMMIT");
        }
    }

    /** XA COMMIT. */
    void commit(String statement, long commitTs) {
        var found = prepared.remove(PreparedTransactions.xidOf(statement));
        if (found == null) {
            throw new TidegateException(
                            ErrorCode.EVENT_UNSUPPORTED,
                            "the rows of this XA transaction are not known, because it was prepared before the start: "
                                    + statement)
                    .withRemedy(
                            "Start before its XA PREPARE, or after this XA COMMIT and reload the tables it changed.");
        }
        takeEffect(found.rows(), found.logged().committedAt(commitTs), commitTs);
    }

    /** XA ROLLBACK. A transaction that was prepared before the start had no rows that were handed on. */
    void rollBack(String statement) {
        var found = prepared.remove(PreparedTransactions.xidOf(statement));
        if (found != null) {
            found.rows().truncate(0);
        }
    }

    private void takeEffect(HeldRows rows, LoggedTransaction logged, long commitTs) {
        rows.renumber(progress);
        if (progress.isLeftOut(commitTs)) {
            rows.truncate(0);
        } else {
            rows.moveTo(batches, logged);
        }
    }

    private static String hex(EventBody body, int length) {
        return HexFormat.of().formatHex(body.bytes(length));
    }
}
