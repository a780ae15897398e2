package io.tidegate.encode.openprotocol;

import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.TablePlans;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.encode.large.LargeRow;
import io.tidegate.encode.large.LargeRowMark;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.large.ValueCompressor;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into records that are open until they are full or the batch of changes ends: several rows of one topic and
 * partition, of any tables and transactions, in the order in which they come. Constant text comes from the {@link
 * TablePlan}; this class owns the loop over the columns. What it allocates are the records. A row that is too large for a
 * record of its own is written a second time with the columns of its handle key, if there is a policy for such rows.
 */
final class OpenProtocolRowEncoder implements RowEncoder {
    private static final int USUAL_KEY = 256;
    private static final int USUAL_BODY = 4096;

    private static final byte[] KEY = ascii("{\"ts\":");
    private static final byte[] NEW_ROW = ascii("{\"u\":{");
    private static final byte[] DELETED_ROW = ascii("{\"d\":{");
    private static final byte[] OLD_ROW = ascii(",\"p\":{");
    private static final byte[] END_OF_ROW = ascii("}}");
    private static final byte[] ONLY_HANDLE_KEY = ascii(",\"ohk\":true");
    private static final byte[] CLAIM_CHECK_LOCATION = ascii(",\"ccl\":");
    private static final byte[] NULL = ascii("null");

    private final OpenProtocolConfig config;
    private final LargeRowPolicy large;
    private final ValueCompressor compressor;
    private final OpenRecords records;
    private final ValueText values = new ValueText();
    private final ByteBuilder key = new ByteBuilder(USUAL_KEY);
    private final ByteBuilder body = new ByteBuilder(USUAL_BODY);
    private final ByteBuilder newValue = new ByteBuilder(USUAL_KEY);
    private final TablePlans<TablePlan> plans;

    OpenProtocolRowEncoder(OpenProtocolConfig config, MessageLimits limits, LargeRowPolicy large) {
        this.config = config;
        this.large = large;
        this.compressor = large.newCompressor();
        this.records = new OpenRecords(limits);
        this.plans = new TablePlans<>(table -> TablePlan.of(table, config));
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        TablePlan plan = plans.of(row.table());
        OpenRecord record = records.at(topic, partition);
        int limit = record.maxBytes();
        writeKey(row, plan, null);
        values.limit(large.writeLimit(limit - key.length() - OpenRecord.OVERHEAD_ALONE));
        boolean complete = writeValue(row, as, plan.columns(as));
        ByteBuilder value = complete ? compressor.compressed(body) : body;
        if (!complete || bytesAlone(value) > limit) {
            value = reduced(
                    new LargeRow(row, as, topic, limit, complete ? bytesAlone(value) : LargeRow.UNWRITTEN), value);
        }
        record.add(key, value, out);
        if (record.rows() >= config.maxBatchSize()) {
            record.send(out);
        }
    }

    @Override
    public void finish(RecordBatch out) {
        records.send(out);
    }

    /** The value of a row with its handle key alone; its key, which says so, is written as well. */
    private ByteBuilder reduced(LargeRow row, ByteBuilder whole) {
        TablePlan plan = plans.of(row.row().table());
        if (large.reduces() && plan.handleKey().length == 0) {
            throw withoutColumns(row.row(), row.as());
        }
        LargeRowMark mark = row.length() == LargeRow.UNWRITTEN
                ? large.reduceUnwritten(row)
                : large.reduce(row, Framing.key(key), Framing.value(whole.array(), whole.length()));
        writeKey(row.row(), plan, mark);
        boolean complete = writeValue(row.row(), row.as(), plan.handleKey());
        ByteBuilder value = complete ? compressor.compressed(body) : body;
        if (!complete || bytesAlone(value) > row.limit()) {
            throw new LargeRow(
                            row.row(),
                            row.as(),
                            row.topic(),
                            row.limit(),
                            complete ? bytesAlone(value) : LargeRow.UNWRITTEN)
                    .error(" although only its handle key is sent");
        }
        return value;
    }

    /** What the row takes in a record of its own, overhead included. */
    private long bytesAlone(ByteBuilder value) {
        return (long) key.length() + value.length() + OpenRecord.OVERHEAD_ALONE;
    }

    private void writeKey(RowCursor row, TablePlan plan, @Nullable LargeRowMark mark) {
        key.clear();
        key.append(KEY);
        IntegerText.appendUnsigned(row.commitTs(), key);
        key.append(plan.keyTail());
        if (mark != null) {
            appendMark(mark.claimCheckLocation());
        }
        key.append((byte) '}');
    }

    private void appendMark(@Nullable String claimCheckLocation) {
        if (claimCheckLocation == null) {
            key.append(ONLY_HANDLE_KEY);
        } else {
            key.append(CLAIM_CHECK_LOCATION);
            JsonText.appendQuoted(JsonEscapes.PLAIN, claimCheckLocation, key);
        }
    }

    /** Writes the value of a row and returns whether all its columns had room. */
    private boolean writeValue(RowCursor row, RowKind as, ColumnPlan[] columns) {
        if (columns.length == 0) {
            throw withoutColumns(row, as);
        }
        body.recycle();
        boolean complete;
        if (as == RowKind.DELETE) {
            body.append(DELETED_ROW);
            complete = appendImage(row.before(), columns, body);
        } else {
            body.append(NEW_ROW);
            complete = appendImage(row.after(), columns, body);
            if (complete && as == RowKind.UPDATE && config.outputOldValue()) {
                body.append(OLD_ROW);
                complete = config.onlyOutputUpdatedColumns()
                        ? appendChanged(row, columns, body)
                        : appendImage(row.before(), columns, body);
            }
        }
        body.append((byte) '}');
        return complete;
    }

    private boolean appendImage(RowImage image, ColumnPlan[] columns, ByteBuilder out) {
        int skip = ColumnPlan.SKIP_FIRST;
        for (ColumnPlan column : columns) {
            if (!appendColumn(column, skip, image, out)) {
                return false;
            }
            skip = 0;
        }
        out.append(END_OF_ROW);
        return true;
    }

    private boolean appendChanged(RowCursor row, ColumnPlan[] columns, ByteBuilder out) {
        int skip = ColumnPlan.SKIP_FIRST;
        for (ColumnPlan column : columns) {
            if (row.sameBytes(column.ordinal())) {
                continue;
            }
            int start = out.length();
            if (!appendColumn(column, skip, row.before(), out)) {
                return false;
            }
            if (isSameValue(row, column, out, start + column.prefix().length - skip)) {
                out.truncate(start);
            } else {
                skip = 0;
            }
        }
        out.append(END_OF_ROW, skip == 0 ? 0 : 1, skip == 0 ? 2 : 1);
        return true;
    }

    /**
     * Whether a column whose bytes differ has the same value before and after: a TIMESTAMP in an hour that daylight
     * saving repeats, a JSON document stored in another way.
     *
     * @param oldStart where the old value begins in {@code out}, of which it is the end
     */
    private boolean isSameValue(RowCursor row, ColumnPlan column, ByteBuilder out, int oldStart) {
        boolean wasNull = row.before().isNull(column.ordinal());
        boolean isNull = row.after().isNull(column.ordinal());
        if (wasNull || isNull) {
            return wasNull == isNull;
        }
        newValue.clear();
        int oldEnd = out.length() - (column.rendering().isQuoted() ? 1 : 0);
        return values.append(column, row.after(), newValue)
                && Arrays.equals(out.array(), oldStart, oldEnd, newValue.array(), 0, newValue.length());
    }

    /** @param skip how many bytes of the prefix not to write */
    private boolean appendColumn(ColumnPlan column, int skip, RowImage image, ByteBuilder out) {
        byte[] prefix = column.prefix();
        boolean quoted = column.rendering().isQuoted();
        if (image.isNull(column.ordinal())) {
            out.append(prefix, skip, prefix.length - skip - (quoted ? 1 : 0));
            out.append(NULL);
            return true;
        }
        out.append(prefix, skip, prefix.length - skip);
        boolean complete = values.append(column, image, out);
        if (quoted) {
            out.append((byte) '"');
        }
        return complete;
    }

    private static TidegateException withoutColumns(RowCursor row, RowKind as) {
        return new TidegateException(
                ErrorCode.OPEN_PROTOCOL_INVALID_DATA,
                "not found handle key columns for the " + as + " event of table "
                        + row.table().name() + " at commit-ts " + Long.toUnsignedString(row.commitTs()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
