package io.tidegate.mysql.binlog;

import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a session has read. It knows the last boundary between two transactions and counts what came behind it: every
 * rows event and every DDL, selected or not, takes a number, in an order that the log alone decides. A position is a
 * boundary and such a count, so a session that starts there leaves out exactly as many and goes on with the next.
 */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long LARGEST_FILE_START = 0xFFFF_FFFFL;

    private final Flavour flavour;
    private final String server;
    private final @Nullable Gtids gtids;
    private final LogCursor cursor;
    private final CommitClock clock;
    private final long afterTs;
    private final long toLeaveOut;
    private final Set<String> ignored;
    private long ignoredTs;
    private String file;
    private long offset;
    private long boundaryTs;
    private long counted;
    private long countedAtBoundary;

    /**
     * Starts at a position; the clock gives timestamps above the position's last one.
     *
     * @param ignored transactions to leave out, by GTID or by where they begin, {@code file:offset}
     */
    Progress(BinlogPosition start, LogCursor cursor, CommitClock clock, Set<String> ignored) {
        this.ignored = ignored;
        this.flavour = start.flavour();
        this.server = start.server();
        this.gtids = start.gtids() == null ? null : start.gtids().copy();
        this.cursor = cursor;
        this.clock = clock;
        this.afterTs = start.afterTs();
        this.toLeaveOut = start.delivered();
        this.file = start.file();
        this.offset = start.offset();
        this.boundaryTs = start.lastTs();
    }

    /** The GTIDs of what was read to the end; null where they are not followed. */
    @Nullable
    Gtids gtids() {
        return gtids;
    }

    /** The commit-ts of everything up to the boundary is at most this. */
    long boundaryTs() {
        return Math.max(boundaryTs, afterTs);
    }

    /** The number of rows events and DDLs so far. */
    long counted() {
        return counted;
    }

    /** Takes the number of the next rows event or DDL; true when it was handed on by an earlier session. */
    boolean countAndTellIfDelivered() {
        return ++counted <= toLeaveOut;
    }

    /** The number of rows events and DDLs before the boundary. */
    long countedAtBoundary() {
        return countedAtBoundary;
    }

    /** Whether the boundary lies before the place where an earlier session stopped. */
    boolean isRepeating() {
        return countedAtBoundary < toLeaveOut;
    }

    /** A transaction begins at the boundary. */
    void begin(Supplier<String> gtid, long commitTs) {
        if (!ignored.isEmpty()) {
            boolean named = ignored.contains(file + ":" + offset) || ignored.contains(gtid.get());
            ignoredTs = named ? commitTs : 0;
            if (named) {
                LOG.warn("transaction left out as asked for: gtid={} position={}:{}", gtid.get(), file, offset);
            }
        }
    }

    /** Whether the transaction of this commit-ts is left out: before the time the user chose, or by name. */
    boolean isLeftOut(long commitTs) {
        return Long.compareUnsigned(commitTs, afterTs) <= 0 || (ignoredTs != 0 && commitTs == ignoredTs);
    }

    /** Where the cursor is, no transaction is open. */
    void reachBoundary() {
        file = cursor.file();
        offset = cursor.position();
        boundaryTs = clock.lastTs();
        countedAtBoundary = counted;
    }

    /** Whether another boundary was reached since this position was taken. */
    boolean isBeyond(BinlogPosition position) {
        return offset != position.offset() || !file.equals(position.file());
    }

    /** Whether a session can be opened at the boundary: the dump command takes 32 bits of a file offset. */
    boolean canStartHere() {
        return gtids != null || Long.compareUnsigned(offset, LARGEST_FILE_START) <= 0;
    }

    /** The boundary as a position. */
    BinlogPosition boundary() {
        return new BinlogPosition(
                flavour,
                server,
                gtids == null ? null : gtids.copy(),
                file,
                offset,
                boundaryTs,
                0,
                Long.compareUnsigned(boundaryTs, afterTs) < 0 ? afterTs : 0);
    }
}
