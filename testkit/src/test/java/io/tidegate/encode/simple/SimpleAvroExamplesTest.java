package io.tidegate.encode.simple;

import static io.tidegate.encode.simple.Sample.AVRO;
import static io.tidegate.encode.simple.Sample.column;
import static io.tidegate.encode.simple.Sample.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole messages of the Avro encoding, byte for byte. */
class SimpleAvroExamplesTest {
    @Test
    void aWatermark() {
        byte[] value = Sample.encoder(AVRO, 1708923816911L)
                .encodeWatermark(447984124732375041L)
                .value();
        assertThat(hex(value)).isEqualTo(bytes("16 00 00 02 8280 80bb 83cc c7b7 0c 9eaf e0bc bc63"));
    }

    @Test
    void anInsert() {
        TableVersion table = new TableVersion(
                new TableName("simple", "user"),
                List.of(
                        column("id", ColumnType.of(ColumnKind.INT), false, null),
                        column("name", ColumnType.of(ColumnKind.VARCHAR, 32), true, null),
                        column("age", ColumnType.of(ColumnKind.INT), true, null),
                        column("score", ColumnType.of(ColumnKind.FLOAT), true, null)),
                List.of(),
                List.of(),
                148,
                447984074911121426L);
        ValueRow row = ValueRow.insert(table, 447984084414103554L, 1L, "John Doe", 25L, 90.5f);
        byte[] value = written(AVRO, row, RowKind.INSERT, 1708923662983L);
        assertThat(value).hasSize(87);
        assertThat(hex(value))
                .isEqualTo(bytes("16 06 06 02 0c" + ascii("simple") + "08" + ascii("user") + "a802 00"
                        + "8480c088d7c9c7b70c 8ecacdbcbc63 a480e0a190c9c7b70c 00 00 00 02 08"
                        + "04" + ascii("id") + "02 02"
                        + "08" + ascii("name") + "08 10" + ascii("John Doe")
                        + "06" + ascii("age") + "02 32"
                        + "0a" + ascii("score") + "04 0000b542"
                        + "00 00"));
    }

    @Test
    void aBootstrap() {
        TableVersion table = new TableVersion(
                new TableName("test", "t"),
                List.of(new Column("id", ColumnType.of(ColumnKind.INT), false)),
                List.of(new Key(Key.ROW_ID, List.of(0), true)),
                List.of(),
                112,
                449459100136243200L);
        byte[] value = Sample.bootstrap(AVRO, table);
        assertThat(value).hasSize(78);
        assertThat(hex(value))
                .isEqualTo(bytes("16 02 02 02 a09ed7b2e663 08" + ascii("test") + "02" + ascii("t")
                        + "e001 808080cbf2aae6bc0c 02 04" + ascii("id") + "06" + ascii("int") + "0c" + ascii("binary")
                        + "0c" + ascii("binary") + "16 00 00 0200 0200 00 00 00"
                        + "02 0e" + ascii("primary") + "01 01 00 02 04" + ascii("id") + "00 00"));
    }

    @Test
    void values() {
        assertThat(value(ColumnType.of(ColumnKind.BIGINT).asUnsigned(), 7L)).isEqualTo(bytes("0e 0e"));
        assertThat(value(ColumnType.of(ColumnKind.BIGINT).asUnsigned(), -1L)).isEqualTo(bytes("0e 01"));
        assertThat(value(ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3), "2024-05-01 08:00:00.250"))
                .isEqualTo(bytes("0c 06" + ascii("UTC") + "2e" + ascii("2024-05-01 08:00:00.250")));
        assertThat(value(ColumnType.of(ColumnKind.INT), null)).isEqualTo("00");
        assertThat(value(ColumnType.of(ColumnKind.BIT, 10), 65L)).isEqualTo(bytes("08 04" + ascii("65")));
        assertThat(value(ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b")), 3L))
                .isEqualTo(bytes("02 06"));
        assertThat(value(ColumnType.of(ColumnKind.DOUBLE), -2.5d)).isEqualTo(bytes("06 00000000000004c0"));
        assertThat(value(ColumnType.of(ColumnKind.BLOB), new byte[] {0, (byte) 0xff}))
                .isEqualTo(bytes("0a 04 00ff"));
        assertThat(value(ColumnType.of(ColumnKind.DECIMAL, 10, 2), "-0.50")).isEqualTo(bytes("08 0a" + ascii("-0.50")));
    }

    /** The hexadecimal digits of a value in the map of an INSERT: its branch and its datum. */
    private static String value(ColumnType type, Object value) {
        TableVersion table = new TableVersion(new TableName("s", "t"), List.of(new Column("c", type, true)), List.of());
        String message = hex(written(AVRO, ValueRow.insert(table, 1, value)));
        String before = "000000" + "02" + "02" + "02" + ascii("c");
        assertThat(message).contains(before).endsWith("0000");
        return message.substring(message.indexOf(before) + before.length(), message.length() - 4);
    }

    private static String hex(byte[] value) {
        return HexFormat.of().formatHex(value);
    }

    private static String ascii(String text) {
        return hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String bytes(String spaced) {
        return spaced.replace(" ", "");
    }
}
