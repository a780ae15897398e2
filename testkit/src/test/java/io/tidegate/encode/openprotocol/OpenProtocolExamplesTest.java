package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.openprotocol.SampleTables.TWO_TEXTS;
import static io.tidegate.encode.openprotocol.WrittenRecord.HANDLE_KEY_DELETES;
import static io.tidegate.encode.openprotocol.WrittenRecord.LIMITS;
import static io.tidegate.encode.openprotocol.WrittenRecord.UPDATED_COLUMNS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.OrdersTable;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples, byte for byte. */
class OpenProtocolExamplesTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private static final String ORDER_KEY = "{\"ts\":449459100136243201,\"scm\":\"shop\",\"tbl\":\"orders\",\"t\":1}";
    private static final String ORDER = "{\"u\":{\"id\":{\"t\":8,\"h\":true,\"f\":139,\"v\":7},"
            + "\"sku\":{\"t\":15,\"f\":0,\"v\":\"A&B <1>\"},\"qty\":{\"t\":1,\"f\":129,\"v\":200},"
            + "\"price\":{\"t\":246,\"f\":65,\"v\":\"19.90\"},\"state\":{\"t\":247,\"f\":0,\"v\":2},"
            + "\"tags\":{\"t\":248,\"f\":64,\"v\":3},\"flags\":{\"t\":16,\"f\":193,\"v\":5},"
            + "\"raw\":{\"t\":15,\"f\":65,\"v\":\"\\\\x00\\\\xff<\\\\n\"},"
            + "\"note\":{\"t\":252,\"f\":64,\"v\":null},\"ratio\":{\"t\":4,\"f\":65,\"v\":0.1},"
            + "\"created\":{\"t\":7,\"f\":65,\"v\":\"2024-05-01 08:00:00.250\"}}}";

    private static final ValueRow INSERT =
            new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));

    @Test
    void anInsertOfManyTypes() {
        WrittenRecord record = only(USUAL, INSERT);
        assertThat(ORDER).hasSize(398);
        assertThat(record.key())
                .hasSize(75)
                .isEqualTo(HEX.parseHex("00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 3b "
                        + "7b 22 74 73 22 3a 34 34 39 34 35 39 31 30 30 31 33 36 32 34 33 32 30 31 2c 22 73 63 6d 22 3a "
                        + "22 73 68 6f 70 22 2c 22 74 62 6c 22 3a 22 6f 72 64 65 72 73 22 2c 22 74 22 3a 31 7d"));
        assertThat(record.value()).hasSize(406).isEqualTo(joined("00 00 00 00 00 00 01 8e", ORDER));
        assertThat(record.length()).isEqualTo(517);
    }

    @Test
    void anUpdateWithTheColumnThatChanged() {
        WrittenRecord record =
                only(UPDATED_COLUMNS, ValueRow.update(ORDERS, COMMIT_TS, OrdersTable.order(200), OrdersTable.order(3)));
        String body = record.events().get(0).valueText();
        assertThat(body.getBytes(UTF_8)).hasSize(432);
        assertThat(body)
                .startsWith(ORDER.substring(0, ORDER.length() - 1).replace("\"v\":200", "\"v\":3"))
                .endsWith("},\"p\":{\"qty\":{\"t\":1,\"f\":129,\"v\":200}}}");
    }

    @Test
    void anInsertAndADeleteInOneRecord() {
        ValueRow delete = new ValueRow(ORDERS, RowKind.DELETE, LATER_COMMIT_TS, OrdersTable.order(200), List.of());
        WrittenRecord record = only(HANDLE_KEY_DELETES, INSERT, delete);
        assertThat(record.key())
                .hasSize(142)
                .isEqualTo(joined(
                        "00 00 00 00 00 00 00 01",
                        "",
                        "00 00 00 00 00 00 00 3b",
                        ORDER_KEY,
                        "00 00 00 00 00 00 00 3b",
                        ORDER_KEY.replace("449459100136243201", "449459115864883203")));
        assertThat(record.value())
                .hasSize(457)
                .isEqualTo(joined(
                        "00 00 00 00 00 00 01 8e",
                        ORDER,
                        "00 00 00 00 00 00 00 2b",
                        "{\"d\":{\"id\":{\"t\":8,\"h\":true,\"f\":139,\"v\":7}}}"));
    }

    @Test
    void aSmallInsert() {
        WrittenRecord record = only(USUAL, ValueRow.insert(TWO_TEXTS, COMMIT_TS, "aa", "bb"));
        assertThat(record.key())
                .isEqualTo(joined(
                        "00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 36",
                        "{\"ts\":449459100136243201,\"scm\":\"test\",\"tbl\":\"t\",\"t\":1}"));
        assertThat(record.value())
                .isEqualTo(joined(
                        "00 00 00 00 00 00 00 4a",
                        "{\"u\":{\"a\":{\"t\":15,\"h\":true,\"f\":10,\"v\":\"aa\"},"
                                + "\"b\":{\"t\":15,\"f\":64,\"v\":\"bb\"}}}"));
    }

    @Test
    void aDdl() {
        EncodedMessage message = new OpenProtocolEncoder(USUAL, LIMITS)
                .encodeDdl(new Ddl(
                        LATER_COMMIT_TS,
                        DdlKind.ADD_COLUMN,
                        OrdersTable.NAME,
                        null,
                        "ALTER TABLE `orders` ADD COLUMN `memo` VARCHAR(20)",
                        null));
        assertThat(message.key())
                .isEqualTo(joined(
                        "00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 3b",
                        "{\"ts\":449459115864883203,\"scm\":\"shop\",\"tbl\":\"orders\",\"t\":2}"));
        assertThat(message.value())
                .isEqualTo(joined(
                        "00 00 00 00 00 00 00 40",
                        "{\"q\":\"ALTER TABLE `orders` ADD COLUMN `memo` VARCHAR(20)\",\"t\":5}"));
    }

    @Test
    void aWatermark() {
        EncodedMessage message = new OpenProtocolEncoder(USUAL, LIMITS).encodeWatermark(449459100136243200L);
        assertThat(message.key())
                .isEqualTo(HEX.parseHex("00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 1f 7b 22 74 73 22 3a 34 34 39 34 "
                        + "35 39 31 30 30 31 33 36 32 34 33 32 30 30 2c 22 74 22 3a 33 7d"));
        assertThat(message.value()).isEqualTo(new byte[8]);
    }

    @Test
    void fourRowsOfOneRecordWithOneVersion() {
        ValueRow[] rows = new ValueRow[4];
        for (int i = 0; i < rows.length; i++) {
            TableVersion table = new TableVersion(
                    new TableName("a", i < 2 ? "b" : "c"),
                    List.of(new Column("id", ColumnType.of(ColumnKind.INT), false)),
                    OrdersTable.PRIMARY_KEY);
            rows[i] = ValueRow.insert(table, i + 1, (long) i);
        }
        assertThat(only(USUAL, rows).key())
                .isEqualTo(joined(
                        "00 00 00 00 00 00 00 01",
                        "",
                        "00 00 00 00 00 00 00 22",
                        "{\"ts\":1,\"scm\":\"a\",\"tbl\":\"b\",\"t\":1}",
                        "00 00 00 00 00 00 00 22",
                        "{\"ts\":2,\"scm\":\"a\",\"tbl\":\"b\",\"t\":1}",
                        "00 00 00 00 00 00 00 22",
                        "{\"ts\":3,\"scm\":\"a\",\"tbl\":\"c\",\"t\":1}",
                        "00 00 00 00 00 00 00 22",
                        "{\"ts\":4,\"scm\":\"a\",\"tbl\":\"c\",\"t\":1}"));
    }

    private static WrittenRecord only(OpenProtocolConfig config, ValueRow... rows) {
        List<WrittenRecord> records = WrittenRecord.of(config, LIMITS, rows);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    /** Hexadecimal digits and texts in turn. */
    private static byte[] joined(String... hexAndText) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < hexAndText.length; i += 2) {
            bytes.writeBytes(HEX.parseHex(hexAndText[i]));
            bytes.writeBytes(hexAndText[i + 1].getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
