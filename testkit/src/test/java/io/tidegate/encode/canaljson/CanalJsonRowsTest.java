package io.tidegate.encode.canaljson;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.canaljson.WrittenMessage.CONTENT_COMPATIBLE;
import static io.tidegate.encode.canaljson.WrittenMessage.EXTENSION;
import static io.tidegate.encode.canaljson.WrittenMessage.HANDLE_KEY_DELETES;
import static io.tidegate.encode.canaljson.WrittenMessage.NOW;
import static io.tidegate.encode.canaljson.WrittenMessage.PLAIN;
import static io.tidegate.encode.canaljson.WrittenMessage.UPDATED_COLUMNS;
import static io.tidegate.testkit.rows.ValueRow.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanalJsonRowsTest {
    private static final ColumnType INT = ColumnType.of(ColumnKind.INT);
    private static final ColumnType TEXT = ColumnType.of(ColumnKind.TEXT);
    private static final TableVersion TABLE = table(
            List.of(new Column("id", INT, false), new Column("a", TEXT, true), new Column("b", TEXT, true)),
            primaryKey(0));

    @Test
    void anUpdateCarriesAllOldValues() {
        WrittenMessage message = update(PLAIN, values(1L, "x", null), values(1L, "y", null));
        assertThat(message.text())
                .contains(
                        "\"old\":[{\"id\":\"1\",\"a\":\"x\",\"b\":null}],\"data\":[{\"id\":\"1\",\"a\":\"y\",\"b\":null}]}");
    }

    @Test
    void anUpdateWithUpdatedColumnsOnlyCarriesChangedOldValuesAndAllNewOnes() {
        WrittenMessage message = update(UPDATED_COLUMNS, values(1L, "x", "same"), values(1L, "y", "same"));
        assertThat(message.text())
                .contains("\"old\":[{\"a\":\"x\"}],\"data\":[{\"id\":\"1\",\"a\":\"y\",\"b\":\"same\"}]}");
    }

    @Test
    void theContentCompatibleFormCarriesChangedOldValuesOnly() {
        WrittenMessage message = update(CONTENT_COMPATIBLE, values(1L, "x", "same"), values(1L, "y", "same"));
        assertThat(message.text()).contains("\"old\":[{\"a\":\"x\"}],\"data\":");
    }

    @Test
    void becomingNullAndCeasingToBeNullAreChanges() {
        WrittenMessage message = update(UPDATED_COLUMNS, values(1L, null, "x"), values(1L, "x", null));
        assertThat(message.text()).contains("\"old\":[{\"a\":null,\"b\":\"x\"}],\"data\":");
    }

    @Test
    void nullAndTheWordNullDiffer() {
        WrittenMessage message = update(UPDATED_COLUMNS, values(1L, null, null), values(1L, "null", null));
        assertThat(message.text()).contains("\"old\":[{\"a\":null}],\"data\":");
    }

    @Test
    void anUpdateThatChangesNothingHasAnEmptyOldObject() {
        WrittenMessage message = update(UPDATED_COLUMNS, values(1L, null, "x"), values(1L, null, "x"));
        assertThat(message.text()).contains("\"old\":[{}],\"data\":[{\"id\":\"1\"");
    }

    @Test
    void aColumnWhoseBytesDifferButNotItsTextIsUnchanged() {
        TableVersion table = table(
                List.of(
                        new Column("id", INT, false),
                        new Column("f", ColumnType.of(ColumnKind.DOUBLE), true),
                        new Column("g", ColumnType.of(ColumnKind.DOUBLE), true)),
                primaryKey(0));
        // NaN and infinity are both written as 0: other bytes, the same text.
        ValueRow row = ValueRow.update(
                table, COMMIT_TS, values(1L, Double.NaN, 1.0), values(1L, Double.POSITIVE_INFINITY, 2.0));
        assertThat(WrittenMessage.of(UPDATED_COLUMNS, row).text()).contains("\"old\":[{\"g\":\"1\"}],\"data\":");
    }

    @Test
    void theHalvesOfASplitUpdateCarryTheirOwnImage() {
        ValueRow row = ValueRow.update(TABLE, COMMIT_TS, values(1L, "x", null), values(2L, "y", null));
        WrittenMessage delete = WrittenMessage.of(EXTENSION, row, RowKind.DELETE, NOW);
        WrittenMessage insert = WrittenMessage.of(EXTENSION, row, RowKind.INSERT, NOW);
        assertThat(delete.text())
                .contains("\"type\":\"DELETE\"")
                .contains("\"old\":null,\"data\":[{\"id\":\"1\",\"a\":\"x\",\"b\":null}],\"_tidb\":{\"commitTs\":"
                        + COMMIT_TS + "}}");
        assertThat(insert.text())
                .contains("\"type\":\"INSERT\"")
                .contains("\"old\":null,\"data\":[{\"id\":\"2\",\"a\":\"y\",\"b\":null}],\"_tidb\":{\"commitTs\":"
                        + COMMIT_TS + "}}");
    }

    @Test
    void theCodesOfADeleteComeFromTheOldRow() {
        ValueRow row = ValueRow.update(OrdersTable.ID_AND_QTY, COMMIT_TS, values(7L, 200L), values(8L, 3L));
        assertThat(WrittenMessage.of(PLAIN, row, RowKind.DELETE, NOW)
                        .sqlType()
                        .get("qty")
                        .intValue())
                .isEqualTo(5);
        assertThat(WrittenMessage.of(PLAIN, row, RowKind.INSERT, NOW)
                        .sqlType()
                        .get("qty")
                        .intValue())
                .isEqualTo(-6);
    }

    @Test
    void aDeleteCarriesAllColumnsUnlessAskedOtherwise() {
        ValueRow row = ValueRow.delete(TABLE, COMMIT_TS, 1L, "x", null);
        assertThat(WrittenMessage.of(PLAIN, row).text())
                .contains("\"old\":null,\"data\":[{\"id\":\"1\",\"a\":\"x\",\"b\":null}]}");
    }

    @Test
    void aHandleKeyOfAUniqueIndexIsWhatAReducedDeleteCarries() {
        TableVersion table = table(
                List.of(new Column("a", INT, true), new Column("b", INT, false), new Column("c", INT, false)),
                List.of(new Key("u", List.of(2, 1), true)));
        WrittenMessage message = WrittenMessage.of(HANDLE_KEY_DELETES, ValueRow.delete(table, COMMIT_TS, 1L, 2L, 3L));
        assertThat(message.text())
                .contains("\"pkNames\":[]")
                .contains(
                        "\"sqlType\":{\"b\":4,\"c\":4},\"mysqlType\":{\"b\":\"int\",\"c\":\"int\"},\"old\":null,\"data\":[{\"b\":\"2\",\"c\":\"3\"}]");
    }

    @Test
    void aReducedDeleteOfATableWithoutHandleKeyIsEmpty() {
        TableVersion table = table(List.of(new Column("a", INT, true)), List.of());
        assertThat(WrittenMessage.of(HANDLE_KEY_DELETES, ValueRow.delete(table, COMMIT_TS, 1L))
                        .text())
                .contains("\"sqlType\":null,\"mysqlType\":null,\"old\":null,\"data\":[{}],\"_tidb\"");
    }

    @Test
    void onlyDeletesAreReduced() {
        ValueRow insert = ValueRow.insert(TABLE, COMMIT_TS, 1L, "x", "y");
        assertThat(WrittenMessage.of(HANDLE_KEY_DELETES, insert).data()).hasSize(3);
        ValueRow update = ValueRow.update(TABLE, COMMIT_TS, values(1L, "x", "y"), values(1L, "z", "y"));
        assertThat(WrittenMessage.of(HANDLE_KEY_DELETES, update).old()).hasSize(3);
        assertThat(WrittenMessage.of(HANDLE_KEY_DELETES, update).data()).hasSize(3);
    }

    @Test
    void virtualColumnsAreLeftOutAndStoredOnesAreNot() {
        TableVersion table = table(
                List.of(
                        new Column("v", INT, true, Generation.VIRTUAL),
                        new Column("id", INT, false),
                        new Column("s", INT, true, Generation.STORED)),
                primaryKey(1));
        ValueRow row = ValueRow.update(table, COMMIT_TS, values(9L, 1L, 2L), values(8L, 1L, 3L));
        assertThat(WrittenMessage.of(PLAIN, row).text())
                .contains(
                        "\"sqlType\":{\"id\":4,\"s\":4},\"mysqlType\":{\"id\":\"int\",\"s\":\"int\"},\"old\":[{\"id\":\"1\",\"s\":\"2\"}],\"data\":[{\"id\":\"1\",\"s\":\"3\"}]");
        assertThat(WrittenMessage.of(UPDATED_COLUMNS, row).text()).contains("\"old\":[{\"s\":\"2\"}],\"data\":");
    }

    @Test
    void aTableOfVirtualColumnsAloneIsAnError() {
        TableVersion table = table(List.of(new Column("v", INT, true, Generation.VIRTUAL)), List.of());
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> WrittenMessage.of(PLAIN, ValueRow.insert(table, COMMIT_TS, 1L)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENCODE_FAILED))
                .withMessageContaining("shop.t");
    }

    @Test
    void pkNamesAreInTableColumnOrder() {
        TableVersion table = table(
                List.of(new Column("a", INT, false), new Column("b", INT, false), new Column("c", INT, false)),
                List.of(new Key(Key.PRIMARY, List.of(2, 0), true)));
        assertThat(WrittenMessage.of(PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, 2L, 3L))
                        .text())
                .contains("\"pkNames\":[\"a\",\"c\"],");
    }

    @Test
    void namesAreEscapedAndKeepTheirCase() {
        TableVersion table = new TableVersion(
                new TableName("Läden", "a\"b<c>"), List.of(new Column("İd&", INT, false)), primaryKey(0));
        assertThat(WrittenMessage.of(PLAIN, ValueRow.insert(table, COMMIT_TS, 1L))
                        .text())
                .contains("\"database\":\"Läden\",\"table\":\"a\\\"b\\u003cc\\u003e\",\"pkNames\":[\"İd\\u0026\"]")
                .contains("\"sqlType\":{\"İd\\u0026\":4},\"mysqlType\":{\"İd\\u0026\":\"int\"}")
                .contains("\"data\":[{\"İd\\u0026\":\"1\"}]");
    }

    @Test
    void aRowOfManyTypesHasTheExpectedResults() {
        TableVersion table = table(
                List.of(
                        new Column("id", INT, false),
                        new Column("name", ColumnType.of(ColumnKind.VARCHAR, 32), true),
                        new Column("tiny", ColumnType.of(ColumnKind.TINYINT), true),
                        new Column("comment", TEXT, true),
                        new Column("bb", ColumnType.of(ColumnKind.BLOB), true),
                        new Column("vec", ColumnType.of(ColumnKind.VECTOR, 5), true)),
                primaryKey(0));
        byte[] blob = "测试blob".getBytes(StandardCharsets.UTF_8);
        WrittenMessage message =
                WrittenMessage.of(PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, "Bob", 127L, "测试", blob, "[1,2,3,4,5]"));
        String latin1 = new String(blob, StandardCharsets.ISO_8859_1);
        assertThat(message.text())
                .contains("\"sqlType\":{\"id\":4,\"name\":12,\"tiny\":-6,\"comment\":2005,\"bb\":2004,\"vec\":12}")
                .contains(
                        "\"mysqlType\":{\"id\":\"int\",\"name\":\"varchar\",\"tiny\":\"tinyint\",\"comment\":\"text\",\"bb\":\"blob\",\"vec\":\"vector\"}")
                .contains("{\"id\":\"1\",\"name\":\"Bob\",\"tiny\":\"127\",\"comment\":\"测试\",\"bb\":\"" + latin1
                        + "\",\"vec\":\"[1,2,3,4,5]\"}");
    }

    @Test
    void anEncoderGoesBackAndForthBetweenTables() {
        TableVersion other =
                new TableVersion(new TableName("shop", "u"), List.of(new Column("n", INT, false)), List.of());
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = WrittenMessage.encoder(PLAIN, () -> NOW).newRowEncoder();
        for (int i = 0; i < 3; i++) {
            encoder.encode(
                    ValueCursor.on(ValueRow.insert(TABLE, COMMIT_TS, 1L, "x", "y")), RowKind.INSERT, "t", 0, out);
            encoder.encode(ValueCursor.on(ValueRow.insert(other, COMMIT_TS, 2L)), RowKind.INSERT, "t", 0, out);
        }
        encoder.finish(out);
        assertThat(out.size()).isEqualTo(6);
        assertThat(text(out, 0))
                .contains("\"table\":\"t\"")
                .isEqualTo(text(out, 2))
                .isEqualTo(text(out, 4));
        assertThat(text(out, 1))
                .contains("\"table\":\"u\"")
                .isEqualTo(text(out, 3))
                .isEqualTo(text(out, 5));
    }

    @Test
    void aNewVersionOfATableIsWrittenWithItsNewColumns() {
        TableVersion later = table(List.of(new Column("id", INT, false), new Column("z", INT, true)), primaryKey(0));
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = WrittenMessage.encoder(PLAIN, () -> NOW).newRowEncoder();
        encoder.encode(ValueCursor.on(ValueRow.insert(TABLE, COMMIT_TS, 1L, "x", "y")), RowKind.INSERT, "t", 0, out);
        encoder.encode(ValueCursor.on(ValueRow.insert(later, COMMIT_TS, 1L, 5L)), RowKind.INSERT, "t", 0, out);
        assertThat(text(out, 0)).contains("\"data\":[{\"id\":\"1\",\"a\":\"x\",\"b\":\"y\"}]");
        assertThat(text(out, 1)).contains("\"data\":[{\"id\":\"1\",\"z\":\"5\"}]");
    }

    @Test
    void aMessageThatFitsIsSentAndALargerOneIsAnError() {
        TableVersion table =
                table(List.of(new Column("a", ColumnType.of(ColumnKind.VARCHAR, 255), false)), primaryKey(0));
        ValueRow row = ValueRow.insert(table, COMMIT_TS, "aa");
        assertThat(WrittenMessage.of(PLAIN, 300, row).text()).contains("\"aa\"");
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> WrittenMessage.of(PLAIN, 100, row))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("shop.t")
                .withMessageContaining(Long.toString(COMMIT_TS))
                .withMessageContaining("the limit of topic topic is 100");
    }

    @Test
    void thirtySixBytesOfTheLimitAreTheRecordsOwn() {
        ValueRow row = ValueRow.insert(TABLE, COMMIT_TS, 1L, "x", "y");
        int length = WrittenMessage.of(PLAIN, row).text().length();
        assertThat(WrittenMessage.of(PLAIN, length + 36, row).text()).hasSize(length);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> WrittenMessage.of(PLAIN, length + 35, row))
                .withMessageContaining(
                        "takes " + (length + 36) + " bytes, the limit of topic topic is " + (length + 35));
    }

    @Test
    void aValueLongerThanTheLimitIsRefusedInEveryPlace() {
        String large = "x".repeat(500);
        ValueRow insert = ValueRow.insert(TABLE, COMMIT_TS, 1L, large, "y");
        ValueRow newValue = ValueRow.update(TABLE, COMMIT_TS, values(1L, "x", "y"), values(1L, large, "y"));
        ValueRow oldValue = ValueRow.update(TABLE, COMMIT_TS, values(1L, large, "y"), values(1L, "x", "y"));
        for (ValueRow row : List.of(insert, newValue, oldValue)) {
            assertThatExceptionOfType(TidegateException.class)
                    .isThrownBy(() -> WrittenMessage.of(WrittenMessage.UPDATED_COLUMNS, 600, row))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
        }
    }

    @Test
    void anEncoderGoesOnAfterAMessageThatWasTooLarge() {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = new CanalJsonEncoder(PLAIN, MessageLimits.of(400), () -> NOW).newRowEncoder();
        ValueRow tooLarge = ValueRow.insert(TABLE, COMMIT_TS, 1L, "x".repeat(500), "y");
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> encoder.encode(ValueCursor.on(tooLarge), RowKind.INSERT, "t", 0, out));
        ValueRow small = ValueRow.insert(TABLE, COMMIT_TS, 1L, "x", "y");
        encoder.encode(ValueCursor.on(small), RowKind.INSERT, "t", 0, out);
        assertThat(text(out, 0)).isEqualTo(WrittenMessage.of(PLAIN, small).text());
    }

    @Test
    void theTimeOfTheMessageIsAskedForEachRow() {
        long[] now = {NOW};
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = WrittenMessage.encoder(PLAIN, () -> now[0]++).newRowEncoder();
        ValueRow row = ValueRow.insert(TABLE, COMMIT_TS, 1L, "x", "y");
        encoder.encode(ValueCursor.on(row), RowKind.INSERT, "t", 0, out);
        encoder.encode(ValueCursor.on(row), RowKind.INSERT, "t", 0, out);
        assertThat(text(out, 0)).contains("\"ts\":" + NOW + ",");
        assertThat(text(out, 1)).contains("\"ts\":" + (NOW + 1) + ",");
    }

    private static WrittenMessage update(CanalJsonConfig config, List<Object> before, List<Object> after) {
        return WrittenMessage.of(config, ValueRow.update(TABLE, COMMIT_TS, before, after));
    }

    private static TableVersion table(List<Column> columns, List<Key> keys) {
        return new TableVersion(new TableName("shop", "t"), columns, keys);
    }

    private static List<Key> primaryKey(Integer... ordinals) {
        return List.of(new Key(Key.PRIMARY, Arrays.asList(ordinals), true));
    }

    private static String text(RecordBatch out, int index) {
        return WrittenMessage.of(out.key(index), out.value(index)).text();
    }
}
