package io.tidegate.mysql.binlog;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The group of events that is being read: a transaction or a single statement, with its GTID. Between two groups is a
 * boundary, and only there positions, GTIDs and commit-ts move on.
 */
final class BinlogGroup {
    /** What comes next. */
    enum Stage {
        /** A group has to begin. */
        NONE,
        /** A MySQL GTID was read: BEGIN, or the only statement. */
        ANNOUNCED,
        /** A MariaDB GTID was read that announces one statement. */
        ONE_STATEMENT,
        /** Rows and statements up to the end. */
        BODY
    }

    private final CommitClock clock;
    private final Progress progress;
    private Stage stage = Stage.NONE;
    private Runnable remember = () -> {};
    private @Nullable Supplier<String> gtid;
    private boolean repeated;
    private boolean changesNothing;
    private long commitTs;

    BinlogGroup(CommitClock clock, Progress progress) {
        this.clock = clock;
        this.progress = progress;
    }

    Stage stage() {
        return stage;
    }

    /** Whether the group lies before the start by its GTID: the server sent it although we have it. */
    boolean isRepeated() {
        return repeated;
    }

    /** Whether its statement is half of a two-phase ALTER that has no effect. */
    boolean changesNothing() {
        return changesNothing;
    }

    long commitTs() {
        return commitTs;
    }

    /** Makes the text of its GTID; null when it has none. */
    @Nullable
    Supplier<String> gtid() {
        return gtid;
    }

    /** A GTID, GTID_TAGGED or ANONYMOUS_GTID event. */
    void announce(GtidEvent event, boolean numbered, long seconds) {
        boolean known = false;
        remember = () -> {};
        if (numbered && progress.gtids() instanceof GtidSet set) {
            known = set.contains(event.source(), event.number());
            remember = () -> set.add(event.source(), event.number());
        }
        gtid = numbered ? () -> event.source() + ":" + event.number() : null;
        long micros = event.originalCommitMicros();
        begin(Stage.ANNOUNCED, known, micros > 0 ? micros / 1_000 : seconds * 1_000);
        progress.begin(() -> numbered ? event.source() + ":" + event.number() : "", commitTs);
    }

    /** A MARIADB_GTID event. */
    void announce(MariadbGtidEvent event, long serverId, long seconds) {
        boolean known = false;
        remember = () -> {};
        if (progress.gtids() instanceof MariadbGtidState state) {
            known = state.covers(event.domain(), serverId, event.sequence());
            remember = () -> state.add(event.domain(), serverId, event.sequence());
        }
        gtid = () -> event.domain() + "-" + serverId + "-" + Long.toUnsignedString(event.sequence());
        begin(event.standalone() ? Stage.ONE_STATEMENT : Stage.BODY, known, seconds * 1_000);
        changesNothing = event.changesNothing();
        progress.begin(() -> event.domain() + "-" + serverId + "-" + event.sequence(), commitTs);
    }

    /** A group without a GTID event, as old servers write it. */
    void beginWithoutGtid(long seconds) {
        gtid = null;
        remember = () -> {};
        begin(Stage.ANNOUNCED, false, seconds * 1_000);
        progress.begin(() -> "", commitTs);
    }

    private void begin(Stage first, boolean known, long millis) {
        stage = first;
        repeated = known;
        changesNothing = false;
        // A repeated group had its timestamp when it was read first, and the clock starts above it.
        commitTs = known ? 0 : clock.next(millis);
    }

    /** BEGIN, or a statement that rows follow. */
    void enterBody() {
        stage = Stage.BODY;
    }

    /** The last event was read. */
    void end() {
        if (!repeated) {
            remember.run();
        }
        stage = Stage.NONE;
        progress.reachBoundary();
    }

    /** The rest never came: the server stopped while it wrote the group. It took no effect and is not remembered. */
    void abandon() {
        stage = Stage.NONE;
    }
}
