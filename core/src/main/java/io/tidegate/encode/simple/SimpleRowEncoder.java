package io.tidegate.encode.simple;

import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.TablePlans;
import io.tidegate.encode.large.LargeRow;
import io.tidegate.encode.large.LargeRowMark;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.large.ValueCompressor;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message per row into a buffer that it keeps, and copies the message out at its exact size: that array is all
 * it allocates. A row whose message is too large is written a second time with the columns of its handle key, if there is
 * a policy for such rows.
 */
final class SimpleRowEncoder implements RowEncoder {
    /** TiCDC's producer sends rows with an empty key, not with none. */
    static final byte[] EMPTY_KEY = new byte[0];

    private static final int USUAL_LENGTH = 4096;

    private final MessageLimits limits;
    private final LargeRowPolicy large;
    private final ValueCompressor compressor;
    private final LongSupplier wallClockMillis;
    private final RowScratch scratch = new RowScratch();
    private final ByteBuilder message = new ByteBuilder(USUAL_LENGTH);
    private final TablePlans<TablePlan> plans;
    private final TablePlans<TablePlan> reducedPlans;

    SimpleRowEncoder(Notation notation, MessageLimits limits, LargeRowPolicy large, LongSupplier wallClockMillis) {
        this.limits = limits;
        this.large = large;
        this.compressor = large.newCompressor();
        this.wallClockMillis = wallClockMillis;
        this.plans = new TablePlans<>(table -> TablePlan.of(table, notation, false));
        this.reducedPlans = new TablePlans<>(table -> TablePlan.of(table, notation, true));
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        int limit = limits.maxMessageBytes(topic);
        int maxLength = limit - MessageLimits.RECORD_OVERHEAD;
        scratch.limit(large.writeLimit(maxLength));
        ByteBuilder value = write(row, plans.of(row.table()).message(as), null);
        if (value == null || value.length() > maxLength) {
            value = reduced(new LargeRow(row, as, topic, limit, length(value)), value);
        }
        out.add(topic, partition, EMPTY_KEY, value.toBytes());
    }

    /** The message of the row with its handle key and a mark. */
    private ByteBuilder reduced(LargeRow row, @Nullable ByteBuilder whole) {
        LargeRowMark mark = whole == null ? large.reduceUnwritten(row) : large.reduce(row, null, whole);
        TablePlan plan = reducedPlans.of(row.row().table());
        ByteBuilder value = write(row.row(), plan.message(row.as()), mark);
        if (value == null || length(value) > row.limit()) {
            throw new LargeRow(row.row(), row.as(), row.topic(), row.limit(), length(value))
                    .error(" although only its handle key is sent");
        }
        return value;
    }

    /** The value as it is sent, valid until the next one is written; null when it was given up as too long. */
    private @Nullable ByteBuilder write(RowCursor row, RowMessage plan, @Nullable LargeRowMark mark) {
        message.recycle();
        return plan.append(row, wallClockMillis.getAsLong(), mark, scratch, message)
                ? compressor.compressed(message)
                : null;
    }

    private static long length(@Nullable ByteBuilder value) {
        return value == null ? LargeRow.UNWRITTEN : value.length() + MessageLimits.RECORD_OVERHEAD;
    }
}
