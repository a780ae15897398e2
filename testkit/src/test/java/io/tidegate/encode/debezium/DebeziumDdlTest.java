package io.tidegate.encode.debezium;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.debezium.WrittenMessage.EXTENSION_AND_SCHEMA;
import static io.tidegate.encode.debezium.WrittenMessage.PLAIN;
import static io.tidegate.encode.debezium.WrittenMessage.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DebeziumDdlTest {
    private static final TableName TABLE1 = new TableName("test", "table1");
    private static final TableName TABLE2 = new TableName("test", "table2");
    private static final TableVersion ID_ALONE = new TableVersion(
            TABLE2,
            List.of(new Column("id", ColumnType.of(ColumnKind.INT, 10), false)),
            List.of(new Key(Key.PRIMARY, List.of(0), true)));

    @Test
    void aRenameNamesBothTablesAndDescribesTheNewOne() {
        WrittenMessage message = WrittenMessage.of(
                PLAIN, new Ddl(1, DdlKind.RENAME_TABLE, TABLE2, TABLE1, "RENAME TABLE table1 to table2", ID_ALONE));
        assertThat(message.key()).isEqualTo("{\"payload\":{\"databaseName\":\"test\"}}");
        assertThat(message.value()).isEqualTo("""
                        {"payload":{"source":{"version":"2.4.0.Final","connector":"TiCDC","name":"default","ts_ms":0,\
                        "snapshot":"false","db":"test","table":"table2","server_id":0,"gtid":null,"file":"","pos":0,\
                        "row":0,"thread":0,"query":null,"commit_ts":1,"cluster_id":"default"},"ts_ms":1714550400912,\
                        "databaseName":"test","schemaName":null,"ddl":"RENAME TABLE table1 to table2",\
                        "tableChanges":[{"type":"ALTER","id":"\\"test\\".\\"table1\\",\\"test\\".\\"table2\\"",\
                        "table":{"defaultCharsetName":null,"primaryKeyColumnNames":["id"],"columns":[{"name":"id",\
                        "jdbcType":4,"nativeType":null,"comment":null,"defaultValueExpression":null,"enumValues":null,\
                        "typeName":"INT","typeExpression":"INT","charsetName":null,"length":10,"scale":null,\
                        "position":1,"optional":false,"autoIncremented":false,"generated":false}],\
                        "comment":null}}]}}""");
    }

    @Test
    void theSchemaOfTheKeyPutsTheFieldFirst() {
        assertThat(WrittenMessage.of(SCHEMA, ddl(DdlKind.CREATE_TABLE, ID_ALONE))
                        .key())
                .isEqualTo("""
                        {"payload":{"databaseName":"test"},"schema":{"type":"struct",\
                        "name":"io.debezium.connector.mysql.SchemaChangeKey","optional":false,"version":1,\
                        "fields":[{"field":"databaseName","optional":false,"type":"string"}]}}""");
    }

    @Test
    void theSchemaOfTheValueIsDebeziums() {
        JsonNode schema = WrittenMessage.of(EXTENSION_AND_SCHEMA, ddl(DdlKind.CREATE_TABLE, ID_ALONE))
                .json()
                .get("schema");
        assertThat(schema.get("name").textValue()).isEqualTo("io.debezium.connector.mysql.SchemaChangeValue");
        assertThat(names(schema.get("fields")))
                .containsExactly("source", "ts_ms", "databaseName", "schemaName", "ddl", "tableChanges");
        JsonNode change = schema.at("/fields/5/items");
        assertThat(names(change.get("fields"))).containsExactly("type", "id", "table");
        assertThat(names(change.at("/fields/2/fields")))
                .containsExactly("defaultCharsetName", "primaryKeyColumnNames", "columns", "comment");
        assertThat(change.at("/fields/2/fields/2/items/fields/7").toString())
                .isEqualTo("{\"field\":\"scale\",\"optional\":true,\"type\":\"int32\"}");
    }

    @Test
    void aDropHasNoTable() {
        JsonNode change = change(ddl(DdlKind.DROP_TABLE, null));
        assertThat(change.toString())
                .isEqualTo("{\"type\":\"DROP\",\"id\":\"\\\"test\\\".\\\"table2\\\"\",\"table\":null}");
    }

    @Test
    void databasesAndTruncatesHaveNoTableChanges() {
        WrittenMessage database = WrittenMessage.of(
                PLAIN,
                new Ddl(COMMIT_TS, DdlKind.DROP_DATABASE, new TableName("test", ""), null, "drop database test", null));
        assertThat(database.payload().get("tableChanges")).isEmpty();
        assertThat(database.payload().at("/source/table").textValue()).isEmpty();
        assertThat(WrittenMessage.of(PLAIN, ddl(DdlKind.TRUNCATE_TABLE, ID_ALONE))
                        .payload()
                        .get("tableChanges"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_TABLE, CREATE",
        "CREATE_VIEW, CREATE",
        "RECOVER_TABLE, CREATE",
        "DROP_VIEW, DROP",
        "ADD_COLUMN, ALTER",
        "CREATE_INDEX, ALTER",
        "DROP_INDEX, ALTER",
        "ADD_FOREIGN_KEY, ALTER",
        "ALTER_TTL, ALTER",
        "EXCHANGE_PARTITION, ALTER",
        "MULTI_SCHEMA_CHANGE, ALTER",
    })
    void aKindHasItsType(DdlKind kind, String type) {
        assertThat(change(ddl(kind, ID_ALONE)).get("type").textValue()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(DdlKind.class)
    void noKindIsLeftOutUnlessAllAre(DdlKind kind) {
        Ddl ddl = ddl(kind, ID_ALONE);
        assertThat(WrittenMessage.encoder(SCHEMA).encodeDdl(ddl)).isNotNull();
        DebeziumConfig without =
                new DebeziumConfig(false, true, true, true, false, false, "default", LargeMessages.NONE);
        assertThat(WrittenMessage.encoder(without).encodeDdl(ddl)).isNull();
    }

    @Test
    void aDdlGoesToEveryPartition() {
        assertThat(WrittenMessage.encoder(PLAIN).sendsDdlToEveryPartition()).isTrue();
    }

    @Test
    void columnsAreDescribed() {
        Collation latin1 = new Collation("latin1", "latin1_swedish_ci");
        ColumnType set = ColumnType.ofMembers(ColumnKind.SET, List.of("x", "y"));
        TableVersion table = new TableVersion(
                TABLE2,
                List.of(
                        column("a", ColumnType.of(ColumnKind.BIGINT, 20).asUnsigned(), "7", null),
                        column("b", ColumnType.of(ColumnKind.VARCHAR, 32), null, latin1),
                        column("c", ColumnType.of(ColumnKind.DECIMAL, 10, 2), "1.50", null),
                        column("d", ColumnType.of(ColumnKind.DOUBLE, 20, 3), null, null),
                        column("e", set, "x", latin1),
                        column("f", ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3), "current_timestamp(3)", null),
                        column("g", ColumnType.of(ColumnKind.BIT, 4), "b'101'", null),
                        column("h", ColumnType.of(ColumnKind.VECTOR, 3), null, null),
                        column("i", ColumnType.of(ColumnKind.DATETIME), null, null),
                        column("j", ColumnType.of(ColumnKind.YEAR), null, null)),
                List.of());
        JsonNode columns = change(ddl(DdlKind.ADD_COLUMN, table)).at("/table/columns");
        assertThat(columns)
                .extracting(DebeziumDdlTest::shown)
                .containsExactly(
                        "a -5 BIGINT UNSIGNED/BIGINT UNSIGNED charset=null length=null scale=null default=\"7\"",
                        "b 12 VARCHAR/VARCHAR charset=\"latin1\" length=32 scale=null default=null",
                        "c 3 DECIMAL/DECIMAL charset=null length=10 scale=2 default=\"1.50\"",
                        "d 8 DOUBLE/DOUBLE(20,3) charset=null length=20 scale=3 default=null",
                        "e 1 SET/SET charset=\"latin1\" length=3 scale=null default=\"x\"",
                        "f 2014 TIMESTAMP/TIMESTAMP charset=null length=3 scale=null default=\"1970-01-01 00:00:00\"",
                        "g -7 BIT/BIT charset=null length=4 scale=null default=\"101\"",
                        "h 12 VECTOR/VECTOR(3) charset=null length=null scale=null default=null",
                        "i 93 DATETIME/DATETIME charset=null length=null scale=null default=null",
                        "j 4 YEAR/YEAR charset=null length=4 scale=null default=null");
        assertThat(columns.get(4).get("enumValues").toString()).isEqualTo("[\"'x'\",\"'y'\"]");
        assertThat(columns.get(9).get("position").intValue()).isEqualTo(10);
    }

    private static String shown(JsonNode column) {
        return column.get("name").textValue() + " " + column.get("jdbcType") + " "
                + column.get("typeName").textValue() + "/"
                + column.get("typeExpression").textValue() + " charset="
                + column.get("charsetName") + " length=" + column.get("length") + " scale=" + column.get("scale")
                + " default=" + column.get("defaultValueExpression");
    }

    private static Column column(String name, ColumnType type, String defaultText, Collation collation) {
        return new Column(name, type, true, Generation.NONE, defaultText, collation);
    }

    private static List<String> names(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.forEach(field -> names.add(field.get("field").textValue()));
        return names;
    }

    private static JsonNode change(Ddl ddl) {
        return WrittenMessage.of(PLAIN, ddl).payload().at("/tableChanges/0");
    }

    private static Ddl ddl(DdlKind kind, TableVersion newVersion) {
        return new Ddl(COMMIT_TS, kind, TABLE2, null, "the statement", newVersion);
    }
}
