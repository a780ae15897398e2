package io.tidegate.interop;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.BOOLEAN;
import static org.apache.flink.table.api.DataTypes.BYTES;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.DOUBLE;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.FLOAT;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.SMALLINT;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.debezium.DebeziumEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flink's format debezium-json folds the messages of a run into a table that equals the source; a message it cannot parse
 * would fail. Columns are declared as what Debezium makes of them: a DATE is an INT, a DATETIME a BIGINT.
 */
class FlinkDebeziumTest {
    private static final DataType SHOP_TABLE = ROW(
            FIELD("id", BIGINT().notNull()),
            FIELD("tiny", SMALLINT()),
            FIELD("small", INT()),
            FIELD("medium", INT()),
            FIELD("whole", BIGINT()),
            FIELD("large", BIGINT()),
            FIELD("ratio", FLOAT()),
            FIELD("exact", DOUBLE()),
            FIELD("price", DECIMAL(10, 2)),
            FIELD("flag", BOOLEAN()),
            FIELD("flags", BYTES()),
            FIELD("state", STRING()),
            FIELD("tags", STRING()),
            FIELD("built", INT()),
            FIELD("day", INT()),
            FIELD("local", BIGINT()),
            FIELD("precise", BIGINT()),
            FIELD("moment", TIMESTAMP_LTZ(3)),
            FIELD("took", BIGINT()),
            FIELD("name", STRING()),
            FIELD("raw", BYTES()),
            FIELD("doc", STRING()));

    private static final int CHANGES = 2000;
    private static final int KEYS = 200;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMessagesOfARunFoldIntoTheSource(boolean schema) throws Exception {
        Run run = new Run(schema, 20240501);
        // The payload stays wrapped without a schema, so this option is right in both cases.
        FlinkFormat format = FlinkFormat.open(
                "debezium-json", Map.of("schema-include", "true", "timestamp-format.standard", "ISO-8601"), SHOP_TABLE);
        Map<Long, List<@Nullable Object>> folded = new TreeMap<>();
        for (byte[] message : run.messages) {
            for (RowData row : format.read(message)) {
                List<@Nullable Object> values = inSourceForm(row);
                switch (row.getRowKind()) {
                    case INSERT ->
                        assertThat(folded.put(row.getLong(0), values)).isNull();
                    case UPDATE_BEFORE, DELETE ->
                        assertThat(shown(folded.remove(row.getLong(0)))).isEqualTo(shown(values));
                    case UPDATE_AFTER -> folded.put(row.getLong(0), values);
                }
            }
        }
        assertThat(run.messages).hasSize(CHANGES);
        assertThat(folded.keySet()).isEqualTo(run.table.keySet());
        folded.forEach((id, row) -> assertThat(shown(row)).isEqualTo(shown(run.table.get(id))));
    }

    /** A source that changes at random, and the messages of its changes. */
    private static final class Run {
        private final Map<Long, List<@Nullable Object>> table = new TreeMap<>();
        private final List<byte[]> messages = new ArrayList<>();

        Run(boolean schema, long seed) {
            Random random = new Random(seed);
            DebeziumConfig config =
                    new DebeziumConfig(false, schema, true, true, false, false, "default", LargeMessages.NONE);
            RowEncoder encoder = new DebeziumEncoder(
                            config,
                            DebeziumEncoder.TIDB_CONNECTOR,
                            MessageLimits.of(10_485_760),
                            LargeRowPolicy.refuse(),
                            () -> 1714550400912L)
                    .newRowEncoder();
            for (int i = 0; i < CHANGES; i++) {
                ValueRow change = change(random.nextInt(KEYS), i, random);
                RecordBatch out = new RecordBatch();
                encoder.encode(ValueCursor.on(change), change.kind(), "shop", 0, out);
                messages.add(out.value(0));
            }
        }

        private ValueRow change(long id, long commitTs, Random random) {
            List<@Nullable Object> before = table.get(id);
            List<@Nullable Object> after = ShopTable.random(id, random);
            if (before == null) {
                table.put(id, after);
                return new ValueRow(ShopTable.VERSION, RowKind.INSERT, commitTs, List.of(), after);
            }
            if (random.nextInt(3) == 0) {
                table.remove(id);
                return new ValueRow(ShopTable.VERSION, RowKind.DELETE, commitTs, before, List.of());
            }
            table.put(id, after);
            return ValueRow.update(ShopTable.VERSION, commitTs, before, after);
        }
    }

    private static String shown(List<@Nullable Object> row) {
        return Arrays.deepToString(row.toArray());
    }

    private static List<@Nullable Object> inSourceForm(RowData row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < row.getArity(); i++) {
            values.add(row.isNullAt(i) ? null : inSourceForm(row, i));
        }
        return values;
    }

    private static Object inSourceForm(RowData row, int i) {
        var type = ShopTable.VERSION.column(i).type();
        return switch (type.kind()) {
            case TINYINT -> (long) row.getShort(i);
            case SMALLINT, MEDIUMINT, YEAR -> (long) row.getInt(i);
            case INT, BIGINT -> row.getLong(i);
            case FLOAT -> row.getFloat(i);
            case DOUBLE -> row.getDouble(i);
            case DECIMAL -> row.getDecimal(i, 10, 2).toString();
            case BIT -> type.length() == 1 ? (row.getBoolean(i) ? 1L : 0L) : SourceForm.bits(row.getBinary(i));
            case ENUM -> SourceForm.member(type.members(), row.getString(i).toString());
            case SET -> SourceForm.mask(type.members(), row.getString(i).toString());
            case DATE -> SourceForm.date(row.getInt(i));
            case DATETIME ->
                type.fractionDigits() == 3
                        ? SourceForm.datetime(row.getLong(i), ChronoUnit.MILLIS, 3)
                        : SourceForm.datetime(row.getLong(i), ChronoUnit.MICROS, 6);
            case TIMESTAMP -> SourceForm.text(row.getTimestamp(i, 3).toInstant(), 3);
            case TIME -> SourceForm.time(row.getLong(i));
            case VARBINARY -> row.getBinary(i);
            case VARCHAR, JSON -> row.getString(i).toString();
            default -> throw new AssertionError(type);
        };
    }
}
