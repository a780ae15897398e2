package io.tidegate.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the engine and every consumer rely on in a message format, whatever its bytes: each row comes back with its values,
 * each DDL with its statement. A format brings an encoder and a reader that shares no code with it.
 */
public abstract class CodecContract {
    /** A limit that no case but one exceeds. */
    protected static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final TableVersion TABLE = RowCase.table("t", ColumnType.of(ColumnKind.LONGTEXT));

    /** The format, told to carry all that it can, with {@link #MAX_MESSAGE_BYTES} as its limit. */
    protected abstract Encoder encoder();

    /** The rows in a message, in order. */
    protected abstract List<DecodedRow> read(EncodedMessage message, TableVersion table);

    /** The statement in the message of a DDL. */
    protected abstract String readDdl(EncodedMessage message);

    /** The commit-ts in a watermark. */
    protected abstract long readWatermark(EncodedMessage message);

    /** Whether a DDL of this kind has a message. */
    protected boolean carries(DdlKind kind) {
        return true;
    }

    /** Whether an UPDATE carries its old values. */
    protected boolean carriesOldValues() {
        return true;
    }

    /** Whether a DELETE carries all its old values; else it carries those of the handle key. */
    protected boolean carriesWholeDeletes() {
        return true;
    }

    /** A value in the form in which {@link #read} gives it: text, and bytes as hexadecimal digits. */
    protected @Nullable Object expected(Column column, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Long number && column.type().unsigned()) {
            return Long.toUnsignedString(number);
        }
        return value == null ? null : value.toString();
    }

    @ParameterizedTest
    @MethodSource("io.tidegate.testkit.contract.RowCase#all")
    protected void aRowComesBack(RowCase row) {
        assertThat(written(row.row())).containsExactly(expected(row.row()));
    }

    @Property(tries = 300)
    protected void anyRowComesBack(@ForAll("rows") ValueRow row) {
        assertThat(written(row)).containsExactly(expected(row));
    }

    /** Rows of any types with any values. */
    @Provide
    protected Arbitrary<ValueRow> rows() {
        return RandomRows.rows();
    }

    @Test
    protected void theRowsOfABatchComeBackInOrder() {
        List<ValueRow> rows = new ArrayList<>();
        for (long id = 0; id < 100; id++) {
            rows.add(ValueRow.insert(TABLE, RowCase.COMMIT_TS + id, id, "value " + id));
        }
        assertThat(written(rows.toArray(ValueRow[]::new)))
                .containsExactlyElementsOf(rows.stream().map(this::expected).toList());
    }

    @Test
    protected void theHalvesOfASplitUpdateAreADeleteAndAnInsert() {
        ValueRow update =
                ValueRow.update(TABLE, RowCase.COMMIT_TS, ValueRow.values(1L, "old"), ValueRow.values(2L, "new"));
        RecordBatch out = new RecordBatch();
        RowEncoder rows = encoder().newRowEncoder();
        rows.encode(ValueCursor.on(update), RowKind.DELETE, "topic", 0, out);
        rows.encode(ValueCursor.on(update), RowKind.INSERT, "topic", 0, out);
        rows.finish(out);
        assertThat(read(out, TABLE))
                .containsExactly(
                        expected(ValueRow.delete(TABLE, RowCase.COMMIT_TS, 1L, "old")),
                        expected(ValueRow.insert(TABLE, RowCase.COMMIT_TS, 2L, "new")));
    }

    @Test
    protected void aRowAboveTheLimitIsRefusedByName() {
        ValueRow large = ValueRow.insert(TABLE, RowCase.COMMIT_TS, 1L, "x".repeat(MAX_MESSAGE_BYTES));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> written(large))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("shop.t");
    }

    @ParameterizedTest
    @EnumSource(DdlKind.class)
    protected void aDdlComesBackWithItsStatement(DdlKind kind) {
        boolean ofDatabase = kind.name().endsWith("_DATABASE");
        String sql = "the statement of \"" + kind + "\" é";
        EncodedMessage message = encoder()
                .encodeDdl(new Ddl(
                        RowCase.COMMIT_TS,
                        kind,
                        ofDatabase ? new TableName("shop", "") : TABLE.name(),
                        kind == DdlKind.RENAME_TABLE ? new TableName("shop", "before") : null,
                        sql,
                        ofDatabase || kind.name().startsWith("DROP_") ? null : TABLE));
        assertThat(message != null).isEqualTo(carries(kind));
        if (message != null) {
            assertThat(readDdl(message)).isEqualTo(sql);
        }
    }

    @Test
    protected void aWatermarkCarriesItsCommitTs() {
        EncodedMessage message = Objects.requireNonNull(encoder().encodeWatermark(RowCase.COMMIT_TS), "no watermark");
        assertThat(readWatermark(message)).isEqualTo(RowCase.COMMIT_TS);
    }

    /** What comes back of rows that are encoded as one batch. */
    protected final List<DecodedRow> written(ValueRow... rows) {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = encoder().newRowEncoder();
        for (ValueRow row : rows) {
            encoder.encode(ValueCursor.on(row), row.kind(), "topic", 0, out);
        }
        encoder.finish(out);
        return read(out, rows[0].table());
    }

    /** What should come back of a row. */
    protected final DecodedRow expected(ValueRow row) {
        boolean old = row.kind() == RowKind.DELETE || (row.kind() == RowKind.UPDATE && carriesOldValues());
        boolean keyOnly = row.kind() == RowKind.DELETE && !carriesWholeDeletes();
        return new DecodedRow(
                row.kind(),
                row.table().name(),
                old ? values(row.table(), row.before(), keyOnly) : Map.of(),
                row.kind() == RowKind.DELETE ? Map.of() : values(row.table(), row.after(), false));
    }

    private List<DecodedRow> read(RecordBatch records, TableVersion table) {
        List<DecodedRow> read = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            read.addAll(read(new EncodedMessage(records.key(i), records.value(i)), table));
        }
        return read;
    }

    private Map<String, @Nullable Object> values(
            TableVersion table, List<@Nullable Object> values, boolean handleKeyOnly) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Column column = table.column(i);
            if (!handleKeyOnly || table.isHandleKeyColumn(i)) {
                named.put(column.name(), expected(column, values.get(i)));
            }
        }
        return named;
    }
}
