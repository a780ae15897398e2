package io.tidegate.mysql.row;

import io.tidegate.model.RowCursor;
import io.tidegate.source.RowBatch;
import io.tidegate.source.Source;
import java.time.ZoneId;

/** Cursors over {@link BinlogRowBatch}es for one worker thread: always the same one, which keeps its buffers. */
public final class BinlogCursors implements Source.CursorFactory {
    private final BinlogCursor cursor;

    /** @param zone in which TIMESTAMP is printed */
    public BinlogCursors(ZoneId zone) {
        cursor = new BinlogCursor(new ZoneOffsets(zone));
    }

    @Override
    public RowCursor open(RowBatch batch) {
        if (!(batch instanceof BinlogRowBatch binlogBatch)) {
            throw new IllegalArgumentException("a batch of another source: " + batch.getClass());
        }
        cursor.open(binlogBatch);
        return cursor;
    }
}
