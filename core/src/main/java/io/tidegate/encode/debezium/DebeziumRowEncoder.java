package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.TablePlans;
import io.tidegate.encode.large.LargeRow;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.large.ValueCompressor;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Writes one key and one value per row into buffers that it keeps, and copies them out at their exact sizes: these two
 * arrays are all it allocates. The constant text comes from the {@link TablePlan}; this class owns the loop over the
 * columns.
 */
final class DebeziumRowEncoder implements RowEncoder {
    private static final int USUAL_LENGTH = 4096;

    private static final byte[] PAYLOAD = ascii("{\"payload\":{");
    private static final byte[] TS = ascii(",\"ts_ms\":");
    private static final byte[] INSERT = ascii(",\"transaction\":null,\"op\":\"c\",\"before\":null,\"after\":{");
    private static final byte[] UPDATE = ascii(",\"transaction\":null,\"op\":\"u\",\"before\":{");
    private static final byte[] BEFORE_TO_AFTER = ascii("},\"after\":{");
    private static final byte[] UPDATE_WITHOUT_BEFORE = ascii(",\"transaction\":null,\"op\":\"u\",\"after\":{");
    private static final byte[] DELETE = ascii(",\"transaction\":null,\"op\":\"d\",\"after\":null,\"before\":{");

    private final DebeziumConfig config;
    private final SourceBlock source;
    private final MessageLimits limits;
    private final LargeRowPolicy large;
    private final ValueCompressor compressor;
    private final LongSupplier wallClockMillis;
    private final ValueText values = new ValueText();
    private final OriginText origins = new OriginText();
    private final ByteBuilder key = new ByteBuilder(USUAL_LENGTH);
    private final ByteBuilder message = new ByteBuilder(USUAL_LENGTH);
    private final TablePlans<TablePlan> plans;
    private final TablePlans<KeyPlan> keyPlans;

    DebeziumRowEncoder(
            DebeziumConfig config,
            SourceBlock source,
            MessageLimits limits,
            LargeRowPolicy large,
            LongSupplier wallClockMillis) {
        this.config = config;
        this.source = source;
        this.limits = limits;
        this.large = large;
        this.compressor = large.newCompressor();
        this.wallClockMillis = wallClockMillis;
        this.plans = new TablePlans<>(table -> TablePlan.of(table, config));
        this.keyPlans = new TablePlans<>(table -> KeyPlan.of(table, config));
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        RowCursor whole = row.whole();
        TablePlan plan = plans.of(row.table());
        KeyPlan keyPlan = keyPlans.of(whole.table());
        RowImage image = as == RowKind.DELETE ? row.before() : row.after();
        int limit = limits.maxMessageBytes(topic);
        int maxLength = limit - MessageLimits.RECORD_OVERHEAD;
        key.recycle();
        values.limit(large.writeLimit(maxLength));
        key.append(PAYLOAD);
        if (!appendValues(as == RowKind.DELETE ? whole.before() : whole.after(), keyPlan.columns(), key)) {
            throw new LargeRow(row, as, topic, limit, LargeRow.UNWRITTEN).error();
        }
        key.append(keyPlan.end());
        byte[] keyBytes = compressor.compressed(key).toBytes();

        maxLength -= keyBytes.length;
        values.limit(large.writeLimit(maxLength));
        boolean complete = writeValue(row, as, plan, image);
        ByteBuilder value = complete ? compressor.compressed(message) : message;
        if (!complete || value.length() > maxLength) {
            long length = complete ? (long) limit - maxLength + value.length() : LargeRow.UNWRITTEN;
            throw new LargeRow(row, as, topic, limit, length).error();
        }
        out.add(topic, partition, keyBytes, value.toBytes());
        // A table without a handle key has the same key for all its rows, and a tombstone would stand for all of them.
        if (as == RowKind.DELETE && config.tombstones() && keyPlan.columns().length > 0) {
            out.add(topic, partition, keyBytes, null);
        }
    }

    /** Writes a value and returns whether all it holds had room. */
    private boolean writeValue(RowCursor row, RowKind as, TablePlan plan, RowImage image) {
        message.recycle();
        message.append(PAYLOAD);
        source.appendHead(plan.source(), row.commitTs(), message);
        origins.append(row.origin(), message);
        source.appendEnd(row.commitTs(), message);
        message.append(TS);
        IntegerText.append(wallClockMillis.getAsLong(), message);
        boolean complete = appendImages(row, as, image, plan.columns());
        message.append(plan.end());
        return complete;
    }

    private boolean appendImages(RowCursor row, RowKind as, RowImage image, ColumnPlan[] columns) {
        switch (as) {
            case INSERT -> message.append(INSERT);
            case DELETE -> message.append(DELETE);
            case UPDATE -> {
                if (config.outputOldValue()) {
                    message.append(UPDATE);
                    if (!appendValues(row.before(), columns, message)) {
                        return false;
                    }
                    message.append(BEFORE_TO_AFTER);
                } else {
                    message.append(UPDATE_WITHOUT_BEFORE);
                }
            }
        }
        return appendValues(image, columns, message);
    }

    private boolean appendValues(RowImage image, ColumnPlan[] columns, ByteBuilder out) {
        // The first column goes without the comma of its prefix.
        int skip = 1;
        for (ColumnPlan column : columns) {
            byte[] prefix = column.prefix();
            out.append(prefix, skip, prefix.length - skip);
            if (image.isNull(column.ordinal())) {
                out.append(column.whenNull());
            } else if (!values.append(column, image, out)) {
                return false;
            }
            skip = 0;
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
