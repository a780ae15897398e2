package io.tidegate.encode.debezium;

import static io.tidegate.encode.Columns.withDefault;
import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.debezium.WrittenMessage.EXTENSION_AND_SCHEMA;
import static io.tidegate.encode.debezium.WrittenMessage.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What a value of each type becomes; most were compared with Debezium 2.4 by TiCDC's own tests. */
class DebeziumTypesTest {
    private static final DebeziumConfig KEEPING_NULL =
            new DebeziumConfig(false, true, true, false, true, false, "default", LargeMessages.NONE);
    private static final ColumnType BINARY_16 = ColumnType.of(ColumnKind.BINARY, 16);
    static final List<TypeSample> SAMPLES = TypeSample.ALL;

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void aTypeHasItsValueAndItsSchema(TypeSample sample) {
        WrittenMessage message = written(new Column("c", sample.type(), false), sample.value());
        assertThat(message.value()).contains("\"after\":{\"c\":" + sample.json() + "}}");
        String schema = "{\"tidb_type\":\"" + sample.tidbType() + "\",\"type\":\"" + sample.schemaType()
                + "\",\"optional\":false," + sample.schemaName() + "\"field\":\"c\"}";
        assertThat(message.value()).contains("\"fields\":[" + schema + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-30, 19691",
        "1000-01-01, -354285",
        "9999-12-31, 2932896",
        "1970-01-01, 0",
        "1969-12-31, -1",
        "2024-02-29, 19782",
        "0018-01-01, 17532",
        "0099-12-31, 10956",
        "0000-01-01, 10957",
        "0000-00-00, null",
        "2020-00-01, null",
        "2020-01-00, null",
        "2023-02-29, null",
        "1900-02-29, null",
        "2020-02-30, null",
    })
    void datesAreDays(String date, String days) {
        assertThat(value(ColumnType.of(ColumnKind.DATE), date)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2023-11-30 12:34:56, 1701347696000",
        "1, 2023-11-30 12:34:56.1, 1701347696100",
        "3, 2023-11-30 12:34:56.123, 1701347696123",
        "4, 2023-11-30 12:34:56.1235, 1701347696123500",
        "6, 2023-11-30 12:34:56.123456, 1701347696123456",
        "0, 1969-12-31 23:59:59, -1000",
        "6, 1969-12-31 23:59:59.999999, -1",
        "0, 0018-01-01 00:00:00, 1514764800000",
        "0, 0000-00-00 00:00:00, null",
        "6, 0000-00-00 00:00:00.000000, null",
    })
    void datetimesAreMillisecondsOrMicroseconds(int fractionDigits, String datetime, String number) {
        assertThat(value(ColumnType.ofFraction(ColumnKind.DATETIME, fractionDigits), datetime))
                .isEqualTo(number);
    }

    @Test
    void anInvalidDateIsZeroWhereNullIsNotAllowed() {
        assertThat(written(new Column("c", ColumnType.of(ColumnKind.DATE), false), "0000-00-00")
                        .value())
                .contains("\"after\":{\"c\":0}");
        assertThat(written(new Column("c", ColumnType.of(ColumnKind.DATETIME), false), "2020-02-30 01:02:03")
                        .value())
                .contains("\"after\":{\"c\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12:34:56, 45296000000",
        "1, 12:34:56.1, 45296100000",
        "4, 12:34:56.1235, 45296123500",
        "6, 12:34:56.123456, 45296123456",
        "6, -12:34:56.123456, -45296123456",
        "0, 838:59:59, 3020399000000",
        "0, -838:59:59, -3020399000000",
        "6, -00:00:00.000001, -1",
    })
    void timesAreMicroseconds(int fractionDigits, String time, String number) {
        assertThat(value(ColumnType.ofFraction(ColumnKind.TIME, fractionDigits), time))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2023-11-30 12:34:56, 2023-11-30T12:34:56Z",
        "1, 2023-11-30 12:34:56.1, 2023-11-30T12:34:56.1Z",
        "5, 2023-11-30 12:34:56.12346, 2023-11-30T12:34:56.12346Z",
        "6, 2023-11-30 12:34:56.123456, 2023-11-30T12:34:56.123456Z",
        "3, 2024-02-29 23:59:59.100, 2024-02-29T23:59:59.100Z",
        "0, 1970-01-01 00:00:01, 1970-01-01T00:00:01Z",
        "0, 2106-02-07 06:28:15, 2106-02-07T06:28:15Z",
        "6, 0000-00-00 00:00:00.000000, 1970-01-01T00:00:00Z",
    })
    void timestampsAreTextInUtc(int fractionDigits, String timestamp, String text) {
        assertThat(value(ColumnType.ofFraction(ColumnKind.TIMESTAMP, fractionDigits), timestamp))
                .isEqualTo("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "1, 0, false",
        "5, 16, EA==",
        "6, 16, EA==",
        "10, 513, AQI=",
        "60, 16, EAAAAAAAAAA=",
        "64, -1, //////////8="
    })
    void bitsAreLittleEndian(int length, long value, String json) {
        assertThat(value(ColumnType.of(ColumnKind.BIT, length), value))
                .isEqualTo(length == 1 ? json : "\"" + json + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "12345.12345, 12345.12345",
        "19.90, 19.9",
        "0.00, 0",
        "-0.50, -0.5",
        "100, 100",
        "100.00, 100",
        "999999999999999, 999999999999999",
        "0.000001, 0.000001",
        "0.00000100, 0.000001",
        "0.0000001, 1e-7",
        "-0.00000000000012, -1.2e-13",
        "1234567890123456789, 1234567890123456800",
        "12345678901234567890.12, 12345678901234567000",
        "99999999999999999999999999999999999, 1e+35",
        "9007199254740993, 9007199254740992",
        "0.10000000000000000000000, 0.1",
        "0.1000000000000000055511, 0.1",
    })
    void decimalsAreTheirNearestDouble(String decimal, String number) {
        assertThat(value(ColumnType.of(ColumnKind.DECIMAL, 65, 30), decimal)).isEqualTo(number);
    }

    @Test
    void binaryIsBase64AndPadded() {
        byte[] foo = {'f', 'o', 'o', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(value(BINARY_16, foo)).isEqualTo("\"Zm9vAAAAAAAAAAAAAAAAAA==\"");
    }

    @Test
    void aMemberThatDoesNotExistIsEmpty() {
        List<String> members = List.of("a", "b", "c\"d");
        assertThat(value(ColumnType.ofMembers(ColumnKind.ENUM, members), 0L)).isEqualTo("\"\"");
        assertThat(value(ColumnType.ofMembers(ColumnKind.ENUM, members), 4L)).isEqualTo("\"\"");
        assertThat(value(ColumnType.ofMembers(ColumnKind.ENUM, members), 3L)).isEqualTo("\"c\\\"d\"");
        assertThat(value(ColumnType.ofMembers(ColumnKind.SET, members), 0L)).isEqualTo("\"\"");
        assertThat(value(ColumnType.ofMembers(ColumnKind.SET, members), 9L)).isEqualTo("\"\"");
        assertThat(value(ColumnType.ofMembers(ColumnKind.SET, members), 5L)).isEqualTo("\"a,c\\\"d\"");
    }

    @Test
    void membersOfAnEnumAreEscapedInTheSchemaAndThoseOfASetAreNot() {
        List<String> members = List.of("a,b", "g,''h", "i\\'j");
        assertThat(written(new Column("c", ColumnType.ofMembers(ColumnKind.ENUM, members), true), 1L)
                        .columnSchema(0)
                        .at("/parameters/allowed")
                        .textValue())
                .isEqualTo("a\\,b,g\\,'h,i'j");
        assertThat(written(new Column("c", ColumnType.ofMembers(ColumnKind.SET, members), true), 1L)
                        .columnSchema(0)
                        .at("/parameters/allowed")
                        .textValue())
                .isEqualTo("a,b,g,''h,i\\'j");
    }

    @Test
    void nullIsTheDefaultUnlessToldOtherwise() {
        Column column = withDefault("c", ColumnType.of(ColumnKind.INT), true, "42");
        ValueRow row = row(column, (Object) null);
        assertThat(WrittenMessage.of(PLAIN, row).after().get("c").intValue()).isEqualTo(42);
        assertThat(WrittenMessage.of(KEEPING_NULL, row).after().get("c").isNull())
                .isTrue();
        assertThat(WrittenMessage.of(PLAIN, row(new Column("c", column.type(), true), (Object) null))
                        .after()
                        .get("c")
                        .isNull())
                .isTrue();
    }

    @Test
    void theDefaultOfABinaryColumnIsBase64InARow() {
        Column column = withDefault("c", ColumnType.of(ColumnKind.VARBINARY, 8), true, "foo");
        WrittenMessage message = WrittenMessage.of(EXTENSION_AND_SCHEMA, row(column, (Object) null));
        assertThat(message.after().get("c").textValue()).isEqualTo("Zm9v");
        assertThat(message.columnSchema(0).get("default").textValue()).isEqualTo("foo");
    }

    private static String value(ColumnType type, Object value) {
        String text = WrittenMessage.of(PLAIN, row(new Column("c", type, true), value))
                .value();
        int start = text.indexOf("\"after\":{\"c\":") + "\"after\":{\"c\":".length();
        return text.substring(start, text.length() - "}}}".length());
    }

    private static WrittenMessage written(Column column, Object value) {
        return WrittenMessage.of(EXTENSION_AND_SCHEMA, row(column, value));
    }

    private static ValueRow row(Column column, Object... value) {
        return ValueRow.insert(
                new TableVersion(new TableName("shop", "t"), List.of(column), List.of()), COMMIT_TS, value);
    }
}
