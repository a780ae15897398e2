package io.tidegate.encode.debezium;

import static io.tidegate.encode.Columns.withDefault;
import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.debezium.WrittenMessage.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebeziumDefaultsTest {
    private static final String NONE = "none";

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "-7, -7",
        "9223372036854775807, 9223372036854775807",
        "18446744073709551615, -1",
        "1.0, 1",
        "uuid(), none",
        "1.5, none",
    })
    void ofAnIntegerIsExact(String text, String json) {
        assertThat(written(ColumnType.of(ColumnKind.BIGINT), text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"5.61, 5.61", "0, 0", "1.50, 1.5", "1e-7, 1e-7", "12345678901234567890, 12345678901234567000", "x, none"
    })
    void ofANumberIsADouble(String text, String json) {
        assertThat(written(ColumnType.of(ColumnKind.DOUBLE), text)).isEqualTo(json);
        assertThat(written(ColumnType.of(ColumnKind.DECIMAL, 20, 2), text)).isEqualTo(json);
        assertThat(written(ColumnType.of(ColumnKind.FLOAT), text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"2023, 2023", "1, 2001", "69, 2069", "70, 1970", "99, 1999"})
    void ofAYearIsInItsCentury(String text, String json) {
        assertThat(written(ColumnType.of(ColumnKind.YEAR), text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "1, b'1', true",
        "1, b'0', false",
        "1, 1, true",
        "6, b'10000', \"EA==\"",
        "10, 1000000001, \"AQI=\"",
        "6, x, none"
    })
    void ofBitsIsTheirValue(int length, String text, String json) {
        assertThat(written(ColumnType.of(ColumnKind.BIT, length), text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 2023-11-30, 19691",
        "true, 0018-01-01, 17532",
        "true, 0000-00-00, none",
        "false, 0000-00-00, 0",
        "false, curdate(), 0"
    })
    void ofADateIsDays(boolean nullable, String text, String json) {
        assertThat(written(ColumnType.of(ColumnKind.DATE), nullable, text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, 2023-11-30 12:34:56, 1701347696000",
        "true, 3, 2023-11-30 12:34:56.123, 1701347696123",
        "true, 6, 2023-11-30 12:34:56.123456, 1701347696123456",
        "true, 0, 2023-11-30, 1701302400000",
        "true, 0, CURRENT_TIMESTAMP, 0",
        "true, 3, current_timestamp(3), 0",
        "true, 0, 0000-00-00 00:00:00, none",
        "false, 0, 0000-00-00 00:00:00, 0",
    })
    void ofADatetimeIsANumber(boolean nullable, int fractionDigits, String text, String json) {
        assertThat(written(ColumnType.ofFraction(ColumnKind.DATETIME, fractionDigits), nullable, text))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, 2023-11-30 12:34:56, \"2023-11-30T12:34:56Z\"",
        "true, 3, 2023-11-30 12:34:56, \"2023-11-30T12:34:56.000Z\"",
        "true, 0, CURRENT_TIMESTAMP, none",
        "false, 0, CURRENT_TIMESTAMP, \"1970-01-01T00:00:00Z\"",
        "false, 3, current_timestamp(3), \"1970-01-01T00:00:00Z\"",
        "true, 0, 0000-00-00 00:00:00, none",
        "false, 0, 0000-00-00 00:00:00, \"1970-01-01T00:00:00Z\"",
        "false, 0, garbage, none",
    })
    void ofATimestampIsText(boolean nullable, int fractionDigits, String text, String json) {
        assertThat(written(ColumnType.ofFraction(ColumnKind.TIMESTAMP, fractionDigits), nullable, text))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"12:34:56, 45296000000", "-838:59:59, -3020399000000", "12:34:56.1, 45296100000", "now, none"})
    void ofATimeIsMicroseconds(String text, String json) {
        assertThat(written(ColumnType.of(ColumnKind.TIME), text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, a\"b, \"a\\\"b\"",
        "ENUM, x, \"x\"",
        "SET, 'x,y', '\"x,y\"'",
        "VARBINARY, foo, \"foo\"",
        "CHAR, '', \"\"",
        "VECTOR, '[1,2]', '\"[1,2]\"'"
    })
    void ofTextIsTheText(ColumnKind kind, String text, String json) {
        assertThat(written(ColumnType.of(kind, 8), text)).isEqualTo(json);
    }

    private static String written(ColumnType type, String text) {
        return written(type, true, text);
    }

    /** What stands behind {@code "default":} in the schema of the column. */
    private static String written(ColumnType type, boolean nullable, String text) {
        Column column = withDefault("c", type, nullable, text);
        TableVersion table = new TableVersion(new TableName("shop", "t"), List.of(column), List.of());
        String message = WrittenMessage.of(SCHEMA, ValueRow.insert(table, COMMIT_TS, (Object) null))
                .value();
        String schema = message.substring(message.indexOf("\"field\":\"c\"") + "\"field\":\"c\"".length());
        String rest = schema.substring(0, schema.indexOf("}]"));
        return rest.isEmpty() ? NONE : rest.substring(",\"default\":".length());
    }
}
