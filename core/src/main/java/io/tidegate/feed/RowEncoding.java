package io.tidegate.feed;

import io.tidegate.encode.Encoder;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
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
 * What one worker needs to turn batches of one changefeed into records: a cursor, an encoder and the routes of the
 * tables it has met. Used by one worker at a time; a run keeps as many as work for it at once.
 */
final class RowEncoding {
    private final Source.CursorFactory cursors;
    private final RowEncoder encoder;
    private final Router router;
    private final PartitionCounts partitions;
    private final boolean splitKeyUpdates;
    private final long targetTs;
    private final Map<TableVersion, Route> routes = new WeakHashMap<>();

    /**
     * @param splitKeyUpdates whether an UPDATE that changes a key column is sent as DELETE and INSERT
     * @param targetTs rows with a greater commit-ts are left out, compared unsigned
     */
    RowEncoding(
            Source.CursorFactory cursors,
            Encoder encoder,
            Router router,
            PartitionCounts partitions,
            boolean splitKeyUpdates,
            long targetTs) {
        this.cursors = cursors;
        this.encoder = encoder.newRowEncoder();
        this.router = router;
        this.partitions = partitions;
        this.splitKeyUpdates = splitKeyUpdates;
        this.targetTs = targetTs;
    }

    /** The records of a batch, in order. */
    RecordBatch encode(RowBatch batch) {
        RecordBatch records = new RecordBatch();
        RowCursor row = cursors.open(batch);
        TableVersion table = null;
        Route route = null;
        while (row.next()) {
            if (Long.compareUnsigned(row.commitTs(), targetTs) > 0) {
                continue;
            }
            if (route == null || row.table() != table) {
                table = row.table();
                route = routes.computeIfAbsent(table, version -> router.route(version, partitions));
            }
            RowKind kind = row.kind();
            if (kind == RowKind.UPDATE && splitKeyUpdates && changesKey(row, table)) {
                encodeAs(RowKind.DELETE, row, route, records);
                encodeAs(RowKind.INSERT, row, route, records);
            } else {
                encodeAs(kind, row, route, records);
            }
        }
        encoder.finish(records);
        return records;
    }

    private void encodeAs(RowKind kind, RowCursor row, Route route, RecordBatch records) {
        encoder.encode(row, kind, route.topic(), route.partition(row, kind), records);
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
