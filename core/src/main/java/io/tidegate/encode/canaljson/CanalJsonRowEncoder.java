package io.tidegate.encode.canaljson;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.TablePlans;
import io.tidegate.encode.json.JsonText;
import io.tidegate.encode.large.LargeRow;
import io.tidegate.encode.large.LargeRowMark;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.large.ValueCompressor;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.Tso;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message per row into a buffer that it keeps, and copies the message out at its exact size: that array is all
 * it allocates. The constant text comes from the {@link MessagePlan}; this class owns the loop over the columns. A row whose
 * message is too large is written a second time with the columns of its handle key, if there is a policy for such rows.
 */
final class CanalJsonRowEncoder implements RowEncoder {
    private static final int USUAL_LENGTH = 4096;

    /** TiCDC's producer sends rows with an empty key, not with none. */
    private static final byte[] NO_KEY = new byte[0];

    private static final byte[] TS = ascii(",\"ts\":");
    private static final byte[] OLD_TO_DATA = ascii("}],\"data\":[{");
    private static final byte[] END = ascii("}]}");
    private static final byte[] END_WITH_COMMIT_TS = ascii("}],\"_tidb\":{\"commitTs\":");
    private static final byte[] ONLY_HANDLE_KEY = ascii(",\"onlyHandleKey\":true");
    private static final byte[] CLAIM_CHECK_LOCATION = ascii(",\"claimCheckLocation\":");
    private static final byte[] END_OF_EXTENSION = ascii("}}");
    private static final byte[] NULL = ascii("null");

    private final CanalJsonConfig config;
    private final MessageLimits limits;
    private final LargeRowPolicy large;
    private final ValueCompressor compressor;
    private final LongSupplier wallClockMillis;
    private final boolean changedColumnsOnly;
    private final ValueText values = new ValueText();
    private final ByteBuilder message = new ByteBuilder(USUAL_LENGTH);
    private final ByteBuilder newValue = new ByteBuilder(USUAL_LENGTH);
    private final TablePlans<TablePlan> plans;
    private final TablePlans<TablePlan> reducedPlans;

    CanalJsonRowEncoder(
            CanalJsonConfig config, MessageLimits limits, LargeRowPolicy large, LongSupplier wallClockMillis) {
        this.config = config;
        this.limits = limits;
        this.large = large;
        this.compressor = large.newCompressor();
        this.wallClockMillis = wallClockMillis;
        this.changedColumnsOnly = config.onlyOutputUpdatedColumns() || config.contentCompatible();
        this.plans = new TablePlans<>(table -> TablePlan.of(table, config));
        this.reducedPlans = new TablePlans<>(table -> TablePlan.reduced(table, config));
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        encode(row, as, topic, partition, NO_KEY, out);
    }

    /** Encodes a row to a record with this key. */
    void encode(RowCursor row, RowKind as, String topic, int partition, byte @Nullable [] key, RecordBatch out) {
        int limit = limits.maxMessageBytes(topic);
        int overhead = MessageLimits.RECORD_OVERHEAD + (key == null ? 0 : key.length);
        values.limit(large.writeLimit(limit - overhead));
        boolean complete = write(row, as, plans.of(row.table()).message(as), null);
        ByteBuilder value = complete ? compressor.compressed(message) : message;
        if (!complete || value.length() > limit - overhead) {
            long length = complete ? value.length() + overhead : LargeRow.UNWRITTEN;
            value = reduced(new LargeRow(row, as, topic, limit, length), key, value, overhead);
        }
        out.add(topic, partition, key, value.toBytes());
    }

    /** The message of the row with its handle key and a mark. */
    private ByteBuilder reduced(LargeRow row, byte @Nullable [] key, ByteBuilder whole, int overhead) {
        LargeRowMark mark = row.length() == LargeRow.UNWRITTEN
                ? large.reduceUnwritten(row)
                : large.reduce(row, key == null || key.length == 0 ? null : key, whole);
        TablePlan plan = reducedPlans.of(row.row().table());
        boolean complete = write(row.row(), row.as(), plan.message(row.as()), mark);
        ByteBuilder value = complete ? compressor.compressed(message) : message;
        if (!complete || value.length() > row.limit() - overhead) {
            long length = complete ? value.length() + overhead : LargeRow.UNWRITTEN;
            throw new LargeRow(row.row(), row.as(), row.topic(), row.limit(), length)
                    .error(" although only its handle key is sent");
        }
        return value;
    }

    /** Writes a message and returns whether all its values had room. */
    private boolean write(RowCursor row, RowKind as, MessagePlan plan, @Nullable LargeRowMark mark) {
        RowImage image = as == RowKind.DELETE ? row.before() : row.after();
        message.recycle();
        message.append(plan.head());
        IntegerText.append(Tso.millis(row.commitTs()), message);
        message.append(TS);
        IntegerText.append(wallClockMillis.getAsLong(), message);
        plan.types().append(image, message);
        boolean complete = true;
        if (as == RowKind.UPDATE) {
            complete = changedColumnsOnly
                    ? appendChangedOldValues(row, plan.columns())
                    : appendValues(row.before(), plan.columns());
            message.append(OLD_TO_DATA);
        }
        complete = complete && appendValues(image, plan.columns());
        if (config.tidbExtension()) {
            message.append(END_WITH_COMMIT_TS);
            IntegerText.appendUnsigned(row.commitTs(), message);
            if (mark != null) {
                appendMark(mark);
            }
            message.append(END_OF_EXTENSION);
        } else {
            message.append(END);
        }
        return complete;
    }

    private void appendMark(LargeRowMark mark) {
        if (mark.claimCheckLocation() == null) {
            message.append(ONLY_HANDLE_KEY);
        } else {
            message.append(CLAIM_CHECK_LOCATION);
            JsonText.appendQuoted(mark.claimCheckLocation(), message);
        }
    }

    private boolean appendValues(RowImage image, ColumnPlan[] columns) {
        int skip = 1;
        for (ColumnPlan column : columns) {
            if (!appendColumn(column, skip, image)) {
                return false;
            }
            skip = 0;
        }
        return true;
    }

    private boolean appendChangedOldValues(RowCursor row, ColumnPlan[] columns) {
        int skip = 1;
        for (ColumnPlan column : columns) {
            if (row.sameBytes(column.ordinal())) {
                continue;
            }
            int start = message.length();
            if (!appendColumn(column, skip, row.before())) {
                return false;
            }
            if (sameText(row, column, start + column.prefix().length - skip)) {
                message.truncate(start);
            } else {
                skip = 0;
            }
        }
        return true;
    }

    /**
     * Whether a column whose bytes differ reads the same before and after: a TIMESTAMP in an hour that daylight saving
     * repeats, a JSON document stored in another way.
     *
     * @param oldStart where the text of the old value begins in the message; it ends with a quote
     */
    private boolean sameText(RowCursor row, ColumnPlan column, int oldStart) {
        if (row.before().isNull(column.ordinal()) || row.after().isNull(column.ordinal())) {
            return row.before().isNull(column.ordinal()) == row.after().isNull(column.ordinal());
        }
        newValue.clear();
        return values.append(column, row.after(), newValue)
                && Arrays.equals(
                        message.array(), oldStart, message.length() - 1, newValue.array(), 0, newValue.length());
    }

    /** @param skip how many bytes of the prefix not to write: 1 for the first column, else 0 */
    private boolean appendColumn(ColumnPlan column, int skip, RowImage image) {
        byte[] prefix = column.prefix();
        if (image.isNull(column.ordinal())) {
            message.append(prefix, skip, prefix.length - 1 - skip);
            message.append(NULL);
            return true;
        }
        message.append(prefix, skip, prefix.length - skip);
        boolean complete = values.append(column, image, message);
        message.append((byte) '"');
        return complete;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
