package io.tidegate.mysql.row;

import static io.tidegate.model.ColumnType.ofFraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CellValueTest {
    private static final int LATIN1 = 8;
    private static final int GBK = 28;
    private static final int UTF8MB4 = 45;
    private static final int BINARY = 63;

    @Test
    void signedIntegersAreSignExtended() {
        assertThat(read(ColumnType.of(ColumnKind.TINYINT), LogTypes.TINY, 0, "ff"))
                .isEqualTo("-1");
        assertThat(read(ColumnType.of(ColumnKind.SMALLINT), LogTypes.SHORT, 0, "0080"))
                .isEqualTo("-32768");
        assertThat(read(ColumnType.of(ColumnKind.MEDIUMINT), LogTypes.INT24, 0, "000080"))
                .isEqualTo("-8388608");
        assertThat(read(ColumnType.of(ColumnKind.INT), LogTypes.LONG, 0, "feffffff"))
                .isEqualTo("-2");
        assertThat(read(ColumnType.of(ColumnKind.BIGINT), LogTypes.LONGLONG, 0, "0000000000000080"))
                .isEqualTo("-9223372036854775808");
    }

    @Test
    void unsignedIntegersAreZeroExtended() {
        assertThat(read(ColumnType.of(ColumnKind.TINYINT).asUnsigned(), LogTypes.TINY, 0, "ff"))
                .isEqualTo("255");
        assertThat(read(ColumnType.of(ColumnKind.MEDIUMINT).asUnsigned(), LogTypes.INT24, 0, "ffffff"))
                .isEqualTo("16777215");
        assertThat(read(ColumnType.of(ColumnKind.INT).asUnsigned(), LogTypes.LONG, 0, "ffffffff"))
                .isEqualTo("4294967295");
        assertThat(read(ColumnType.of(ColumnKind.BIGINT).asUnsigned(), LogTypes.LONGLONG, 0, "ffffffffffffffff"))
                .isEqualTo("18446744073709551615");
    }

    @Test
    void yearZeroIsZero() {
        assertThat(read(ColumnType.of(ColumnKind.YEAR), LogTypes.YEAR, 0, "00")).isEqualTo("0");
        assertThat(read(ColumnType.of(ColumnKind.YEAR), LogTypes.YEAR, 0, "7c")).isEqualTo("2024");
    }

    @Test
    void decimalsHaveExactlyTheirScale() {
        assertThat(decimal(10, 4, "8004d2162e")).isEqualTo("1234.5678");
        assertThat(decimal(10, 4, "7ffb2de9d1")).isEqualTo("-1234.5678");
        assertThat(decimal(4, 2, "8000")).isEqualTo("0.00");
        assertThat(decimal(2, 2, "85")).isEqualTo("0.05");
        assertThat(decimal(9, 9, "80000001")).isEqualTo("0.000000001");
    }

    @Test
    void theLargestDecimalKeepsAllDigits() {
        // 35 digits before the point: 8 in four bytes, three groups of 9; 30 behind: three groups of 9 and 3 digits.
        String nines = "3b9ac9ff";
        assertThat(decimal(65, 30, "85f5e0ff" + nines.repeat(3) + nines.repeat(3) + "03e7"))
                .isEqualTo("9".repeat(35) + "." + "9".repeat(30));
    }

    @Test
    void aDecimalGroupAboveItsDigitsIsRefused() {
        assertRefused(() -> decimal(9, 0, "bb9aca00"), "c0", "4711");
    }

    @Test
    void datesKeepTheirZeros() {
        assertThat(read(ColumnType.of(ColumnKind.DATE), LogTypes.DATE, 0, "000000"))
                .isEqualTo("0000-00-00");
        assertThat(read(ColumnType.of(ColumnKind.DATE), LogTypes.NEWDATE, 0, "00d00f"))
                .isEqualTo("2024-00-00");
        assertThat(read(ColumnType.of(ColumnKind.DATE), LogTypes.DATE, 0, "9f1f4e"))
                .isEqualTo("9999-12-31");
    }

    @Test
    void aDatetimeHasTheFractionOfItsColumn() {
        assertThat(read(ofFraction(ColumnKind.DATETIME, 0), LogTypes.DATETIME2, 0, "8000000000"))
                .isEqualTo("0000-00-00 00:00:00");
        assertThat(read(ofFraction(ColumnKind.DATETIME, 3), LogTypes.DATETIME2, 3, "fef3ff7efb26ac"))
                .isEqualTo("9999-12-31 23:59:59.990");
        assertThat(read(ofFraction(ColumnKind.DATETIME, 6), LogTypes.DATETIME2, 6, "fef3ff7efb0f423f"))
                .isEqualTo("9999-12-31 23:59:59.999999");
    }

    @Test
    void negativeTimesKeepTheirFraction() {
        // 0x800000 - 1 second, and the complement of half a second.
        assertThat(read(ofFraction(ColumnKind.TIME, 1), LogTypes.TIME2, 1, "7ffffece"))
                .isEqualTo("-00:00:01.5");
        assertThat(read(ofFraction(ColumnKind.TIME, 0), LogTypes.TIME2, 0, "b46efb"))
                .isEqualTo("838:59:59");
        assertThat(read(ofFraction(ColumnKind.TIME, 6), LogTypes.TIME2, 6, "4b9105000000"))
                .isEqualTo("-838:59:59.000000");
        assertThat(read(ofFraction(ColumnKind.TIME, 6), LogTypes.TIME2, 6, "7fffffffffff"))
                .isEqualTo("-00:00:00.000001");
    }

    @Test
    void aTimestampIsInTheZoneOfTheChangefeed() {
        ColumnType type = ofFraction(ColumnKind.TIMESTAMP, 2);
        assertThat(RowsEvent.read(type, LogTypes.TIMESTAMP2, 2, 0, "Europe/Berlin", "65f2b0805a"))
                .isEqualTo("2024-03-14 09:08:32.90");
        assertThat(RowsEvent.read(type, LogTypes.TIMESTAMP2, 2, 0, "Europe/Berlin", "6694e38000"))
                .isEqualTo("2024-07-15 10:53:20.00");
        assertThat(RowsEvent.read(type, LogTypes.TIMESTAMP2, 2, 0, "America/New_York", "0000000100"))
                .isEqualTo("1969-12-31 19:00:01.00");
    }

    @Test
    void theMomentOfATimestampHasNoZone() {
        ColumnType type = ofFraction(ColumnKind.TIMESTAMP, 2);
        assertThat(micros(type, LogTypes.TIMESTAMP2, 2, "65f2b0805a")).isEqualTo(1_710_403_712_900_000L);
        assertThat(micros(type, LogTypes.TIMESTAMP2, 2, "ffffffff00")).isEqualTo(4_294_967_295_000_000L);
        assertThat(micros(type, LogTypes.TIMESTAMP2, 2, "0000000000")).isZero();
        assertThat(micros(ColumnType.of(ColumnKind.TIMESTAMP), LogTypes.TIMESTAMP, 0, "01000000"))
                .isEqualTo(1_000_000);
    }

    @Test
    void theZeroTimestampHasNoZone() {
        assertThat(RowsEvent.read(
                        ofFraction(ColumnKind.TIMESTAMP, 0), LogTypes.TIMESTAMP2, 0, 0, "Asia/Tokyo", "00000000"))
                .isEqualTo("0000-00-00 00:00:00");
    }

    @Test
    void aTimestampAfter2038IsUnsigned() {
        assertThat(read(ofFraction(ColumnKind.TIMESTAMP, 0), LogTypes.TIMESTAMP2, 0, "ffffffff"))
                .isEqualTo("2106-02-07 06:28:15");
    }

    @Test
    void temporalsOfBeforeMysql56AreDecimalNumbers() {
        assertThat(read(ColumnType.of(ColumnKind.DATETIME), LogTypes.DATETIME, 0, "cf5d4a1e68120000"))
                .isEqualTo(oldDatetime(0x12681e4a5dcfL));
        assertThat(read(ColumnType.of(ColumnKind.TIME), LogTypes.TIME, 0, "bfe1ff"))
                .isEqualTo("-00:77:45");
        assertThat(read(ColumnType.of(ColumnKind.TIMESTAMP), LogTypes.TIMESTAMP, 0, "01000000"))
                .isEqualTo("1970-01-01 00:00:01");
    }

    @Test
    void aFractionInTheOldFormatIsRefusedWithAWayOut() {
        assertRefused(
                () -> read(ofFraction(ColumnKind.DATETIME, 3), LogTypes.DATETIME, 0, "0000000000000000"),
                "mysql56_temporal_format");
    }

    @Test
    void bitsAreUnsignedAndBigEndian() {
        assertThat(read(ColumnType.of(ColumnKind.BIT, 1), LogTypes.BIT, 1, "01"))
                .isEqualTo("1");
        assertThat(read(ColumnType.of(ColumnKind.BIT, 9), LogTypes.BIT, 9, "0102"))
                .isEqualTo("258");
        assertThat(read(ColumnType.of(ColumnKind.BIT, 64), LogTypes.BIT, 64, "ffffffffffffffff"))
                .isEqualTo("18446744073709551615");
    }

    @Test
    void anEnumIsItsIndexAndASetItsMask() {
        assertThat(read(ColumnType.of(ColumnKind.ENUM), LogTypes.ENUM, 1, "00")).isEqualTo("0");
        assertThat(read(ColumnType.of(ColumnKind.ENUM), LogTypes.ENUM, 2, "2c01"))
                .isEqualTo("300");
        assertThat(read(ColumnType.of(ColumnKind.SET), LogTypes.SET, 3, "010080"))
                .isEqualTo("8388609");
        assertThat(read(ColumnType.of(ColumnKind.SET), LogTypes.SET, 8, "0100000000000080"))
                .isEqualTo("9223372036854775809");
    }

    @Test
    void aBinaryGetsItsTrailingZerosBack() {
        assertThat(RowsEvent.read(ColumnType.of(ColumnKind.BINARY, 4), LogTypes.STRING, 4, BINARY, "UTC", "02ab01"))
                .isEqualTo("AB010000");
        assertThat(RowsEvent.read(ColumnType.of(ColumnKind.BINARY, 4), LogTypes.STRING, 4, BINARY, "UTC", "00"))
                .isEqualTo("00000000");
    }

    @Test
    void addressesGetTheirTrailingZerosBack() {
        assertThat(read(ColumnType.of(ColumnKind.UUID), LogTypes.STRING, 16, "0f0123456789ab4def8123456789abcd"))
                .isEqualTo("01234567-89ab-4def-8123-456789abcd00");
        assertThat(read(ColumnType.of(ColumnKind.INET4), LogTypes.STRING, 4, "010a"))
                .isEqualTo("10.0.0.0");
        assertThat(read(ColumnType.of(ColumnKind.INET6), LogTypes.STRING, 16, "02fe80"))
                .isEqualTo("fe80::");
        assertThat(read(ColumnType.of(ColumnKind.INET6), LogTypes.STRING, 16, "1000000000000000000000ffff01020304"))
                .isEqualTo("::ffff:1.2.3.4");
    }

    @Test
    void latin1FillsTheHolesOfWindows1252() {
        assertThat(text(LATIN1, "07 80 81 8d 8f 90 9d e4")).isEqualTo("€\u0081\u008d\u008f\u0090\u009dä");
    }

    @Test
    void asciiOfAnyLengthIsNotConverted() {
        assertThat(text(LATIN1, "0a 61 62 63 64 65 66 67 68 69 6a")).isEqualTo("abcdefghij");
        assertThat(text(GBK, "02 61 5c")).isEqualTo("a\\");
    }

    @Test
    void multiByteTextIsConverted() {
        assertThat(text(GBK, "05 61 d6 d0 ce c4")).isEqualTo("a中文");
        assertThat(text(60, "08 0001f600 00000061")).isEqualTo("😀a");
        assertThat(text(UTF8MB4, "04 f09f9880")).isEqualTo("😀");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertRefused(() -> text(GBK, "02 61 ff"), "gbk", "d.t", "c0");
    }

    @Test
    void aCharacterSetWithoutConversionIsRefusedByName() {
        assertThatThrownBy(() -> text(10, "01 61")).isInstanceOfSatisfying(TidegateException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CHARSET_UNSUPPORTED);
            assertThat(e).hasMessageContaining("swe7").hasMessageContaining("c0");
        });
    }

    @Test
    void vectorsAreReadFromBothServers() {
        assertThat(read(ColumnType.of(ColumnKind.VECTOR, 3), LogTypes.VECTOR, 4, "0c000000 0000803f 00002040 000040c0"))
                .isEqualTo("[1,2.5,-3]");
        assertThat(read(ColumnType.of(ColumnKind.VECTOR, 1), LogTypes.VARCHAR, 4, "04 cdcccc3d"))
                .isEqualTo("[0.1]");
    }

    @Test
    void compressedCellsHaveThreeForms() {
        assertThat(compressed("00")).isEmpty();
        assertThat(compressed("03 00 6162")).isEqualTo("6162");
        assertThat(compressed("0d 81 08 789c4b4c8400000dac0309")).isEqualTo("61".repeat(8));
    }

    @Test
    void aCompressedCellThatClaimsMoreThanItHasIsRefused() {
        assertRefused(() -> compressed("10 84 7fffffff 789c4b4c8400000dac0309"), "another length");
        assertRefused(() -> compressed("05 81 08 789c4b"), "too early");
    }

    @Test
    void aTypeThatIsNotTheOneOfTheDefinitionIsRefused() {
        assertRefused(
                () -> read(ColumnType.of(ColumnKind.INT), LogTypes.LONGLONG, 0, "0000000000000000"), "INT", "code 8");
    }

    private static long micros(ColumnType type, int logType, int metadata, String cell) {
        return RowsEvent.image(type, logType, metadata, 0, "Europe/Berlin", cell)
                .timestampMicros(0);
    }

    private static String oldDatetime(long number) {
        String digits = String.format(Locale.ROOT, "%014d", number);
        return digits.replaceFirst("(....)(..)(..)(..)(..)(..)", "$1-$2-$3 $4:$5:$6");
    }

    private static String compressed(String cell) {
        return RowsEvent.read(
                ColumnType.of(ColumnKind.VARBINARY, 99), LogTypes.VARCHAR_COMPRESSED, 99, BINARY, "UTC", cell);
    }

    private static String text(int collation, String cell) {
        String hex =
                RowsEvent.read(ColumnType.of(ColumnKind.VARCHAR, 20), LogTypes.VARCHAR, 80, collation, "UTC", cell);
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    private static String decimal(int precision, int scale, String cell) {
        return read(
                ColumnType.of(ColumnKind.DECIMAL, precision, scale), LogTypes.NEWDECIMAL, precision << 8 | scale, cell);
    }

    private static String read(ColumnType type, int logType, int metadata, String cell) {
        return RowsEvent.read(type, logType, metadata, 0, "UTC", cell);
    }

    private static void assertRefused(ThrowingCallable read, String... words) {
        assertThatThrownBy(read).isInstanceOfSatisfying(TidegateException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.ROW_DECODE_FAILED);
            assertThat(e.getMessage()).contains(words);
        });
    }
}
