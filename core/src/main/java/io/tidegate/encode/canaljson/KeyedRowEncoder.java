package io.tidegate.encode.canaljson;

import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Gives each record of another encoder the handle key of its row: of its old values for a DELETE, else of its new ones. */
final class KeyedRowEncoder implements RowEncoder {
    private static final int USUAL_LENGTH = 128;

    private final RowEncoder rows;
    private final MessageLimits limits;
    private final ValueText values = new ValueText();
    private final ByteBuilder key = new ByteBuilder(USUAL_LENGTH);
    private final Map<TableVersion, ColumnPlan[]> plans = new WeakHashMap<>();

    /** @param limits the most that key and message may be together */
    KeyedRowEncoder(RowEncoder rows, MessageLimits limits) {
        this.rows = rows;
        this.limits = limits;
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        int maxLength = limits.maxMessageBytes(topic) - MessageLimits.RECORD_OVERHEAD;
        values.limit(maxLength);
        rows.encode(row, as, topic, partition, out);
        ColumnPlan[] columns = plans.computeIfAbsent(row.table(), KeyedRowEncoder::keyColumns);
        out.keyOfLast(columns.length == 0 ? null : key(columns, as == RowKind.DELETE ? row.before() : row.after()));
        if (out.bytesOfLast() > maxLength) {
            throw new TidegateException(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    "the " + as + " of a row of " + row.table().name() + " at commit-ts "
                            + Long.toUnsignedString(row.commitTs()) + " takes " + out.bytesOfLast()
                            + " bytes with its key, the limit of topic " + topic + " is "
                            + (maxLength + MessageLimits.RECORD_OVERHEAD));
        }
    }

    @Override
    public void finish(RecordBatch out) {
        rows.finish(out);
    }

    private byte @Nullable [] key(ColumnPlan[] columns, RowImage image) {
        key.clear();
        key.append((byte) '{');
        int skip = 1;
        for (ColumnPlan column : columns) {
            byte[] prefix = column.prefix();
            key.append(prefix, skip, prefix.length - skip);
            if (!values.append(column, image, key)) {
                // The message carries the value too and was refused before.
                throw new IllegalStateException("a key larger than its message");
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
