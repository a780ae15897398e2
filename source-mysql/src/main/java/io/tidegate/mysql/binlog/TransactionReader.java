package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.TableSelection;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of the log. Events go in one by one; batches of whole transactions, DDLs and marks come out of {@link
 * #poll}. An event that is neither understood nor marked as ignorable by its server stops the reader. Used by one thread.
 */
final class TransactionReader {
    private static final long DUMMY_ID = 0xFF_FFFFL;
    private static final long DUMMY_LONG_ID = 0xFFFF_FFFF_FFFFL;

    private final LogCursor cursor;
    private final CommitClock clock;
    private final Progress progress;
    private final PreparedTransactions prepared = new PreparedTransactions();
    private final Batches batches;
    private final Marks marks;
    private final BinlogGroup group;
    private final OpenTransaction transaction;
    private final XaPhases xa;
    private final TableMaps maps;
    private final StatementReader statements;
    private final MemoryBudget memory;
    private @Nullable FormatDescription format;
    private @Nullable TransactionPayload payload;

    /** Where the group begins that is being read. */
    private long groupPosition;

    /**
     * Where the event begins that was taken last; what is inside of it stands there too. MariaDB 11.4 leaves positions out
     * inside of groups, and events that it does not send leave holes: then it is where the group begins.
     */
    private long eventPosition;

    /**
     * @param start a boundary, and what to leave out behind it
     * @param holdLimit bytes that a transaction may hold until its end is known
     * @param memory for what is inflated
     * @param ignored transactions to leave out, see {@link io.tidegate.source.SourceSettings}
     */
    TransactionReader(
            BinlogPosition start,
            LogTables tables,
            TableSelection selection,
            long holdLimit,
            MemoryBudget memory,
            InstantSource time,
            Set<String> ignored) {
        cursor = new LogCursor(start.file(), start.offset());
        clock = new CommitClock(time, start.lastTs());
        progress = new Progress(start, cursor, clock, ignored);
        batches = new Batches(progress, holdLimit / 4, time);
        marks = new Marks(progress, prepared, tables.store(), time, start);
        group = new BinlogGroup(clock, progress);
        transaction = new OpenTransaction(progress, batches, holdLimit);
        xa = new XaPhases(prepared, transaction, progress, tables.store(), batches, holdLimit);
        maps = new TableMaps(tables.parser(), tables.collations(), tables.store(), selection);
        statements = new StatementReader(
                cursor,
                progress,
                group,
                transaction,
                xa,
                new DefinitionChanges(tables.store(), maps, tables.collations(), selection, progress),
                batches,
                marks,
                selection);
        this.memory = memory;
    }

    /** The next event to hand on, null when more of the log is needed. */
    Batches.@Nullable Ready poll() {
        return batches.poll();
    }

    /** Declares the start itself resolved, so that it is stored before anything happens. */
    void markStart() {
        if (progress.boundaryTs() != 0) {
            putMark();
        }
    }

    /**
     * Takes an event of the log.
     *
     * @param offset of its header in the slab
     * @param length without the checksum
     * @param wireLength with the checksum
     */
    void accept(Slab slab, int offset, int length, int wireLength) {
        byte[] bytes = slab.bytes();
        int type = EventHeader.type(bytes, offset);
        long endPosition = EventHeader.endPosition(bytes, offset);
        cursor.pass(type, EventHeader.flags(bytes, offset), endPosition, wireLength);
        boolean beginsGroup = group.stage() == BinlogGroup.Stage.NONE;
        eventPosition = endPosition != 0 || beginsGroup ? cursor.position() - wireLength : groupPosition;
        groupPosition = beginsGroup ? eventPosition : groupPosition;
        handle(slab, offset, length, type);
    }

    /** Whether events are left inside the one that was taken last: {@link #step} comes before the next one. */
    boolean hasInnerEvents() {
        return payload != null;
    }

    /**
     * Takes the next event inside a compressed transaction.
     *
     * @throws InterruptedException if the thread was interrupted while it waited for memory
     */
    void step() throws InterruptedException {
        TransactionPayload open = payload;
        if (open != null && open.next()) {
            byte[] bytes = open.slab().bytes();
            handle(open.slab(), open.offset(), open.length(), EventHeader.type(bytes, open.offset()));
        } else {
            closePayload();
        }
    }

    /**
     * Closes what was gathered if this is a good moment.
     *
     * @param moreToCome whether the next event is here already
     */
    void settle(boolean moreToCome) {
        if (group.stage() != BinlogGroup.Stage.NONE) {
            return;
        }
        if (batches.hasOpen()) {
            if (!moreToCome || batches.isFull() || batches.isLate()) {
                batches.close(marks.take());
            }
        } else if (marks.hasNews() && marks.isDue()) {
            putMark();
        }
    }

    /** Bytes of slabs in what is not ready yet. */
    long unfinishedBytes() {
        return transaction.slabBytes() + batches.slabBytes() + prepared.slabBytes();
    }

    /**
     * Makes everything ready that can be, because the memory is needed to read on.
     *
     * @throws TidegateException EVENT_UNSUPPORTED when only rows of XA transactions hold memory, which must stay
     */
    void makeRoom() {
        boolean movable = batches.hasOpen() || (transaction.slabBytes() > 0 && !transaction.isXa());
        if (!movable) {
            throw unsupported("rows of XA transactions hold " + unfinishedBytes() / 1_048_576
                    + " MiB until their XA COMMIT and leave no room to read on");
        }
        transaction.flow();
        closeOpenBatch();
    }

    /** Closes what was gathered because nothing more can be read; the open transaction is forgotten. */
    void stop() {
        closePayload();
        transaction.discard();
        closeOpenBatch();
    }

    private void closeOpenBatch() {
        if (batches.hasOpen()) {
            boolean endsInside = group.stage() != BinlogGroup.Stage.NONE && transaction.isHandedOn();
            batches.close(endsInside ? null : marks.take());
        }
    }

    /** Gives back all memory. */
    void discard() {
        closePayload();
        transaction.discard();
        prepared.discard();
        batches.discard();
    }

    private void handle(Slab slab, int offset, int length, int type) {
        byte[] bytes = slab.bytes();
        switch (type) {
            case EventType.TABLE_MAP -> {
                if (!group.isRepeated()) {
                    maps.put(bytes, offset, length, postHeaderLength(type));
                }
            }
            case EventType.WRITE_ROWS_V1,
                    EventType.UPDATE_ROWS_V1,
                    EventType.DELETE_ROWS_V1,
                    EventType.WRITE_ROWS,
                    EventType.UPDATE_ROWS,
                    EventType.DELETE_ROWS,
                    EventType.PARTIAL_UPDATE_ROWS -> onRows(slab, offset, length, type);
            case EventType.TRANSACTION_PAYLOAD -> onPayload(slab, offset, length);
            default -> onRareEvent(bytes, offset, length, type);
        }
    }

    private void onPayload(Slab slab, int offset, int length) {
        if (group.isRepeated()) {
            group.end();
            return;
        }
        payload = new TransactionPayload(slab, EventBody.ofEvent(slab.bytes(), offset, length), memory);
    }

    private void closePayload() {
        if (payload != null) {
            payload.close();
            payload = null;
        }
    }

    private void onRows(Slab slab, int offset, int length, int type) {
        int postHeaderLength = postHeaderLength(type);
        long id = TableMaps.tableId(slab.bytes(), offset, postHeaderLength);
        if (id == DUMMY_ID || id == DUMMY_LONG_ID || group.isRepeated()) {
            return;
        }
        TableMaps.Entry table = maps.find(id);
        if (table == null) {
            throw EventBody.corrupt("rows for table id " + id + " without a table map, before " + cursor);
        }
        if (group.stage() == BinlogGroup.Stage.NONE) {
            throw unsupported("rows of " + table.name() + " outside a transaction");
        }
        if (type == EventType.PARTIAL_UPDATE_ROWS && table.layout() != null) {
            throw unsupported("a partial JSON update of " + table.name())
                    .withRemedy("SET GLOBAL binlog_row_value_options = '' and start after this transaction.");
        }
        transaction.add(slab, offset, length, type, postHeaderLength, eventPosition, table);
    }

    private void onRareEvent(byte[] bytes, int offset, int length, int type) {
        EventBody body = EventBody.ofEvent(bytes, offset, length);
        long seconds = EventHeader.timestampSeconds(bytes, offset);
        switch (type) {
            case EventType.QUERY -> statements.accept(QueryEvent.parse(seconds, body));
            case EventType.EXECUTE_LOAD_QUERY -> statements.refuseIfSelected(QueryEvent.parseLoad(seconds, body));
            case EventType.XID -> statements.commit();
            case EventType.XA_PREPARE -> onXaPrepare(body);
            case EventType.GTID -> announce(GtidEvent.parse(body), true, seconds);
            case EventType.ANONYMOUS_GTID -> announce(GtidEvent.parse(body), false, seconds);
            case EventType.GTID_TAGGED -> announce(GtidEvent.parseTagged(body), true, seconds);
            case EventType.MARIADB_GTID ->
                onMariadbGtid(MariadbGtidEvent.parse(body), EventHeader.serverId(bytes, offset), seconds);
            case EventType.ROTATE -> onRotate(body);
            case EventType.FORMAT_DESCRIPTION -> onFormat(body);
            case EventType.HEARTBEAT -> onHeartbeat(body, EventHeader.endPosition(bytes, offset));
            case EventType.MARIADB_GTID_LIST ->
                onGtidList(EventHeader.flags(bytes, offset), EventHeader.endPosition(bytes, offset));
            case EventType.INCIDENT -> onIncident(body);
            case EventType.STOP,
                    EventType.INTVAR,
                    EventType.RAND,
                    EventType.USER_VAR,
                    EventType.BEGIN_LOAD_QUERY,
                    EventType.IGNORABLE,
                    EventType.ROWS_QUERY,
                    EventType.PREVIOUS_GTIDS,
                    EventType.TRANSACTION_CONTEXT,
                    EventType.VIEW_CHANGE,
                    EventType.HEARTBEAT_V2,
                    EventType.ANNOTATE_ROWS,
                    EventType.BINLOG_CHECKPOINT,
                    EventType.START_ENCRYPTION -> {
                // Nothing in them changes a row or a definition.
            }
            default -> onUnknown(type, EventHeader.flags(bytes, offset));
        }
    }

    private void onUnknown(int type, int flags) {
        if (type >= EventType.QUERY_COMPRESSED && type <= EventType.DELETE_ROWS_COMPRESSED) {
            throw unsupported("an event compressed by log_bin_compress")
                    .withRemedy("SET GLOBAL log_bin_compress = OFF and start after this transaction.");
        }
        if ((flags & EventHeader.FLAG_IGNORABLE) == 0) {
            throw unsupported("an event of the unknown type " + type);
        }
    }

    private void announce(GtidEvent event, boolean numbered, long seconds) {
        abandonOpenGroup();
        group.announce(event, numbered, seconds);
        transaction.begin(group.commitTs(), cursor.file(), group.gtid());
    }

    private void onMariadbGtid(MariadbGtidEvent event, long serverId, long seconds) {
        abandonOpenGroup();
        group.announce(event, serverId, seconds);
        transaction.begin(group.commitTs(), cursor.file(), group.gtid());
        if (event.preparesXa()) {
            transaction.prepareXa();
        }
    }

    private void onXaPrepare(EventBody body) {
        if (!group.isRepeated()) {
            xa.prepare(body);
        }
        group.end();
    }

    private void onRotate(EventBody body) {
        long position = body.i64();
        String file = body.text(body.remaining());
        boolean another = !file.equals(cursor.file());
        if (another) {
            abandonOpenGroup();
            maps.clear();
        }
        cursor.enter(file, position);
        if (group.stage() == BinlogGroup.Stage.NONE) {
            progress.reachBoundary();
        }
    }

    private void onFormat(EventBody body) {
        abandonOpenGroup();
        maps.clear();
        format = FormatDescription.parse(body);
        progress.reachBoundary();
    }

    /** MariaDB tells so where a dump by GTID really begins. */
    private void onGtidList(int flags, long endPosition) {
        if ((flags & EventHeader.FLAG_ARTIFICIAL) != 0 && endPosition != 0) {
            cursor.skipTo(endPosition);
        }
        progress.reachBoundary();
    }

    private void onHeartbeat(EventBody body, long endPosition) {
        if (group.stage() != BinlogGroup.Stage.NONE || !batches.isEmpty()) {
            return;
        }
        if (!cursor.isAt(endPosition)) {
            // The server passes over what we did not ask for; it is idle when it comes back with the same position.
            boolean sameFile = body.text(body.remaining()).endsWith(cursor.file());
            if (sameFile && endPosition != 0) {
                cursor.skipTo(endPosition);
                progress.reachBoundary();
            }
            return;
        }
        // With a transaction prepared, a restart begins before it and would not know of this timestamp.
        if (marks.isDue() && !progress.isRepeating() && progress.canStartHere() && prepared.oldest() == null) {
            clock.resolve();
            progress.reachBoundary();
            putMark();
        }
    }

    private void onIncident(EventBody body) {
        int number = body.u16();
        throw new TidegateException(
                ErrorCode.SOURCE_LOST_EVENTS,
                "incident " + number + " before " + cursor + ": " + body.text(Math.min(body.u8(), body.remaining())));
    }

    /** A server that stopped while it wrote leaves a group without an end; it never committed. */
    private void abandonOpenGroup() {
        if (group.stage() != BinlogGroup.Stage.NONE) {
            transaction.rollBack("the end of the log in the middle");
            group.abandon();
        }
    }

    private void putMark() {
        ResolvedMark mark = marks.take();
        if (mark != null) {
            batches.put(mark, progress.countedAtBoundary());
        }
    }

    private int postHeaderLength(int type) {
        FormatDescription known = format;
        if (known == null) {
            throw EventBody.corrupt("rows before a format description");
        }
        return known.postHeaderLength(type);
    }

    private TidegateException unsupported(String what) {
        return new TidegateException(ErrorCode.EVENT_UNSUPPORTED, what + ", before " + cursor);
    }
}
