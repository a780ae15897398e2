package io.tidegate.encode.debezium;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.OrdersTable.order;
import static io.tidegate.encode.debezium.WrittenMessage.EXTENSION;
import static io.tidegate.encode.debezium.WrittenMessage.EXTENSION_AND_SCHEMA;
import static io.tidegate.encode.debezium.WrittenMessage.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.RowKind;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of the example table, byte for byte. */
class DebeziumExamplesTest {
    private static final String PAYLOAD = """
            {"payload":{"source":{"version":"2.4.0.Final","connector":"TiCDC","name":"default","ts_ms":1714550400300,\
            "snapshot":"false","db":"shop","table":"orders","server_id":0,"gtid":null,"file":"","pos":0,"row":0,\
            "thread":0,"query":null,"commit_ts":449459100136243201,"cluster_id":"default"},"ts_ms":1714550400912,\
            "transaction":null,"op":"c","before":null,"after":{"id":7,"sku":"A&B <1>","qty":200,"price":19.9,\
            "state":"paid","tags":"gift,rush","flags":"BQ==","raw":"AP88Cg==","note":null,"ratio":0.1,\
            "created":"2024-05-01T08:00:00.250Z"}}""";

    private static final String COLUMN_SCHEMAS = """
            {"tidb_type":"bigint unsigned","type":"int64","optional":false,"field":"id"},\
            {"tidb_type":"varchar","type":"string","optional":false,"field":"sku"},\
            {"tidb_type":"tinyint unsigned","type":"int16","optional":false,"field":"qty","default":1},\
            {"tidb_type":"decimal","type":"double","optional":true,"field":"price"},\
            {"tidb_type":"enum","type":"string","optional":false,"name":"io.debezium.data.Enum","version":1,\
            "parameters":{"allowed":"new,paid,sent"},"field":"state"},\
            {"tidb_type":"set","type":"string","optional":true,"name":"io.debezium.data.EnumSet","version":1,\
            "parameters":{"allowed":"gift,rush"},"field":"tags"},\
            {"tidb_type":"bit","type":"bytes","optional":true,"name":"io.debezium.data.Bits","version":1,\
            "parameters":{"length":"4"},"field":"flags"},\
            {"tidb_type":"varbinary","type":"string","optional":true,"field":"raw"},\
            {"tidb_type":"text","type":"string","optional":true,"field":"note"},\
            {"tidb_type":"float","type":"float","optional":true,"field":"ratio"},\
            {"tidb_type":"timestamp","type":"string","optional":true,"name":"io.debezium.time.ZonedTimestamp",\
            "version":1,"field":"created"}""";

    /** What TiCDC does not declare and the extension does here. */
    private static final String DECLARED_BY_US =
            ",{\"type\":\"int64\",\"optional\":true,\"field\":\"commit_ts\"},{\"type\":\"string\",\"optional\":true,\"field\":\"cluster_id\"}";

    private static final ValueRow INSERT = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));

    @Test
    void anInsertWithoutSchema() {
        WrittenMessage message = WrittenMessage.of(EXTENSION, INSERT);
        assertThat(message.value()).isEqualTo(PAYLOAD + "}").hasSize(532);
        assertThat(message.key()).isEqualTo("{\"payload\":{\"id\":7}}");
    }

    @Test
    void anInsertWithSchema() {
        WrittenMessage message = WrittenMessage.of(EXTENSION_AND_SCHEMA, INSERT);
        assertThat(message.value())
                .isEqualTo(PAYLOAD + ",\"schema\":{\"type\":\"struct\",\"optional\":false,"
                        + "\"name\":\"default.shop.orders.Envelope\",\"version\":1,\"fields\":["
                        + "{\"type\":\"struct\",\"optional\":true,\"name\":\"default.shop.orders.Value\","
                        + "\"field\":\"before\",\"fields\":[" + COLUMN_SCHEMAS + "]},"
                        + "{\"type\":\"struct\",\"optional\":true,\"name\":\"default.shop.orders.Value\","
                        + "\"field\":\"after\",\"fields\":[" + COLUMN_SCHEMAS + "]},"
                        + SourceBlock.schema(true)
                        + """
                        ,{"type":"string","optional":false,"field":"op"},\
                        {"type":"int64","optional":true,"field":"ts_ms"},\
                        {"type":"struct","fields":[{"type":"string","optional":false,"field":"id"},\
                        {"type":"int64","optional":false,"field":"total_order"},\
                        {"type":"int64","optional":false,"field":"data_collection_order"}],\
                        "optional":true,"name":"event.block","version":1,"field":"transaction"}]}}""");
        // The size that TiCDC's message has.
        assertThat(message.value().replace(DECLARED_BY_US, "")).hasSize(4363);
    }

    @Test
    void theSchemaOfAKey() {
        assertThat(WrittenMessage.of(SCHEMA, INSERT).key()).isEqualTo("""
                        {"payload":{"id":7},"schema":{"type":"struct","name":"default.shop.orders.Key",\
                        "optional":false,"fields":[{"type":"int64","optional":false,"field":"id"}]}}""");
    }

    @Test
    void theSchemaOfTheSource() {
        assertThat(SourceBlock.schema(false)).isEqualTo("""
                        {"type":"struct","fields":[{"type":"string","optional":false,"field":"version"},\
                        {"type":"string","optional":false,"field":"connector"},\
                        {"type":"string","optional":false,"field":"name"},\
                        {"type":"int64","optional":false,"field":"ts_ms"},\
                        {"type":"string","optional":true,"name":"io.debezium.data.Enum","version":1,\
                        "parameters":{"allowed":"true,last,false,incremental"},"default":"false","field":"snapshot"},\
                        {"type":"string","optional":false,"field":"db"},\
                        {"type":"string","optional":true,"field":"sequence"},\
                        {"type":"string","optional":true,"field":"table"},\
                        {"type":"int64","optional":false,"field":"server_id"},\
                        {"type":"string","optional":true,"field":"gtid"},\
                        {"type":"string","optional":false,"field":"file"},\
                        {"type":"int64","optional":false,"field":"pos"},\
                        {"type":"int32","optional":false,"field":"row"},\
                        {"type":"int64","optional":true,"field":"thread"},\
                        {"type":"string","optional":true,"field":"query"}],\
                        "optional":false,"name":"io.debezium.connector.mysql.Source","field":"source"}""");
    }

    @Test
    void anUpdateCarriesBothRowsAndADeleteTheOldOne() {
        WrittenMessage update =
                WrittenMessage.of(EXTENSION, ValueRow.update(ORDERS, LATER_COMMIT_TS, order(200), order(3)));
        assertThat(update.value()).contains("""
                "transaction":null,"op":"u","before":{"id":7,"sku":"A&B <1>","qty":200,""");
        assertThat(update.value()).contains("""
                "created":"2024-05-01T08:00:00.250Z"},"after":{"id":7,"sku":"A&B <1>","qty":3,""");
        WrittenMessage delete =
                WrittenMessage.of(EXTENSION, new ValueRow(ORDERS, RowKind.DELETE, COMMIT_TS, order(3), List.of()));
        assertThat(delete.value()).contains("""
                "transaction":null,"op":"d","after":null,"before":{"id":7,"sku":"A&B <1>","qty":3,""");
        assertThat(delete.value()).endsWith("\"created\":\"2024-05-01T08:00:00.250Z\"}}}");
        assertThat(delete.key()).isEqualTo("{\"payload\":{\"id\":7}}");
    }

    @Test
    void aWatermark() {
        WrittenMessage message = WrittenMessage.ofWatermark(EXTENSION_AND_SCHEMA, 3);
        assertThat(message.key()).isEqualTo("""
                        {"payload":{},"schema":{"type":"struct","name":"default.watermark.Key","optional":false,\
                        "fields":[]}}""");
        assertThat(message.value()).startsWith("""
                        {"payload":{"source":{"version":"2.4.0.Final","connector":"TiCDC","name":"default","ts_ms":0,\
                        "snapshot":"false","db":"","table":"","server_id":0,"gtid":null,"file":"","pos":0,"row":0,\
                        "thread":0,"query":null,"commit_ts":3,"cluster_id":"default"},"ts_ms":1714550400912,\
                        "transaction":null,"op":"m"},"schema":{"type":"struct","optional":false,\
                        "name":"default.watermark.Envelope","version":1,"fields":[{"type":"struct","fields":[""");
        assertThat(message.json().at("/schema/fields").findValuesAsText("field"))
                .contains("source", "op", "ts_ms", "transaction")
                .doesNotContain("before", "after");
    }

    @Test
    void thereIsNoWatermarkWithoutTheExtension() {
        assertThat(WrittenMessage.encoder(SCHEMA).encodeWatermark(3)).isNull();
    }
}
