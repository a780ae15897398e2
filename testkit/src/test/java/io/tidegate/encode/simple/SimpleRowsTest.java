package io.tidegate.encode.simple;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.simple.Sample.AVRO;
import static io.tidegate.encode.simple.Sample.JSON;
import static io.tidegate.encode.simple.Sample.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.SimpleConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.DecodedRow;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.simple.SimpleMessage;
import io.tidegate.testkit.simple.SimpleMessage.Timestamp;
import io.tidegate.testkit.simple.SimpleTables;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of rows in both encodings. */
class SimpleRowsTest {
    private static final ColumnType INT = ColumnType.of(ColumnKind.INT);
    private static final ColumnType TEXT = ColumnType.of(ColumnKind.TEXT);
    private static final TableVersion T = table(7, 100, column("id", INT, false, null), column("c", TEXT, true, null));

    static List<SimpleConfig> encodings() {
        return List.of(JSON, AVRO);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aRowNamesTableAndVersion(SimpleConfig encoding) {
        SimpleMessage message = message(encoding, ValueRow.insert(T, COMMIT_TS, 1L, "x"));
        assertThat(message.table()).isEqualTo(T.name());
        assertThat(message.tableId()).isEqualTo(7);
        assertThat(message.schemaVersion()).isEqualTo(100);
        assertThat(message.commitTs()).isEqualTo(COMMIT_TS);
        assertThat(message.old()).isNull();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aRowIsReadOnlyWithTheVersionItNames(SimpleConfig encoding) {
        TableVersion later = table(7, 200, column("id", INT, false, null), column("d", TEXT, true, null));
        SimpleTables tables = new SimpleTables();
        tables.learn(Sample.read(encoding, Sample.bootstrap(encoding, T)));
        SimpleMessage row = message(encoding, ValueRow.insert(later, COMMIT_TS, 1L, "x"));
        assertThat(tables.decode(row)).isEmpty();
        tables.learn(Sample.read(encoding, Sample.bootstrap(encoding, later)));
        assertThat(tables.decode(row).orElseThrow().after()).containsEntry("d", "x");
    }

    @Test
    void whatIsNotKnownIsLeftOutOfJson() {
        TableVersion unknown = table(0, 0, column("id", INT, false, null));
        assertThat(Sample.text(Sample.written(JSON, ValueRow.insert(unknown, COMMIT_TS, 1L))))
                .isEqualTo("""
                {"version":1,"database":"test","table":"t","type":"INSERT","commitTs":449459100136243201,"buildTs":1714550400912,"data":{"id":"1"}}""");
    }

    @Test
    void jsonSortsColumnsByTheBytesOfTheirNames() {
        TableVersion table = table(
                1,
                1,
                column("b", INT, true, null),
                column("é", INT, true, null),
                column("a", INT, true, null),
                column("Z", INT, true, null),
                column("𝄞", INT, true, null),
                column("\uffee", INT, true, null));
        assertThat(Sample.text(Sample.written(JSON, ValueRow.insert(table, COMMIT_TS, 1L, 2L, 3L, 4L, 5L, 6L))))
                .endsWith("{\"Z\":\"4\",\"a\":\"3\",\"b\":\"1\",\"é\":\"2\",\"\uffee\":\"6\",\"𝄞\":\"5\"}}");
    }

    @Test
    void jsonEscapesAsGoDoes() {
        assertThat(Sample.text(
                        Sample.written(JSON, ValueRow.insert(T, COMMIT_TS, 1L, "\b\f\n\r\t\u0001\"\\<>&\u2028/é"))))
                .contains("\"c\":\"\\b\\f\\n\\r\\t\\u0001\\\"\\\\\\u003c\\u003e\\u0026\\u2028/é\"");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void virtualColumnsAreLeftOutAndStoredOnesAreNot(SimpleConfig encoding) {
        TableVersion table = table(
                1,
                1,
                column("id", INT, false, null),
                new Column("v", INT, true, Generation.VIRTUAL),
                new Column("s", INT, true, Generation.STORED));
        assertThat(message(encoding, ValueRow.insert(table, COMMIT_TS, 1L, null, 3L))
                        .data())
                .containsOnlyKeys("id", "s");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aTableOfVirtualColumnsAloneIsRefused(SimpleConfig encoding) {
        TableVersion table = table(1, 1, new Column("v", INT, true, Generation.VIRTUAL));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> message(encoding, ValueRow.insert(table, COMMIT_TS, 1L)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.ENCODE_FAILED))
                .withMessageContaining("test.t");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aTimestampNamesItsZone(SimpleConfig encoding) {
        TableVersion table = table(1, 1, column("at", ColumnType.of(ColumnKind.TIMESTAMP), true, null));
        ValueRow row = ValueRow.insert(table, COMMIT_TS, "2024-05-01 08:00:00");
        for (Map.Entry<ZoneId, String> zone : Map.of(
                        ZoneId.of("Asia/Shanghai"), "Asia/Shanghai", ZoneOffset.UTC, "UTC", ZoneId.of("UTC"), "UTC")
                .entrySet()) {
            SimpleEncoder encoder = new SimpleEncoder(
                    encoding, MessageLimits.of(1000), LargeRowPolicy.refuse(), zone.getKey(), () -> 1);
            assertThat(Sample.read(encoding, Sample.written(encoder, row, RowKind.INSERT))
                            .data())
                    .containsEntry("at", new Timestamp(zone.getValue(), "2024-05-01 08:00:00"));
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void bigNumbersKeepAllTheirDigits(SimpleConfig encoding) {
        TableVersion table = table(
                1,
                1,
                column("u", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), true, null),
                column("b", ColumnType.of(ColumnKind.BIT, 64), true, null),
                column("s", ColumnType.ofMembers(ColumnKind.SET, List.of("a")), true, null));
        SimpleTables tables = new SimpleTables();
        tables.learn(Sample.read(encoding, Sample.bootstrap(encoding, table)));
        DecodedRow row = tables.decode(message(encoding, ValueRow.insert(table, COMMIT_TS, -1L, -1L, 1L)))
                .orElseThrow();
        assertThat(row.after()).isEqualTo(Map.of("u", "18446744073709551615", "b", "18446744073709551615", "s", "1"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theLimitIsThatOfTheTopicAndCountsTheRecordAround(SimpleConfig encoding) {
        ValueRow row = ValueRow.update(T, COMMIT_TS, ValueRow.values(1L, "old"), ValueRow.values(1L, "new"));
        int length = Sample.written(encoding, row).length;
        SimpleEncoder fits = limited(encoding, length + MessageLimits.RECORD_OVERHEAD);
        assertThat(Sample.written(fits, row, RowKind.UPDATE)).hasSize(length);
        SimpleEncoder tooSmall = limited(encoding, length + MessageLimits.RECORD_OVERHEAD - 1);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> Sample.written(tooSmall, row, RowKind.UPDATE))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("the UPDATE of a row of test.t at commit-ts " + COMMIT_TS + " takes "
                        + (length + MessageLimits.RECORD_OVERHEAD) + " bytes")
                .withMessageContaining("topic");
    }

    private static SimpleEncoder limited(SimpleConfig encoding, int limit) {
        return new SimpleEncoder(
                encoding,
                topic -> topic.equals("topic") ? limit : 1 << 20,
                LargeRowPolicy.refuse(),
                ZoneId.of("UTC"),
                () -> Sample.NOW);
    }

    private static SimpleMessage message(SimpleConfig encoding, ValueRow row) {
        return Sample.read(encoding, Sample.written(encoding, row));
    }

    private static TableVersion table(long id, long version, Column... columns) {
        return new TableVersion(new TableName("test", "t"), Arrays.asList(columns), List.of(), List.of(), id, version);
    }
}
