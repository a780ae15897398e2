package io.tidegate.encode.avro;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.OrdersTable.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.OrdersTable;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.registry.MemoryRegistry;
import io.tidegate.testkit.rows.ValueRow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole schemas and messages, byte for byte. */
class AvroExamplesTest {
    private static final String KEY_SCHEMA = """
            {"type":"record","name":"orders","namespace":"default.shop","fields":[{"name":"id","type":{"type":"long","connect.parameters":{"tidb_type":"BIGINT UNSIGNED"}}}]}""";
    private static final String VALUE_SCHEMA = """
            {"type":"record","name":"orders","namespace":"default.shop","fields":[\
            {"name":"id","type":{"type":"long","connect.parameters":{"tidb_type":"BIGINT UNSIGNED"}}},\
            {"name":"sku","type":{"type":"string","connect.parameters":{"tidb_type":"TEXT"}}},\
            {"default":1,"name":"qty","type":{"type":"int","connect.parameters":{"tidb_type":"INT UNSIGNED"}}},\
            {"default":null,"name":"price","type":["null",{"type":"bytes","connect.parameters":{"tidb_type":"DECIMAL"},"logicalType":"decimal","precision":10,"scale":2}]},\
            {"name":"state","type":{"type":"string","connect.parameters":{"allowed":"new,paid,sent","tidb_type":"ENUM"}}},\
            {"default":null,"name":"tags","type":["null",{"type":"string","connect.parameters":{"allowed":"gift,rush","tidb_type":"SET"}}]},\
            {"default":null,"name":"flags","type":["null",{"type":"bytes","connect.parameters":{"length":"4","tidb_type":"BIT"}}]},\
            {"default":null,"name":"raw","type":["null",{"type":"bytes","connect.parameters":{"tidb_type":"BLOB"}}]},\
            {"default":null,"name":"note","type":["null",{"type":"string","connect.parameters":{"tidb_type":"TEXT"}}]},\
            {"default":null,"name":"ratio","type":["null",{"type":"float","connect.parameters":{"tidb_type":"FLOAT"}}]},\
            {"default":null,"name":"created","type":["null",{"type":"string","connect.parameters":{"tidb_type":"TIMESTAMP"}}]},\
            {"default":"","name":"_tidb_op","type":"string"},\
            {"default":0,"name":"_tidb_commit_ts","type":"long"},\
            {"default":0,"name":"_tidb_commit_physical_time","type":"long"}]}""";
    private static final String KEY = "00 00 00 00 29 0e";
    private static final String VALUE = """
            00 00 00 00 2a 0e 0e 41 26 42 20 3c 31 3e 90 03 02 04 07 c6 08 70 61 69 64 \
            02 12 67 69 66 74 2c 72 75 73 68 02 02 05 02 08 00 ff 3c 0a 00 02 cd cc cc 3d \
            02 2e 32 30 32 34 2d 30 35 2d 30 31 20 30 38 3a 30 30 3a 30 30 2e 32 35 30 \
            02 63 82 80 80 cb f2 aa e6 bc 0c d8 94 d7 b2 e6 63""";

    private final MemoryRegistry registry = MemoryRegistry.from(41);

    @Test
    void anInsertWithTheExtension() {
        ValueRow row = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));
        WrittenRecord written = WrittenRecord.of(WrittenRecord.EXTENSION, row, registry);
        assertThat(hex(written.key())).isEqualTo(KEY);
        assertThat(hex(written.value())).isEqualTo(VALUE);
        assertThat(registry.asked()).containsExactly("tidb_shop_orders-key", "tidb_shop_orders-value");
        assertThat(registry.versions("tidb_shop_orders-key")).containsExactly(KEY_SCHEMA);
        assertThat(registry.versions("tidb_shop_orders-value")).containsExactly(VALUE_SCHEMA);
    }

    @Test
    void aDeleteHasTheSameKeyAndNoValue() {
        ValueRow row = new ValueRow(ORDERS, RowKind.DELETE, COMMIT_TS, order(200), List.of());
        WrittenRecord written = WrittenRecord.of(WrittenRecord.EXTENSION, row, registry);
        assertThat(hex(written.key())).isEqualTo(KEY);
        assertThat(written.value()).isNull();
    }

    @Test
    void anUpdateCarriesTheNewValuesAlone() {
        ValueRow row = ValueRow.update(ORDERS, COMMIT_TS, order(1), order(200));
        WrittenRecord written = WrittenRecord.of(WrittenRecord.EXTENSION, row, registry);
        assertThat(hex(written.key())).isEqualTo(KEY);
        assertThat(hex(written.value())).isEqualTo(VALUE.replace("02 63 82", "02 75 82"));
    }

    @Test
    void theHeadIsAZeroByteAndTheIdOfTheSchema() {
        ValueRow row = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));
        assertThat(hex(WrittenRecord.of(WrittenRecord.PLAIN, row, MemoryRegistry.from(8))
                        .key()))
                .startsWith("00 00 00 00 08 ");
        assertThat(hex(WrittenRecord.of(WrittenRecord.PLAIN, row, MemoryRegistry.from(70_000))
                        .key()))
                .startsWith("00 00 01 11 70 ");
    }

    @Test
    void aWatermarkOfTheTestMode() {
        EncodedMessage message =
                WrittenRecord.encoder(WrittenRecord.WATERMARKS, registry).encodeWatermark(449459100136243200L);
        assertThat(message.key()).isNull();
        assertThat(hex(message.value())).isEqualTo("02 06 3c cc ab 94 b0 00 00");
    }

    @Test
    void aDdlOfTheTestMode() {
        AvroEncoder encoder = WrittenRecord.encoder(WrittenRecord.WATERMARKS, registry);
        EncodedMessage message = encoder.encodeDdl(new Ddl(
                417318403368288260L,
                DdlKind.CREATE_TABLE,
                OrdersTable.NAME,
                null,
                "CREATE TABLE `a<b` (id INT)",
                null));
        assertThat(message.key()).isNull();
        assertThat(message.value()[0]).isEqualTo((byte) 1);
        assertThat(new String(message.value(), 1, message.value().length - 1, StandardCharsets.UTF_8))
                .isEqualTo("{\"query\":\"CREATE TABLE `a\\u003cb` (id INT)\",\"type\":3,\"schema\":\"shop\","
                        + "\"table\":\"orders\",\"commitTs\":417318403368288260}");
        assertThat(encoder.sendsDdlToEveryPartition()).isTrue();
    }

    @Test
    void aDeleteOfTheTestModeIsAMarkerWithItsCommitTs() {
        ValueRow row = new ValueRow(ORDERS, RowKind.DELETE, COMMIT_TS - 1, order(200), List.of());
        WrittenRecord written = WrittenRecord.of(WrittenRecord.WATERMARKS, row, registry);
        assertThat(hex(written.key())).isEqualTo(KEY);
        assertThat(hex(written.value())).isEqualTo("03 06 3c cc ab 94 b0 00 00");
    }

    @Test
    void withoutTheTestModeThereAreNoDdlsAndNoWatermarks() {
        AvroEncoder encoder = WrittenRecord.encoder(WrittenRecord.EXTENSION, registry);
        assertThat(encoder.encodeWatermark(COMMIT_TS)).isNull();
        assertThat(encoder.encodeDdl(
                        new Ddl(COMMIT_TS, DdlKind.CREATE_TABLE, OrdersTable.NAME, null, "CREATE TABLE", ORDERS)))
                .isNull();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
