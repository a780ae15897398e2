package io.tidegate.encode.canaljson;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ID_AND_QTY;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.OrdersTable;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole messages, byte for byte. */
class CanalJsonExamplesTest {
    @Test
    void anInsertWithTheExtension() {
        ValueRow row = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        WrittenMessage message = WrittenMessage.of(WrittenMessage.EXTENSION, row);
        assertThat(message.text()).isEqualTo("""
                        {"id":0,"database":"shop","table":"orders","pkNames":["id"],"isDdl":false,"type":"INSERT","es":1714550400300,"ts":1714550400912,"sql":"",\
                        "sqlType":{"id":-5,"sku":12,"qty":5,"price":3,"state":4,"tags":-7,"flags":-7,"raw":2004,"note":2005,"ratio":7,"created":93},\
                        "mysqlType":{"id":"bigint unsigned","sku":"varchar","qty":"tinyint unsigned","price":"decimal","state":"enum","tags":"set","flags":"bit","raw":"varbinary","note":"text","ratio":"float","created":"timestamp"},\
                        "old":null,\
                        "data":[{"id":"7","sku":"A\\u0026B \\u003c1\\u003e","qty":"200","price":"19.90","state":"2","tags":"3","flags":"5","raw":"\\u0000ÿ\\u003c\\n","note":null,"ratio":"0.1","created":"2024-05-01 08:00:00.250"}],\
                        "_tidb":{"commitTs":449459100136243201}}""");
        assertThat(message.key()).isNotNull().isEmpty();
    }

    @Test
    void theLengthOfTheInsertIsThatOfTheReference() {
        ValueRow row = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        String text = WrittenMessage.of(WrittenMessage.EXTENSION, row).text();
        assertThat(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(721);
    }

    @Test
    void theTypesOfTheContentCompatibleForm() {
        ValueRow row = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        assertThat(WrittenMessage.of(WrittenMessage.CONTENT_COMPATIBLE, row).text())
                .contains("""
                        "mysqlType":{"id":"bigint(20) unsigned","sku":"varchar(32)","qty":"tinyint(3) unsigned","price":"decimal(10,2)","state":"enum('new','paid','sent')","tags":"set('gift','rush')","flags":"bit(4)","raw":"varbinary(8)","note":"text","ratio":"float","created":"timestamp(3)"},""");
    }

    @Test
    void anUpdateWithUpdatedColumnsOnly() {
        ValueRow row = ValueRow.update(ID_AND_QTY, LATER_COMMIT_TS, List.of(7L, 200L), List.of(7L, 3L));
        assertThat(WrittenMessage.of(WrittenMessage.UPDATED_COLUMNS, row, RowKind.UPDATE, 1714550460555L)
                        .text())
                .isEqualTo("""
                        {"id":0,"database":"shop","table":"orders","pkNames":["id"],"isDdl":false,"type":"UPDATE","es":1714550460300,"ts":1714550460555,"sql":"",\
                        "sqlType":{"id":-5,"qty":-6},"mysqlType":{"id":"bigint unsigned","qty":"tinyint unsigned"},\
                        "old":[{"qty":"200"}],"data":[{"id":"7","qty":"3"}]}""");
    }

    @Test
    void anUpdateOfAllColumnsWithAllOldValues() {
        ValueRow row = ValueRow.update(ORDERS, COMMIT_TS, OrdersTable.order(200), OrdersTable.order(3));
        assertThat(WrittenMessage.of(WrittenMessage.PLAIN, row).text()).isEqualTo("""
                        {"id":0,"database":"shop","table":"orders","pkNames":["id"],"isDdl":false,"type":"UPDATE","es":1714550400300,"ts":1714550400912,"sql":"",\
                        "sqlType":{"id":-5,"sku":12,"qty":-6,"price":3,"state":4,"tags":-7,"flags":-7,"raw":2004,"note":2005,"ratio":7,"created":93},\
                        "mysqlType":{"id":"bigint unsigned","sku":"varchar","qty":"tinyint unsigned","price":"decimal","state":"enum","tags":"set","flags":"bit","raw":"varbinary","note":"text","ratio":"float","created":"timestamp"},\
                        "old":[{"id":"7","sku":"A\\u0026B \\u003c1\\u003e","qty":"200","price":"19.90","state":"2","tags":"3","flags":"5","raw":"\\u0000ÿ\\u003c\\n","note":null,"ratio":"0.1","created":"2024-05-01 08:00:00.250"}],\
                        "data":[{"id":"7","sku":"A\\u0026B \\u003c1\\u003e","qty":"3","price":"19.90","state":"2","tags":"3","flags":"5","raw":"\\u0000ÿ\\u003c\\n","note":null,"ratio":"0.1","created":"2024-05-01 08:00:00.250"}]}""");
    }

    @Test
    void aDeleteWithTheHandleKeyOnly() {
        ValueRow row = new ValueRow(ORDERS, RowKind.DELETE, LATER_COMMIT_TS, OrdersTable.order(200), List.of());
        assertThat(WrittenMessage.of(WrittenMessage.HANDLE_KEY_DELETES, row, RowKind.DELETE, 1714550460600L)
                        .text())
                .isEqualTo("""
                        {"id":0,"database":"shop","table":"orders","pkNames":["id"],"isDdl":false,"type":"DELETE","es":1714550460300,"ts":1714550460600,"sql":"",\
                        "sqlType":{"id":-5},"mysqlType":{"id":"bigint unsigned"},"old":null,"data":[{"id":"7"}],"_tidb":{"commitTs":449459115864883203}}""");
    }

    @Test
    void aDdlWithTheExtension() {
        Ddl ddl = new Ddl(
                LATER_COMMIT_TS,
                DdlKind.ADD_COLUMN,
                OrdersTable.NAME,
                null,
                "ALTER TABLE `orders` ADD COLUMN `memo` VARCHAR(20)",
                null);
        WrittenMessage message = WrittenMessage.of(WrittenMessage.EXTENSION, ddl, 1714550460700L);
        assertThat(message.text()).isEqualTo("""
                        {"id":0,"database":"shop","table":"orders","pkNames":null,"isDdl":true,"type":"ALTER","es":1714550460300,"ts":1714550460700,\
                        "sql":"ALTER TABLE `orders` ADD COLUMN `memo` VARCHAR(20)","sqlType":null,"mysqlType":null,"data":null,"old":null,"_tidb":{"commitTs":449459115864883203}}""");
        assertThat(message.key()).isNull();
    }

    @Test
    void aWatermark() {
        WrittenMessage message =
                WrittenMessage.ofWatermark(WrittenMessage.EXTENSION, 449459100136243200L, 1714550400999L);
        assertThat(message.text()).isEqualTo("""
                        {"id":0,"database":"","table":"","pkNames":null,"isDdl":false,"type":"TIDB_WATERMARK","es":1714550400300,"ts":1714550400999,"sql":"",\
                        "sqlType":null,"mysqlType":null,"data":null,"old":null,"_tidb":{"watermarkTs":449459100136243200}}""");
        assertThat(message.key()).isNull();
    }
}
