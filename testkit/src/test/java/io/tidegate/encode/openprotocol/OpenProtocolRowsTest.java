package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.openprotocol.SampleTables.TWO_NUMBERS;
import static io.tidegate.encode.openprotocol.SampleTables.WITHOUT_KEY;
import static io.tidegate.encode.openprotocol.WrittenRecord.HANDLE_KEY_DELETES;
import static io.tidegate.encode.openprotocol.WrittenRecord.LIMITS;
import static io.tidegate.encode.openprotocol.WrittenRecord.UPDATED_COLUMNS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static io.tidegate.encode.openprotocol.WrittenRecord.WITHOUT_OLD_VALUES;
import static io.tidegate.testkit.rows.ValueRow.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the value of a row carries. */
class OpenProtocolRowsTest {
    private static final String A_AND_123 =
            "{\"a\":{\"t\":1,\"h\":true,\"f\":11,\"v\":1},\"b\":{\"t\":3,\"f\":65,\"v\":123}}";
    private static final String A_AND_NULL =
            "{\"a\":{\"t\":1,\"h\":true,\"f\":11,\"v\":1},\"b\":{\"t\":3,\"f\":65,\"v\":null}}";

    @Test
    void anInsertCarriesTheNewRow() {
        assertThat(value(USUAL, ValueRow.insert(TWO_NUMBERS, COMMIT_TS, 1L, 123L)))
                .isEqualTo("{\"u\":" + A_AND_123 + "}");
    }

    @Test
    void anUpdateCarriesBothRows() {
        assertThat(value(USUAL, update(123L, null))).isEqualTo("{\"u\":" + A_AND_NULL + ",\"p\":" + A_AND_123 + "}");
    }

    @Test
    void anUpdateWithoutOldValuesLooksLikeAnInsert() {
        assertThat(value(WITHOUT_OLD_VALUES, update(5L, 123L))).isEqualTo("{\"u\":" + A_AND_123 + "}");
    }

    @Test
    void aDeleteCarriesTheOldRow() {
        assertThat(value(USUAL, ValueRow.delete(TWO_NUMBERS, COMMIT_TS, 1L, 123L)))
                .isEqualTo("{\"d\":" + A_AND_123 + "}");
    }

    @Test
    void aDeleteCarriesTheHandleKeyAloneOnRequestAndOthersDoNot() {
        assertThat(value(HANDLE_KEY_DELETES, ValueRow.delete(TWO_NUMBERS, COMMIT_TS, 1L, 123L)))
                .isEqualTo("{\"d\":{\"a\":{\"t\":1,\"h\":true,\"f\":11,\"v\":1}}}");
        assertThat(value(HANDLE_KEY_DELETES, ValueRow.insert(TWO_NUMBERS, COMMIT_TS, 1L, 123L)))
                .isEqualTo("{\"u\":" + A_AND_123 + "}");
        assertThat(value(HANDLE_KEY_DELETES, update(null, 123L)))
                .isEqualTo("{\"u\":" + A_AND_123 + ",\"p\":" + A_AND_NULL + "}");
    }

    @Test
    void aDeleteWithoutHandleKeyIsRefusedWhenItIsToCarryNothingElse() {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> value(HANDLE_KEY_DELETES, ValueRow.delete(WITHOUT_KEY, COMMIT_TS, 1L, 123L)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.OPEN_PROTOCOL_INVALID_DATA))
                .withMessageContaining("test.t");
        assertThat(value(USUAL, ValueRow.delete(WITHOUT_KEY, COMMIT_TS, 1L, null)))
                .isEqualTo("{\"d\":{\"a\":{\"t\":1,\"f\":1,\"v\":1},\"b\":{\"t\":3,\"f\":65,\"v\":null}}}");
    }

    @Test
    void theHalvesOfASplitUpdateAreDeleteAndInsert() {
        RecordBatch out = new RecordBatch();
        RowEncoder rows = new OpenProtocolEncoder(USUAL, LIMITS).newRowEncoder();
        rows.encode(ValueCursor.on(update(123L, null)), RowKind.DELETE, "topic", 0, out);
        rows.encode(ValueCursor.on(update(123L, null)), RowKind.INSERT, "topic", 0, out);
        rows.finish(out);
        assertThat(WrittenRecord.of(out.key(0), out.value(0)).events())
                .extracting(WrittenRecord.Event::valueText)
                .containsExactly("{\"d\":" + A_AND_123 + "}", "{\"u\":" + A_AND_NULL + "}");
    }

    @Test
    void onlyWhatChangedIsInTheOldRowOnRequestNotEvenTheHandleKey() {
        assertThat(value(UPDATED_COLUMNS, update(7L, 123L)))
                .isEqualTo("{\"u\":" + A_AND_123 + ",\"p\":{\"b\":{\"t\":3,\"f\":65,\"v\":7}}}");
        assertThat(value(UPDATED_COLUMNS, update(null, 123L)))
                .isEqualTo("{\"u\":" + A_AND_123 + ",\"p\":{\"b\":{\"t\":3,\"f\":65,\"v\":null}}}");
        assertThat(value(UPDATED_COLUMNS, update(123L, null)))
                .isEqualTo("{\"u\":" + A_AND_NULL + ",\"p\":{\"b\":{\"t\":3,\"f\":65,\"v\":123}}}");
    }

    @Test
    void anUpdateThatChangesNothingHasAnEmptyOldRow() {
        assertThat(value(UPDATED_COLUMNS, update(123L, 123L))).isEqualTo("{\"u\":" + A_AND_123 + ",\"p\":{}}");
        assertThat(value(UPDATED_COLUMNS, update(null, null))).isEqualTo("{\"u\":" + A_AND_NULL + ",\"p\":{}}");
    }

    @Test
    void otherBytesWithTheSameTextAreNoChange() {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(new Column("x", ColumnType.of(ColumnKind.DOUBLE), true)),
                List.of());
        // A double and a float are not the same object and read the same.
        ValueRow update = ValueRow.update(table, COMMIT_TS, values(2.0d), values(2.0f));
        assertThat(value(UPDATED_COLUMNS, update)).endsWith(",\"p\":{}}");
    }

    @Test
    void virtualColumnsAreLeftOutAndStoredOnesAreNot() {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(
                        new Column("a", ColumnType.of(ColumnKind.INT), true),
                        new Column("b", ColumnType.of(ColumnKind.INT), false, Generation.VIRTUAL),
                        new Column("c", ColumnType.of(ColumnKind.INT), false),
                        new Column("d", ColumnType.of(ColumnKind.INT), true, Generation.STORED)),
                List.of(new Key("b", List.of(1), true), new Key("c", List.of(2), true)));
        JsonNode row = WrittenRecord.event(USUAL, ValueRow.insert(table, COMMIT_TS, 1L, 2L, 3L, 4L))
                .value()
                .get("u");
        assertThat(row.fieldNames()).toIterable().containsExactly("a", "c", "d");
        assertThat(row.at("/c/h").booleanValue()).isTrue();
        assertThat(row.at("/d/f").intValue()).isEqualTo(1 + 4 + 64);
    }

    @Test
    void aTableOfVirtualColumnsAloneIsRefused() {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(new Column("a", ColumnType.of(ColumnKind.INT), true, Generation.VIRTUAL)),
                List.of());
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> value(USUAL, ValueRow.insert(table, COMMIT_TS, 1L)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.OPEN_PROTOCOL_INVALID_DATA));
    }

    private static ValueRow update(Long before, Long after) {
        return ValueRow.update(TWO_NUMBERS, COMMIT_TS, values(1L, before), values(1L, after));
    }

    private static String value(OpenProtocolConfig config, ValueRow row) {
        return WrittenRecord.event(config, row).valueText();
    }
}
