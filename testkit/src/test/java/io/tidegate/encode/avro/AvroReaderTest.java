package io.tidegate.encode.avro;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.OrdersTable.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.AvroConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.error.TidegateException;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.registry.MemoryRegistry;
import io.tidegate.testkit.rows.ValueRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvroReaderTest {
    private static final ValueRow INSERT = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));
    private static final ValueRow DELETE = new ValueRow(ORDERS, RowKind.DELETE, COMMIT_TS, order(200), List.of());

    private final MemoryRegistry registry = MemoryRegistry.takingAll();
    private final AvroReader reader = new AvroReader(registry);

    @Test
    void aRowIsShownWithItsKindItsTableAndItsColumns() {
        assertThat(text(WrittenRecord.EXTENSION, INSERT))
                .isEqualTo("INSERT default.shop.orders "
                        + "{\"id\":7,\"sku\":\"A&B <1>\",\"qty\":200,\"price\":19.90,\"state\":\"paid\",\"tags\":\"gift,rush\","
                        + "\"flags\":\"0x05\",\"raw\":\"0x00ff3c0a\",\"note\":null,\"ratio\":0.1,"
                        + "\"created\":\"2024-05-01 08:00:00.250\",\"_tidb_op\":\"c\",\"_tidb_commit_ts\":449459100136243201,"
                        + "\"_tidb_commit_physical_time\":1714550400300} key {\"id\":7}");
        assertThat(text(WrittenRecord.EXTENSION, ValueRow.update(ORDERS, COMMIT_TS, order(1), order(2))))
                .startsWith("UPDATE default.shop.orders {");
        assertThat(text(WrittenRecord.PLAIN, INSERT)).startsWith("UPSERT default.shop.orders {");
    }

    @Test
    void aDeleteIsShownWithItsKey() {
        assertThat(text(WrittenRecord.PLAIN, DELETE)).isEqualTo("DELETE default.shop.orders {\"id\":7}");
        assertThat(text(WrittenRecord.WATERMARKS, DELETE))
                .isEqualTo("DELETE default.shop.orders {\"id\":7} at commit-ts 449459100136243201");
    }

    @Test
    void aWatermarkIsShownWithItsTimestamp() {
        EncodedMessage message =
                WrittenRecord.encoder(WrittenRecord.WATERMARKS, registry).encodeWatermark(COMMIT_TS);
        assertThat(reader.text(null, message.value())).isEqualTo("WATERMARK 449459100136243201");
    }

    @Test
    void whatIsNoAvroIsShownAsBytes() {
        assertThat(reader.text(null, "{}".getBytes(StandardCharsets.US_ASCII))).isEqualTo("(not Avro) 0x7b7d");
        assertThat(reader.text(null, new byte[0])).isEqualTo("(empty)");
        assertThat(reader.text(null, null)).isEqualTo("DELETE (no key)");
        assertThat(reader.text(new byte[] {1}, null)).startsWith("(cannot be read: no schema id in front)");
    }

    @Test
    void aRowThatWasCutOffIsShownAsBytes() {
        WrittenRecord written = WrittenRecord.of(WrittenRecord.PLAIN, INSERT, registry);
        byte[] cut = Arrays.copyOf(written.value(), 9);
        assertThat(reader.text(written.key(), cut))
                .startsWith("(cannot be read: ")
                .endsWith("0x00000000020e0e4126");
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsItsError() {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> reader.text(null, new byte[] {0, 0, 0, 0, 99}))
                .withMessageContaining("no schema with id 99");
    }

    private String text(AvroConfig config, ValueRow row) {
        WrittenRecord written = WrittenRecord.of(config, row, registry);
        return reader.text(written.key(), written.value());
    }
}
