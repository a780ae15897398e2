package io.tidegate.encode.debezium;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.debezium.WrittenMessage.EXTENSION;
import static io.tidegate.encode.debezium.WrittenMessage.PLAIN;
import static io.tidegate.encode.debezium.WrittenMessage.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.encode.FormatDocument;
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
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dtidegate.rewrite=true} to print the samples of the document anew. */
class DebeziumDocumentTest {
    private static final FormatDocument DOCUMENT = new FormatDocument("debezium.md");

    private static final String TYPES_HEAD = """
            | SQL type | sample value | `type` | `name` |
            |---|---|---|---|
            """;

    @Test
    void theSamplesOfTheDocumentAreWhatTheEncoderWrites() throws IOException {
        DOCUMENT.requireSamples(samples());
    }

    private static Map<String, String> samples() {
        ValueRow insert = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        Ddl ddl = new Ddl(
                LATER_COMMIT_TS,
                DdlKind.ADD_COLUMN,
                OrdersTable.NAME,
                null,
                "alter table orders add column memo varchar(20)",
                new TableVersion(
                        OrdersTable.NAME,
                        List.of(ORDERS.column(0), new Column("memo", ColumnType.of(ColumnKind.VARCHAR, 20), true)),
                        ORDERS.keys()));
        Map<String, String> samples = new TreeMap<>();
        samples.put("insert", block(WrittenMessage.of(PLAIN, insert).value()));
        samples.put("key", block(WrittenMessage.of(PLAIN, insert).key()));
        samples.put("columns", lines(WrittenMessage.of(SCHEMA, insert).json().at("/schema/fields/1/fields")));
        samples.put("ddl", block(WrittenMessage.of(PLAIN, ddl).value()));
        samples.put(
                "watermark",
                block(WrittenMessage.ofWatermark(EXTENSION, COMMIT_TS - 1).value()));
        samples.put(
                "types",
                TypeSample.ALL.stream()
                        .map(DebeziumDocumentTest::typeRow)
                        .collect(Collectors.joining("", TYPES_HEAD, "")));
        return samples;
    }

    private static String typeRow(TypeSample sample) {
        TableVersion table =
                new TableVersion(new TableName("shop", "t"), List.of(new Column("c", sample.type(), true)), List.of());
        WrittenMessage message = WrittenMessage.of(SCHEMA, ValueRow.insert(table, COMMIT_TS, sample.value()));
        Matcher value = Pattern.compile("\"after\":\\{\"c\":(.*?)}},\"schema\"").matcher(message.value());
        assertThat(value.find()).isTrue();
        JsonNode schema = message.columnSchema(0);
        String name = schema.path("name").asText();
        return String.format(
                Locale.ROOT,
                "| %s | `%s` | `%s` | %s |\n",
                sample.sql(),
                value.group(1),
                schema.get("type").textValue(),
                name.isEmpty() ? "" : "`" + name + "`");
    }

    private static String lines(JsonNode array) {
        StringBuilder lines = new StringBuilder("```json\n");
        array.forEach(node -> lines.append(node).append('\n'));
        return lines.append("```\n").toString();
    }

    private static String block(String text) {
        return FormatDocument.json(text, 2);
    }
}
