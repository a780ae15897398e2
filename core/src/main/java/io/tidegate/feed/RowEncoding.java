package io.tidegate.feed;

import io.tidegate.encode.Encoder;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.TidegateException;
import io.tidegate.filter.ChangeFilter;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import io.tidegate.route.PartitionCounts;
import io.tidegate.route.Route;
import io.tidegate.route.Router;
import io.tidegate.source.RowBatch;
import io.tidegate.source.Source;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What one worker needs to turn batches of one changefeed into records: a cursor, an encoder, and for each table version
 * it has met the way of its rows. Used by one worker at a time; a run keeps as many as work for it at once.
 */
final class RowEncoding {
    private final Source.CursorFactory cursors;
    private final RowEncoder encoder;
    private final ChangeFilter filter;
    private final Router router;
    private final KnownTopics topics;
    private final PartitionCounts partitions;
    private final DeadLetterWriter deadLetters;
    private final boolean splitKeyUpdates;
    private final long afterTs;
    private final long targetTs;
    private final Map<TableVersion, RowWay> ways = new WeakHashMap<>();

    /**
     * @param topics tells which topics may be asked about without waiting
     * @param partitions of these topics
     * @param deadLetters takes the rows that the encoder refuses
     * @param splitKeyUpdates whether an UPDATE that changes a key column is sent as DELETE and INSERT
     * @param afterTs rows with a commit-ts up to it are left out, compared unsigned
     * @param targetTs rows with a greater commit-ts are left out, compared unsigned
     */
    RowEncoding(
            Source.CursorFactory cursors,
            Encoder encoder,
            ChangeFilter filter,
            Router router,
            KnownTopics topics,
            PartitionCounts partitions,
            DeadLetterWriter deadLetters,
            boolean splitKeyUpdates,
            long afterTs,
            long targetTs) {
        this.cursors = cursors;
        this.encoder = encoder.newRowEncoder();
        this.filter = filter;
        this.router = router;
        this.topics = topics;
        this.partitions = partitions;
        this.deadLetters = deadLetters;
        this.splitKeyUpdates = splitKeyUpdates;
        this.afterTs = afterTs;
        this.targetTs = targetTs;
    }

    /**
     * The records of a batch, in order.
     *
     * @throws io.tidegate.encode.NotReadyException if something must be waited for first; then this is of no more use
     */
    RecordBatch encode(RowBatch batch) {
        RecordBatch records = new RecordBatch();
        TableRun run = new TableRun(records);
        RowCursor row = cursors.open(batch);
        TableVersion table = null;
        RowWay way = null;
        while (row.next()) {
            long commitTs = row.commitTs();
            if (Long.compareUnsigned(commitTs, targetTs) > 0 || Long.compareUnsigned(commitTs, afterTs) <= 0) {
                continue;
            }
            if (!filter.startTs().isEmpty() && filter.startTs().contains(row.startTs())) {
                continue;
            }
            if (way == null || row.table() != table) {
                run.end(table, way);
                table = row.table();
                way = ways.computeIfAbsent(table, this::way);
            }
            if (way.isOpen()) {
                run.next(commitTs);
                encode(row, way, table, records);
            }
        }
        run.end(table, way);
        encoder.finish(records);
        run.finish();
        return records;
    }

    private RowWay way(TableVersion table) {
        if (!filter.accepts(table)) {
            return RowWay.closed();
        }
        topics.require(router.topic(table.name()));
        Route route = router.route(table, partitions);
        deadLetters.requireApart(route.topic(), table);
        return RowWay.of(route, filter.events().rows(table), filter.columns().selection(table));
    }

    /** Filters see the whole UPDATE first, and its halves once it is split. */
    private void encode(RowCursor row, RowWay way, TableVersion table, RecordBatch records) {
        RowKind kind = row.kind();
        if (kind == RowKind.UPDATE && splitKeyUpdates && changesKey(row, table)) {
            if (!way.filter().ignoresAll(RowKind.UPDATE)) {
                encodeAs(RowKind.DELETE, row, way, records);
                encodeAs(RowKind.INSERT, row, way, records);
            }
        } else {
            encodeAs(kind, row, way, records);
        }
    }

    /** Filters and routes see the whole row, the encoder the columns that are sent. */
    private void encodeAs(RowKind kind, RowCursor row, RowWay way, RecordBatch records) {
        if (!way.filter().ignores(row, kind)) {
            send(way.sent(row), kind, way.route().topic(), way.route().partition(row, kind), records);
        }
    }

    private void send(RowCursor row, RowKind kind, String topic, int partition, RecordBatch records) {
        try {
            encoder.encode(row, kind, topic, partition, records);
            records.countRow();
        } catch (TidegateException e) {
            deadLetters.take(row, kind, topic, partition, e, records);
        }
    }

    private static boolean changesKey(RowCursor row, TableVersion table) {
        for (int column : table.keyColumns()) {
            if (!row.sameBytes(column)) {
                return true;
            }
        }
        return false;
    }
}
