package io.tidegate.encode.canaljson;

import static io.tidegate.testkit.rows.ValueRow.values;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.RowOrigin;
import io.tidegate.encode.TracedEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedCanalJsonTest {
    private static final TableName NAME = new TableName("shop", "orders");
    private static final List<Column> COLUMNS = List.of(
            new Column("note", ColumnType.of(ColumnKind.TEXT), true),
            new Column("id", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false),
            new Column("shop", ColumnType.of(ColumnKind.VARCHAR, 20), false));
    private static final TableVersion ORDERS =
            new TableVersion(NAME, COLUMNS, List.of(new Key(Key.PRIMARY, List.of(2, 1), true)));

    @Test
    void theKeyIsTheHandleKeyInItsOrderWithTheTextsOfTheMessage() {
        assertThat(key(ValueRow.insert(ORDERS, 7, "x", -1L, "a\"b")))
                .isEqualTo("{\"shop\":\"a\\\"b\",\"id\":\"18446744073709551615\"}");
    }

    @Test
    void aDeleteHasTheKeyOfItsOldValuesAndAnUpdateThatOfItsNewOnes() {
        assertThat(key(ValueRow.delete(ORDERS, 7, "x", 1L, "a"))).isEqualTo("{\"shop\":\"a\",\"id\":\"1\"}");
        ValueRow update = ValueRow.update(ORDERS, 7, values("x", 1L, "a"), values("y", 2L, "a"));
        assertThat(key(update)).isEqualTo("{\"shop\":\"a\",\"id\":\"2\"}");
    }

    @Test
    void aRowThatNothingIdentifiesHasNoKey() {
        TableVersion keyless = new TableVersion(NAME, COLUMNS, List.of());
        assertThat(records(keyed(1 << 20), ValueRow.insert(keyless, 7, "x", 1L, "a"))
                        .key(0))
                .isNull();
    }

    @Test
    void theMessageIsThatWithoutKeys() {
        ValueRow row = ValueRow.insert(ORDERS, 7, "x", 1L, "a");
        RecordBatch plain = records(WrittenMessage.encoder(WrittenMessage.EXTENSION, () -> WrittenMessage.NOW), row);
        assertThat(records(keyed(1 << 20), row).value(0)).isEqualTo(plain.value(0));
    }

    @Test
    void theKeyCountsForTheSizeOfARecord() {
        ValueRow row = ValueRow.insert(ORDERS, 7, "x", 1L, "a");
        int withoutKey = records(keyed(1 << 20), row).value(0).length + MessageLimits.RECORD_OVERHEAD;
        int key = key(row).length();
        assertThat(records(keyed(withoutKey + key), row).bytes()).isEqualTo(withoutKey + key - 36);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> records(keyed(withoutKey + key - 1), row))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("shop.orders");
    }

    @Test
    void everyDdlHasAKeyOfItsOwnAndWatermarksShareOne() {
        EncodedMessage ddl = keyed(1 << 20)
                .encodeDdl(new Ddl(7, DdlKind.CREATE_TABLE, NAME, null, "create table orders (id int)", ORDERS));
        assertThat(ddl).isNotNull();
        assertThat(new String(ddl.key(), UTF_8)).isEqualTo("\"ddl 7\"");
        EncodedMessage watermark = keyed(1 << 20).encodeWatermark(9);
        assertThat(watermark).isNotNull();
        assertThat(new String(watermark.key(), UTF_8)).isEqualTo("\"watermark\"");
    }

    @Test
    void aTracedRecordTellsItsRow() {
        ValueRow update = ValueRow.update(ORDERS, 7, values("x", 1L, "a"), values("y", 2L, "a"));
        RecordBatch out = new RecordBatch();
        RowEncoder rows = new TracedEncoder(keyed(1 << 20)).newRowEncoder();
        for (int i = 0; i < 300; i++) {
            rows.encode(ValueCursor.on(update), RowKind.DELETE, "topic", 0, out);
        }
        rows.encode(ValueCursor.on(update), RowKind.INSERT, "topic", 0, out);
        assertThat(out.origin(299)).isEqualTo(new RowOrigin(NAME, RowKind.DELETE, 7));
        assertThat(out.origin(300)).isEqualTo(new RowOrigin(NAME, RowKind.INSERT, 7));
        assertThat(records(keyed(1 << 20), update).origin(0)).isNull();
    }

    private static String key(ValueRow row) {
        return new String(records(keyed(1 << 20), row).key(0), UTF_8);
    }

    private static RecordBatch records(Encoder encoder, ValueRow row) {
        RecordBatch out = new RecordBatch();
        encoder.newRowEncoder().encode(ValueCursor.on(row), row.kind(), "topic", 0, out);
        return out;
    }

    private static Encoder keyed(int maxMessageBytes) {
        return new KeyedCanalJsonEncoder(
                WrittenMessage.EXTENSION, MessageLimits.of(maxMessageBytes), () -> WrittenMessage.NOW);
    }
}
