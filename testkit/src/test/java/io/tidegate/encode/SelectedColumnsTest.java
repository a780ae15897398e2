package io.tidegate.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.debezium.DebeziumEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.openprotocol.OpenProtocolEncoder;
import io.tidegate.filter.ColumnSelectors;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a column selector leaves of messages: {@code a} is the primary key, {@code b} the unique key. */
class SelectedColumnsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TableVersion TABLE = new TableVersion(
            new TableName("test", "t"),
            List.of(
                    new Column("a", ColumnType.of(ColumnKind.TINYINT), false),
                    new Column("b", ColumnType.of(ColumnKind.INT), false),
                    new Column("c", ColumnType.of(ColumnKind.INT), true)),
            List.of(new Key(Key.PRIMARY, List.of(0), true), new Key("b", List.of(1), true)));
    private static final ValueRow INSERT = ValueRow.insert(TABLE, 1, 1L, 20L, 300L);
    private static final ValueRow UPDATE =
            ValueRow.update(TABLE, 1, ValueRow.values(1L, 20L, 300L), ValueRow.values(2L, 20L, 400L));
    private static final ValueRow DELETE = ValueRow.delete(TABLE, 1, 2L, 20L, 400L);

    @Test
    void anOpenProtocolRowHasExactlyTheColumnsThatAreSelected() throws Exception {
        String a1 = "{\"a\":{\"t\":1,\"h\":true,\"f\":11,\"v\":1}}";
        String a2 = a1.replace("\"v\":1", "\"v\":2");
        assertThat(openProtocol(INSERT, "a")).isEqualTo("{\"u\":" + a1 + "}");
        assertThat(openProtocol(UPDATE, "a")).isEqualTo("{\"u\":" + a2 + ",\"p\":" + a1 + "}");
        assertThat(openProtocol(DELETE, "a")).isEqualTo("{\"d\":" + a2 + "}");
    }

    @Test
    void withoutThePrimaryKeyTheUniqueKeyIsTheHandleKeyOfOpenProtocol() throws Exception {
        assertThat(openProtocol(DELETE, "b", "c"))
                .isEqualTo("{\"d\":{\"b\":{\"t\":3,\"h\":true,\"f\":19,\"v\":20},"
                        + "\"c\":{\"t\":3,\"f\":65,\"v\":400}}}");
    }

    @Test
    void theKeyOfDebeziumKeepsThePrimaryKeyThatTheValueLacks() throws Exception {
        for (ValueRow row : List.of(INSERT, UPDATE, DELETE)) {
            RecordBatch sent = debezium(row, "b", "c");
            JsonNode key = JSON.readTree(sent.key(0));
            assertThat(key.get("payload").toString())
                    .isEqualTo(row.kind() == RowKind.INSERT ? "{\"a\":1}" : "{\"a\":2}");
            assertThat(fields(key.get("schema"))).containsExactly("a");
            JsonNode value = JSON.readTree(sent.value(0));
            for (String image : List.of("before", "after")) {
                JsonNode columns = value.at("/payload/" + image);
                assertThat(columns.isNull() ? List.of("b", "c") : names(columns))
                        .isEqualTo(List.of("b", "c"));
            }
            assertThat(fields(value.at("/schema/fields/0"))).containsExactly("b", "c");
            assertThat(fields(value.at("/schema/fields/1"))).containsExactly("b", "c");
        }
        assertThat(JSON.readTree(debezium(UPDATE, "b", "c").value(0))
                        .at("/payload/after")
                        .toString())
                .isEqualTo("{\"b\":20,\"c\":400}");
    }

    @Test
    void theKeyOfDebeziumIsThatOfTheOldRowForTheDeleteHalfOfAnUpdate() throws Exception {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = debezium().newRowEncoder();
        RowCursor row = selected(UPDATE, "b", "c");
        encoder.encode(row, RowKind.DELETE, "topic", 0, out);
        encoder.encode(row, RowKind.INSERT, "topic", 0, out);
        assertThat(JSON.readTree(out.key(0)).get("payload").toString()).isEqualTo("{\"a\":1}");
        assertThat(JSON.readTree(out.key(1)).get("payload").toString()).isEqualTo("{\"a\":2}");
    }

    private static String openProtocol(ValueRow row, String... columns) {
        RecordBatch out = new RecordBatch();
        RowEncoder encoder = new OpenProtocolEncoder(
                        new OpenProtocolConfig(16, true, false, false), MessageLimits.of(1 << 20))
                .newRowEncoder();
        encoder.encode(selected(row, columns), row.kind(), "topic", 0, out);
        encoder.finish(out);
        byte[] value = out.value(0);
        // The length of the one value stands in front.
        return new String(value, Long.BYTES, value.length - Long.BYTES, UTF_8);
    }

    private static RecordBatch debezium(ValueRow row, String... columns) {
        RecordBatch out = new RecordBatch();
        debezium().newRowEncoder().encode(selected(row, columns), row.kind(), "topic", 0, out);
        return out;
    }

    private static DebeziumEncoder debezium() {
        DebeziumConfig config = new DebeziumConfig(false, true, true, true, true, false, "default", LargeMessages.NONE);
        return new DebeziumEncoder(
                config,
                DebeziumEncoder.TIDB_CONNECTOR,
                MessageLimits.of(1 << 20),
                LargeRowPolicy.refuse(),
                () -> 1714550400912L);
    }

    private static RowCursor selected(ValueRow row, String... columns) {
        ColumnSelectors selectors =
                ColumnSelectors.of(List.of(new ColumnSelectorRule(List.of("test.*"), List.of(columns))), false, false);
        return selectors.selection(TABLE).orElseThrow().over(ValueCursor.on(row));
    }

    private static List<String> fields(JsonNode schema) {
        return StreamSupport.stream(schema.get("fields").spliterator(), false)
                .map(field -> field.get("field").asText())
                .toList();
    }

    private static List<String> names(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false).toList();
    }
}
