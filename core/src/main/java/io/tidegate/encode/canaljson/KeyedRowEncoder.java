package io.tidegate.encode.canaljson;

import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.TablePlans;
import io.tidegate.encode.large.LargeRow;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.Arrays;

/** Gives each message the handle key of its row as record key: of its old values for a DELETE, else of its new ones. */
final class KeyedRowEncoder implements RowEncoder {
    private static final int USUAL_LENGTH = 128;

    private final CanalJsonRowEncoder rows;
    private final MessageLimits limits;
    private final ValueText values = new ValueText();
    private final ByteBuilder key = new ByteBuilder(USUAL_LENGTH);
    private final TablePlans<ColumnPlan[]> plans = new TablePlans<>(KeyedRowEncoder::keyColumns);

    /** @param limits the most that key and message may be together */
    KeyedRowEncoder(CanalJsonRowEncoder rows, MessageLimits limits) {
        this.rows = rows;
        this.limits = limits;
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        ColumnPlan[] columns = plans.of(row.table());
        byte[] recordKey = columns.length == 0 ? null : key(row, as, topic, columns);
        rows.encode(row, as, topic, partition, recordKey, out);
    }

    @Override
    public void finish(RecordBatch out) {
        rows.finish(out);
    }

    private byte[] key(RowCursor row, RowKind as, String topic, ColumnPlan[] columns) {
        RowImage image = as == RowKind.DELETE ? row.before() : row.after();
        int limit = limits.maxMessageBytes(topic);
        values.limit(limit - MessageLimits.RECORD_OVERHEAD);
        key.clear();
        key.append((byte) '{');
        int skip = 1;
        for (ColumnPlan column : columns) {
            byte[] prefix = column.prefix();
            key.append(prefix, skip, prefix.length - skip);
            if (!values.append(column, image, key)) {
                throw new LargeRow(row, as, topic, limit, LargeRow.UNWRITTEN).error();
            }
            key.append((byte) '"');
            skip = 0;
        }
        key.append((byte) '}');
        return key.toBytes();
    }

    private static ColumnPlan[] keyColumns(TableVersion table) {
        return Arrays.stream(table.handleKey())
                .mapToObj(ordinal -> ColumnPlan.of(ordinal, table.column(ordinal)))
                .toArray(ColumnPlan[]::new);
    }
}
