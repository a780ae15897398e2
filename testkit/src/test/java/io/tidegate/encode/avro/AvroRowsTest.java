package io.tidegate.encode.avro;

import static io.tidegate.encode.Columns.withDefault;
import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.testkit.rows.ValueRow.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.registry.MemoryRegistry;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AvroRowsTest {
    private static final Column ID = new Column("id", ColumnType.of(ColumnKind.INT), false);

    @Test
    void nullIsTheFirstBranchWithoutADefaultAndTheSecondWithOne() {
        TableVersion table = table(
                new Column("a", ColumnType.of(ColumnKind.VARCHAR, 9), true),
                withDefault("b", ColumnType.of(ColumnKind.VARCHAR, 9), true, "n/a"));
        assertThat(hex(WrittenRecord.of(WrittenRecord.PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, null, null))))
                .endsWith(" 02 00 02");
        assertThat(hex(WrittenRecord.of(WrittenRecord.PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, "x", "y"))))
                .endsWith(" 02 02 02 78 00 02 79");
    }

    @Test
    void aBitHasAsManyBytesAsItsColumn() {
        TableVersion table = table(
                new Column("a", ColumnType.of(ColumnKind.BIT, 10), false),
                new Column("b", ColumnType.of(ColumnKind.BIT, 64), false),
                new Column("c", ColumnType.of(ColumnKind.BIT), false));
        assertThat(hex(WrittenRecord.of(WrittenRecord.PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, 65L, -2L, 1L))))
                .endsWith(" 04 00 41 10 ff ff ff ff ff ff ff fe 02 01");
    }

    @Test
    void theUpperHalfOfABigintUnsignedIsNegativeOrText() {
        TableVersion table =
                table(new Column("c", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false));
        ValueRow row = ValueRow.insert(table, COMMIT_TS, 1L, -2L);
        assertThat(value(WrittenRecord.PLAIN, row, "c")).isEqualTo(-2L);
        assertThat(value(WrittenRecord.TEXTS, row, "c")).isEqualTo(new Utf8("18446744073709551614"));
    }

    @Test
    void theInvalidMemberOfAnEnumIsTheEmptyText() {
        TableVersion table = table(new Column("c", ColumnType.ofMembers(ColumnKind.ENUM, List.of("a")), false));
        assertThat(value(WrittenRecord.PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, 0L), "c"))
                .isEqualTo(new Utf8(""));
    }

    @ParameterizedTest
    @CsvSource({"ENUM, 2", "ENUM, -1", "SET, 2", "SET, -9223372036854775808"})
    void aMemberThatTheColumnHasNotEndsTheFeedWithItsName(ColumnKind kind, long member) {
        TableVersion table = table(new Column("c", ColumnType.ofMembers(kind, List.of("a")), false));
        assertFails(
                ValueRow.insert(table, COMMIT_TS, 1L, member), "column c of table shop.t at commit-ts " + COMMIT_TS);
    }

    @Test
    void nullInANotNullColumnEndsTheFeedWithItsName() {
        TableVersion table = table(new Column("c", ColumnType.of(ColumnKind.INT), false));
        assertFails(ValueRow.insert(table, COMMIT_TS, 1L, null), "column c of table shop.t");
    }

    @Test
    void aSetOf64MembersIsWrittenInTheOrderOfItsDefinition() {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            members.add("member " + i);
        }
        TableVersion table = table(new Column("c", ColumnType.ofMembers(ColumnKind.SET, members), false));
        assertThat(value(WrittenRecord.PLAIN, ValueRow.insert(table, COMMIT_TS, 1L, -1L), "c"))
                .hasToString(String.join(",", members));
    }

    @ParameterizedTest
    @EnumSource(Decimals.class)
    void allModesBringEveryTypeBack(Decimals decimals) {
        for (UnsignedBigints bigints : UnsignedBigints.values()) {
            AvroConfig config = WrittenRecord.config(true, decimals, bigints, false, false);
            ValueRow row =
                    new ValueRow(OrdersTable.ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
            GenericRecord found = WrittenRecord.of(config, row).valueRecord();
            assertThat(found.get("id")).hasToString("7");
            assertThat(found.get("price"))
                    .isEqualTo(
                            decimals == Decimals.PRECISE
                                    ? ByteBuffer.wrap(new byte[] {7, (byte) 0xc6})
                                    : new Utf8("19.90"));
            assertThat(found.get("ratio")).isEqualTo(0.1f);
            assertThat(found.get("created")).hasToString("2024-05-01 08:00:00.250");
            assertThat(found.get("note")).isNull();
            assertThat(found.get("_tidb_op")).hasToString("c");
            assertThat(found.get("_tidb_commit_ts")).isEqualTo(COMMIT_TS);
            assertThat(found.get("_tidb_commit_physical_time")).isEqualTo(1714550400300L);
        }
    }

    @Test
    void aRowWithoutAChecksumHasTheDefaultsOfTheChecksumFields() {
        GenericRecord found = WrittenRecord.of(
                        WrittenRecord.CHECKSUMS, ValueRow.insert(table(number("c")), COMMIT_TS, 1L, 2L))
                .valueRecord();
        assertThat(found.get("_tidb_row_level_checksum")).hasToString("");
        assertThat(found.get("_tidb_corrupted")).isEqualTo(false);
        assertThat(found.get("_tidb_checksum_version")).isEqualTo(0);
    }

    @Test
    void aDeleteOfAnUpdateHasTheOldKeyAndItsInsertTheNewOne() {
        TableVersion table = table(number("c"));
        ValueRow update = ValueRow.update(table, COMMIT_TS, values(1L, 10L), values(2L, 20L));
        MemoryRegistry registry = MemoryRegistry.takingAll();
        WrittenRecord delete = WrittenRecord.of(WrittenRecord.EXTENSION, update, RowKind.DELETE, registry);
        assertThat(delete.keyRecord().get("id")).isEqualTo(1);
        assertThat(delete.value()).isNull();
        WrittenRecord insert = WrittenRecord.of(WrittenRecord.EXTENSION, update, RowKind.INSERT, registry);
        assertThat(insert.keyRecord().get("id")).isEqualTo(2);
        assertThat(insert.valueRecord().get("c")).isEqualTo(20);
        assertThat(insert.valueRecord().get("_tidb_op")).hasToString("c");
    }

    @Test
    void aKeyNeverHasTheFieldsOfTheExtension() {
        TableVersion table = new TableVersion(
                new TableName("shop", "t"),
                List.of(withDefault("id", ColumnType.of(ColumnKind.TINYINT).asUnsigned(), false, "1")),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        GenericRecord key = WrittenRecord.of(WrittenRecord.EXTENSION, ValueRow.delete(table, COMMIT_TS, 127L))
                .keyRecord();
        assertThat(key.get("id")).isEqualTo(127);
        assertThat(key.getSchema().getFields()).hasSize(1);
    }

    @Test
    void aRowIsWrittenWithItsOwnVersionWhateverCameBefore() {
        MemoryRegistry registry = MemoryRegistry.takingAll();
        RowEncoder encoder =
                WrittenRecord.encoder(WrittenRecord.PLAIN, registry).newRowEncoder();
        TableVersion old = table(number("c"));
        TableVersion now = table(number("c"), number("d"));
        RecordBatch out = new RecordBatch();
        for (int round = 0; round < 3; round++) {
            write(encoder, ValueRow.insert(old, COMMIT_TS, 1L, 2L), "topic", out);
            write(encoder, ValueRow.insert(now, COMMIT_TS, 1L, 2L, 3L), "topic", out);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(WrittenRecord.schema(out.value(i), registry).getFields()).hasSize(2 + i % 2);
        }
        assertThat(registry.asked()).containsExactly("topic-key", "topic-value", "topic-value");
    }

    @Test
    void theSameVersionInTwoTopicsHasTwoSubjects() {
        MemoryRegistry registry = MemoryRegistry.takingAll();
        RowEncoder encoder =
                WrittenRecord.encoder(WrittenRecord.PLAIN, registry).newRowEncoder();
        RecordBatch out = new RecordBatch();
        ValueRow row = ValueRow.insert(table(number("c")), COMMIT_TS, 1L, 2L);
        write(encoder, row, "a", out);
        write(encoder, row, "b", out);
        write(encoder, row, "a", out);
        assertThat(registry.asked()).containsExactly("a-key", "a-value", "b-key", "b-value");
    }

    @Test
    void manyWorkersRegisterASchemaOnce() throws Exception {
        MemoryRegistry registry = MemoryRegistry.takingAll();
        AvroEncoder encoder = WrittenRecord.encoder(WrittenRecord.PLAIN, registry);
        TableVersion table = table(number("c"));
        Set<String> values = ConcurrentHashMap.newKeySet();
        Callable<Void> worker = () -> {
            RecordBatch out = new RecordBatch();
            write(encoder.newRowEncoder(), ValueRow.insert(table, COMMIT_TS, 1L, 2L), "topic", out);
            values.add(HexFormat.of().formatHex(out.value(0)));
            return null;
        };
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            for (var done : workers.invokeAll(Collections.nCopies(32, worker))) {
                done.get();
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(values).hasSize(1);
        assertThat(registry.asked()).containsExactly("topic-key", "topic-value");
    }

    @Test
    void aFailureOfTheRegistryIsNotRemembered() {
        MemoryRegistry registry = MemoryRegistry.takingAll();
        RowEncoder encoder =
                WrittenRecord.encoder(WrittenRecord.PLAIN, registry).newRowEncoder();
        ValueRow row = ValueRow.insert(table(number("c")), COMMIT_TS, 1L, 2L);
        RecordBatch out = new RecordBatch();
        registry.fail(new TidegateException(ErrorCode.SCHEMA_REGISTRY, "it is down"));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> write(encoder, row, "topic", out))
                .withMessageContaining("it is down");
        registry.fail(null);
        write(encoder, row, "topic", out);
        assertThat(out.size()).isEqualTo(1);
    }

    @Test
    void keyAndValueTogetherCountAgainstTheLimitOfTheTopic() {
        TableVersion table = new TableVersion(
                new TableName("shop", "t"),
                List.of(new Column("c", ColumnType.of(ColumnKind.VARCHAR, 100), false)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        ValueRow row = ValueRow.insert(table, COMMIT_TS, "x".repeat(50));
        int length = 2 * (5 + 1 + 50) + MessageLimits.RECORD_OVERHEAD;
        RecordBatch out = new RecordBatch();
        write(limited(length), row, "topic", out);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> write(limited(length - 1), row, "topic", out))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("takes " + length + " bytes, the limit of topic topic is " + (length - 1));
        assertThat(out.size()).isEqualTo(1);
    }

    private static RowEncoder limited(int bytes) {
        return new AvroEncoder(WrittenRecord.PLAIN, MessageLimits.of(bytes), MemoryRegistry.takingAll())
                .newRowEncoder();
    }

    private static void write(RowEncoder encoder, ValueRow row, String topic, RecordBatch out) {
        encoder.encode(ValueCursor.on(row), row.kind(), topic, 0, out);
    }

    private static void assertFails(ValueRow row, String named) {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> WrittenRecord.of(WrittenRecord.PLAIN, row))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.AVRO_ENCODE_FAILED))
                .withMessageContaining(named);
    }

    private static Object value(AvroConfig config, ValueRow row, String field) {
        return WrittenRecord.of(config, row).valueRecord().get(field);
    }

    private static Column number(String name) {
        return new Column(name, ColumnType.of(ColumnKind.INT), false);
    }

    private static TableVersion table(Column... columns) {
        List<Column> all = new ArrayList<>(List.of(ID));
        all.addAll(List.of(columns));
        return new TableVersion(new TableName("shop", "t"), all, List.of(new Key(Key.PRIMARY, List.of(0), true)));
    }

    private static String hex(WrittenRecord written) {
        return HexFormat.ofDelimiter(" ").formatHex(written.value());
    }
}
