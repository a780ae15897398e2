package io.tidegate.encode.simple;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.order;
import static io.tidegate.encode.simple.Sample.JSON;
import static io.tidegate.encode.simple.Sample.NOW;
import static io.tidegate.encode.simple.Sample.ORDERS;
import static io.tidegate.encode.simple.Sample.text;
import static io.tidegate.encode.simple.Sample.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole messages of the JSON encoding, byte for byte. */
class SimpleJsonExamplesTest {
    private static final String INSERT = """
            {"version":1,"database":"shop","table":"orders","tableID":148,"type":"INSERT","commitTs":449459100136243201,"buildTs":1714550400912,"schemaVersion":449459000136243200,\
            "data":{"created":{"location":"UTC","value":"2024-05-01 08:00:00.250"},"flags":"5","id":"7","note":null,"price":"19.90","qty":"200","ratio":"0.1","raw":"AP88Cg==","sku":"A\\u0026B \\u003c1\\u003e","state":"2","tags":"3"}}""";

    @Test
    void anInsert() {
        ValueRow row = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));
        assertThat(text(written(JSON, row))).isEqualTo(INSERT).hasSize(385);
    }

    @Test
    void anUpdateHasBothRowsInFull() {
        ValueRow row = ValueRow.update(ORDERS, COMMIT_TS, order(200), order(3));
        assertThat(text(written(JSON, row)))
                .isEqualTo(INSERT.replace("INSERT", "UPDATE")
                        .replace("\"200\"", "\"3\"")
                        .replace(
                                "\"3\"}}",
                                "\"3\"},"
                                        + INSERT.substring(INSERT.indexOf("\"data\""))
                                                .replace("data", "old")));
    }

    @Test
    void aDelete() {
        ValueRow row = new ValueRow(ORDERS, RowKind.DELETE, COMMIT_TS, order(200), List.of());
        assertThat(text(written(JSON, row)))
                .isEqualTo(INSERT.replace("INSERT", "DELETE").replace("\"data\"", "\"old\""));
    }

    @Test
    void aBootstrap() {
        EncodedMessage message = Sample.encoder(JSON, NOW).announcement(ORDERS);
        assertThat(message.key()).isNotNull().isEmpty();
        assertThat(text(message.value())).isEqualTo("""
                {"version":1,"type":"BOOTSTRAP","commitTs":0,"buildTs":1714550400912,"tableSchema":{"schema":"shop","table":"orders","tableID":148,"version":449459000136243200,"columns":[\
                {"name":"id","dataType":{"mysqlType":"bigint","charset":"binary","collate":"binary","length":20,"unsigned":true},"nullable":false,"default":null},\
                {"name":"sku","dataType":{"mysqlType":"varchar","charset":"utf8mb4","collate":"utf8mb4_bin","length":32},"nullable":false,"default":null},\
                {"name":"qty","dataType":{"mysqlType":"tinyint","charset":"binary","collate":"binary","length":3,"unsigned":true},"nullable":false,"default":"1"},\
                {"name":"price","dataType":{"mysqlType":"decimal","charset":"binary","collate":"binary","length":10,"decimal":2},"nullable":true,"default":null},\
                {"name":"state","dataType":{"mysqlType":"enum","charset":"utf8mb4","collate":"utf8mb4_bin","length":4,"elements":["new","paid","sent"]},"nullable":false,"default":null},\
                {"name":"tags","dataType":{"mysqlType":"set","charset":"utf8mb4","collate":"utf8mb4_bin","length":9,"elements":["gift","rush"]},"nullable":true,"default":null},\
                {"name":"flags","dataType":{"mysqlType":"bit","charset":"binary","collate":"binary","length":4,"unsigned":true},"nullable":true,"default":null},\
                {"name":"raw","dataType":{"mysqlType":"varbinary","charset":"binary","collate":"binary","length":8},"nullable":true,"default":null},\
                {"name":"note","dataType":{"mysqlType":"text","charset":"utf8mb4","collate":"utf8mb4_bin","length":65535},"nullable":true,"default":null},\
                {"name":"ratio","dataType":{"mysqlType":"float","charset":"binary","collate":"binary","length":12},"nullable":true,"default":null},\
                {"name":"created","dataType":{"mysqlType":"timestamp","charset":"binary","collate":"binary","length":23,"decimal":3},"nullable":true,"default":null}],\
                "indexes":[{"name":"primary","unique":true,"primary":true,"nullable":false,"columns":["id"]}]}}""");
    }

    @Test
    void aDdlHasTheDefinitionsAfterAndBefore() {
        TableVersion before = table(449459000136243200L, List.of(id()));
        TableVersion after = table(
                LATER_COMMIT_TS,
                List.of(id(), new Column("n", ColumnType.of(ColumnKind.INT).asUnsigned(), true)));
        Ddl ddl = new Ddl(
                LATER_COMMIT_TS,
                DdlKind.ADD_COLUMN,
                after.name(),
                null,
                "ALTER TABLE `t` ADD COLUMN `n` INT UNSIGNED",
                after,
                before);
        EncodedMessage message = Sample.encoder(JSON, NOW).encodeDdl(ddl);
        assertThat(message.key()).isNull();
        String id = """
                {"name":"id","dataType":{"mysqlType":"int","charset":"binary","collate":"binary","length":11},"nullable":false,"default":null}""";
        String indexes = """
                "indexes":[{"name":"PRIMARY","unique":true,"primary":true,"nullable":false,"columns":["id"]}]}""";
        assertThat(text(message.value())).isEqualTo("""
                {"version":1,"type":"ALTER","sql":"ALTER TABLE `t` ADD COLUMN `n` INT UNSIGNED","commitTs":449459115864883203,"buildTs":1714550400912,\
                "tableSchema":{"schema":"test","table":"t","tableID":112,"version":449459115864883203,"columns":[""" + id + """
                ,{"name":"n","dataType":{"mysqlType":"int","charset":"binary","collate":"binary","length":10,"unsigned":true},"nullable":true,"default":null}],""" + indexes + """
                ,"preTableSchema":{"schema":"test","table":"t","tableID":112,"version":449459000136243200,"columns":[""" + id + "]," + indexes + "}");
    }

    @Test
    void aWatermark() {
        EncodedMessage message = Sample.encoder(JSON, 1708923816911L).encodeWatermark(447984124732375041L);
        assertThat(message.key()).isNull();
        assertThat(text(message.value())).isEqualTo("""
                {"version":1,"type":"WATERMARK","commitTs":447984124732375041,"buildTs":1708923816911}""");
    }

    private static Column id() {
        return new Column("id", ColumnType.of(ColumnKind.INT), false);
    }

    private static TableVersion table(long version, List<Column> columns) {
        return new TableVersion(
                new TableName("test", "t"),
                columns,
                List.of(new Key(Key.PRIMARY, List.of(0), true)),
                List.of(),
                112,
                version);
    }
}
