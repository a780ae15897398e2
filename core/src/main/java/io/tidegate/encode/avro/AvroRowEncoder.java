package io.tidegate.encode.avro;

import io.tidegate.config.AvroConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.avro.TablePlan.RecordPlan;
import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import io.tidegate.model.Tso;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes key and value of a row as Avro binary straight from its image, field by field as the {@link TablePlan} says; no
 * record object is made. The first row of a table version waits for the registry, and fails if that fails.
 */
final class AvroRowEncoder implements RowEncoder {
    private static final int USUAL_LENGTH = 4096;

    /** An empty text, {@code false} and 0: a row whose source has no checksum. */
    private static final byte[] NO_CHECKSUM = {0, 0, 0};

    private static final byte FIRST_BRANCH = 0;
    private static final byte SECOND_BRANCH = 2;
    private static final byte LENGTH_ONE = 2;

    private final AvroConfig config;
    private final RegisteredSchemas schemas;
    private final MessageLimits limits;
    private final ValueBytes values = new ValueBytes();
    private final ByteBuilder message = new ByteBuilder(USUAL_LENGTH);
    private final Map<TableVersion, TablePlan> plans = new WeakHashMap<>();
    private @Nullable TableVersion lastTable;
    private @Nullable TablePlan lastPlan;

    AvroRowEncoder(AvroConfig config, RegisteredSchemas schemas, MessageLimits limits) {
        this.config = config;
        this.schemas = schemas;
        this.limits = limits;
    }

    @Override
    public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        TablePlan plan = plan(row.table(), topic);
        int maxLength = limits.maxMessageBytes(topic) - MessageLimits.RECORD_OVERHEAD;
        values.limit(maxLength);
        RowImage image = as == RowKind.DELETE ? row.before() : row.after();
        plan.key().begin(message);
        boolean complete = appendFields(plan.key(), image, row);
        byte[] key = message.toBytes();
        byte[] value = null;
        if (as != RowKind.DELETE) {
            plan.value().begin(message);
            complete = complete && appendFields(plan.value(), image, row);
            appendExtension(as, row.commitTs());
            value = message.toBytes();
        } else if (config.watermarks()) {
            value = AvroEncoder.marker(AvroEncoder.DELETE, row.commitTs());
        }
        int length = key.length + (value == null ? 0 : value.length);
        if (!complete || length > maxLength) {
            throw tooLarge(row, as, topic, complete ? length + MessageLimits.RECORD_OVERHEAD + " bytes" : "more bytes");
        }
        out.add(topic, partition, key, value);
    }

    private TablePlan plan(TableVersion table, String topic) {
        if (table == lastTable && lastPlan != null && topic.equals(lastPlan.topic())) {
            return lastPlan;
        }
        TablePlan plan = plans.get(table);
        if (plan == null || !plan.topic().equals(topic)) {
            plan = TablePlan.of(table, topic, config, schemas);
            plans.put(table, plan);
        }
        lastTable = table;
        lastPlan = plan;
        return plan;
    }

    private boolean appendFields(RecordPlan plan, RowImage image, RowCursor row) {
        for (Field field : plan.fields()) {
            boolean isNull = image.isNull(field.ordinal());
            if (field.nullable()) {
                message.append(isNull == field.nullFirst() ? FIRST_BRANCH : SECOND_BRANCH);
            } else if (isNull) {
                throw failed(row, field, "it is NULL and its column is NOT NULL");
            }
            if (!isNull && !appendValue(field, image, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean appendValue(Field field, RowImage image, RowCursor row) {
        try {
            return values.append(field, image, message);
        } catch (ArithmeticException | IndexOutOfBoundsException e) {
            throw failed(row, field, "it has a member that its column has not: " + image.integer(field.ordinal()));
        }
    }

    private void appendExtension(RowKind as, long commitTs) {
        if (!config.tidbExtension()) {
            return;
        }
        message.append(LENGTH_ONE);
        message.append((byte) (as == RowKind.INSERT ? 'c' : 'u'));
        AvroBinary.appendLong(commitTs, message);
        AvroBinary.appendLong(Tso.millis(commitTs), message);
        if (config.checksums()) {
            message.append(NO_CHECKSUM);
        }
    }

    private static TidegateException failed(RowCursor row, Field field, String why) {
        return new TidegateException(
                ErrorCode.AVRO_ENCODE_FAILED,
                "the value of column " + row.table().column(field.ordinal()).name() + " of table "
                        + row.table().name() + " at commit-ts " + Long.toUnsignedString(row.commitTs()) + ": " + why);
    }

    private TidegateException tooLarge(RowCursor row, RowKind as, String topic, String size) {
        return new TidegateException(
                ErrorCode.MESSAGE_TOO_LARGE,
                "the " + as + " of a row of " + row.table().name() + " at commit-ts "
                        + Long.toUnsignedString(row.commitTs()) + " takes " + size + ", the limit of topic " + topic
                        + " is " + limits.maxMessageBytes(topic));
    }
}
