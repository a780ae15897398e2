package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.openprotocol.SampleTables.TWO_NUMBERS;
import static io.tidegate.encode.openprotocol.SampleTables.TWO_TEXTS;
import static io.tidegate.encode.openprotocol.WrittenRecord.LIMITS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which rows share a record. */
class OpenProtocolBatchTest {
    @Test
    void aRecordHasNoMoreRowsThanAskedFor() {
        assertThat(rowCounts(new OpenProtocolConfig(2, true, false, false), LIMITS, numbers(5)))
                .containsExactly(2, 2, 1);
        assertThat(rowCounts(new OpenProtocolConfig(1, true, false, false), LIMITS, numbers(3)))
                .containsExactly(1, 1, 1);
    }

    @Test
    void manyRowsFillRecordsOfTheirGreatestSize() {
        List<WrittenRecord> records =
                WrittenRecord.of(new OpenProtocolConfig(64, true, false, false), LIMITS, numbers(10_000));
        assertThat(records.subList(0, 156)).allMatch(record -> record.events().size() == 64);
        assertThat(records.stream()
                        .flatMap(record -> record.events().stream())
                        .map(event -> event.value().at("/u/b/v").longValue()))
                .containsExactlyElementsOf(LongStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void aRecordIsNotLargerThanItsLimit() {
        ValueRow row = ValueRow.insert(TWO_NUMBERS, COMMIT_TS, 1L, 123L);
        assertThat(WrittenRecord.of(USUAL, LIMITS, row).get(0).length()).isEqualTo(182);
        assertThat(WrittenRecord.of(USUAL, LIMITS, row, row).get(0).length()).isEqualTo(320);
        assertThat(WrittenRecord.of(USUAL, LIMITS, row, row, row).get(0).length())
                .isEqualTo(458);
        assertThat(rowCounts(USUAL, MessageLimits.of(400), row, row, row)).containsExactly(2, 1);
        assertThat(rowCounts(USUAL, MessageLimits.of(458), row, row, row)).containsExactly(3);
        assertThat(rowCounts(USUAL, MessageLimits.of(457), row, row, row)).containsExactly(2, 1);
        assertThat(rowCounts(USUAL, MessageLimits.of(182), row, row, row)).containsExactly(1, 1, 1);
    }

    @Test
    void noRecordIsLargerThanTheLimitWhateverTheSizesOfItsRows() {
        ValueRow[] rows = LongStream.range(0, 200)
                .mapToObj(i -> ValueRow.insert(TWO_TEXTS, COMMIT_TS, "k" + i, "x".repeat((int) (i * 37 % 60))))
                .toArray(ValueRow[]::new);
        List<WrittenRecord> records = WrittenRecord.of(USUAL, MessageLimits.of(256), rows);
        assertThat(records).allMatch(record -> record.length() <= 256);
        assertThat(records.stream()
                        .flatMap(record -> record.events().stream())
                        .map(event -> event.value().at("/u/a/v").textValue()))
                .containsExactlyElementsOf(
                        LongStream.range(0, 200).mapToObj(i -> "k" + i).toList());
    }

    @Test
    void aRowThatFitsJustIsSentAndOneByteLessIsTooLarge() {
        ValueRow row = ValueRow.insert(TWO_TEXTS, COMMIT_TS, "aa", "bb");
        assertThat(rowCounts(USUAL, MessageLimits.of(188), row)).containsExactly(1);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> WrittenRecord.of(USUAL, MessageLimits.of(187), row))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("the INSERT of a row of test.t at commit-ts 449459100136243201 takes 188 bytes")
                .withMessageContaining("the limit of topic topic is 187");
    }

    @Test
    void eachPartitionAndTopicHasRecordsOfItsOwnInOrder() {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = encoder(new OpenProtocolConfig(3, true, false, false));
        for (long i = 0; i < 24; i++) {
            encoder.encode(cursor(i), RowKind.INSERT, i % 2 == 0 ? "even" : "odd", (int) (i % 3), out);
        }
        encoder.finish(out);
        for (String topic : List.of("even", "odd")) {
            for (int partition = 0; partition < 3; partition++) {
                List<Integer> counts = new ArrayList<>();
                List<Long> numbers = new ArrayList<>();
                read(out, topic, partition, counts, numbers);
                assertThat(counts).containsExactly(3, 1);
                int remainder = partition;
                int parity = topic.equals("even") ? 0 : 1;
                assertThat(numbers)
                        .containsExactlyElementsOf(LongStream.range(0, 24)
                                .filter(i -> i % 3 == remainder && i % 2 == parity)
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void rowsOfSeveralTablesAndTransactionsShareARecord() {
        List<WrittenRecord> records = WrittenRecord.of(
                USUAL,
                LIMITS,
                ValueRow.insert(TWO_TEXTS, COMMIT_TS, "a", null),
                ValueRow.insert(
                        OrdersTable.ORDERS, COMMIT_TS, OrdersTable.order(1).toArray()),
                ValueRow.delete(TWO_TEXTS, COMMIT_TS + 1, "a", null));
        assertThat(records).hasSize(1);
        assertThat(records.get(0).events())
                .extracting(event ->
                        event.key().get("ts") + " " + event.key().get("tbl").textValue())
                .containsExactly("449459100136243201 t", "449459100136243201 orders", "449459100136243202 t");
    }

    @Test
    void noRowWaitsBeyondItsBatch() {
        RowEncoder encoder = encoder(USUAL);
        for (long batch = 0; batch < 3; batch++) {
            RecordBatch out = new RecordBatch();
            encoder.encode(cursor(batch), RowKind.INSERT, "topic", 0, out);
            assertThat(out.size()).isZero();
            encoder.finish(out);
            List<Integer> counts = new ArrayList<>();
            List<Long> numbers = new ArrayList<>();
            read(out, "topic", 0, counts, numbers);
            assertThat(counts).containsExactly(1);
            assertThat(numbers).containsExactly(batch);
        }
        RecordBatch empty = new RecordBatch();
        encoder.finish(empty);
        assertThat(empty.size()).isZero();
    }

    @Test
    void aRowThatIsRefusedLeavesNoTraceInItsRecord() {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = new OpenProtocolEncoder(USUAL, MessageLimits.of(400)).newRowEncoder();
        encoder.encode(cursor(1), RowKind.INSERT, "topic", 0, out);
        ValueRow large = ValueRow.insert(TWO_TEXTS, COMMIT_TS, "a", "x".repeat(500));
        assertThatThrownBy(() -> encoder.encode(ValueCursor.on(large), RowKind.INSERT, "topic", 0, out))
                .isInstanceOf(TidegateException.class);
        ValueRow broken = ValueRow.insert(TWO_TEXTS, COMMIT_TS, "a", 5L);
        assertThatThrownBy(() -> encoder.encode(ValueCursor.on(broken), RowKind.INSERT, "topic", 0, out))
                .isInstanceOf(ClassCastException.class);
        encoder.encode(cursor(2), RowKind.INSERT, "topic", 0, out);
        encoder.finish(out);
        List<Integer> counts = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        read(out, "topic", 0, counts, numbers);
        assertThat(counts).containsExactly(2);
        assertThat(numbers).containsExactly(1L, 2L);
    }

    @Test
    void theLimitIsThatOfTheTopic() {
        MessageLimits limits = topic -> topic.equals("small") ? 200 : 400;
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = new OpenProtocolEncoder(USUAL, limits).newRowEncoder();
        for (long i = 0; i < 2; i++) {
            encoder.encode(cursor(i), RowKind.INSERT, "small", 0, out);
            encoder.encode(cursor(i), RowKind.INSERT, "large", 0, out);
        }
        encoder.finish(out);
        List<Integer> small = new ArrayList<>();
        List<Integer> large = new ArrayList<>();
        read(out, "small", 0, small, new ArrayList<>());
        read(out, "large", 0, large, new ArrayList<>());
        assertThat(small).containsExactly(1, 1);
        assertThat(large).containsExactly(2);
    }

    private static List<Integer> rowCounts(OpenProtocolConfig config, MessageLimits limits, ValueRow... rows) {
        return WrittenRecord.of(config, limits, rows).stream()
                .map(record -> record.events().size())
                .toList();
    }

    private static void read(RecordBatch out, String topic, int partition, List<Integer> counts, List<Long> numbers) {
        for (int i = 0; i < out.size(); i++) {
            if (out.topic(i).equals(topic) && out.partition(i) == partition) {
                WrittenRecord record = WrittenRecord.of(out.key(i), out.value(i));
                counts.add(record.events().size());
                record.events()
                        .forEach(event -> numbers.add(event.value().at("/u/b/v").longValue()));
            }
        }
    }

    private static ValueRow[] numbers(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> ValueRow.insert(TWO_NUMBERS, COMMIT_TS, 1L, i))
                .toArray(ValueRow[]::new);
    }

    private static RowEncoder encoder(OpenProtocolConfig config) {
        return new OpenProtocolEncoder(config, LIMITS).newRowEncoder();
    }

    private static ValueCursor cursor(long number) {
        return ValueCursor.on(ValueRow.insert(TWO_NUMBERS, COMMIT_TS, 1L, number));
    }
}
