package io.tidegate.encode.debezium;

import static io.tidegate.encode.debezium.OrdersTable.ORDERS;
import static io.tidegate.encode.debezium.WrittenMessage.COMMIT_TS;
import static io.tidegate.encode.debezium.WrittenMessage.EXTENSION;
import static io.tidegate.encode.debezium.WrittenMessage.LATER_COMMIT_TS;
import static io.tidegate.encode.debezium.WrittenMessage.PLAIN;
import static io.tidegate.encode.debezium.WrittenMessage.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Path DOCUMENT = Path.of("..", "docs", "formats", "debezium.md");
    private static final Pattern SAMPLE =
            Pattern.compile("<!-- sample: (\\w+) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);

    private static final String TYPES_HEAD = """
            | SQL type | sample value | `type` | `name` |
            |---|---|---|---|
            """;

    /** Objects nested this deep have a line for each of their fields. */
    private static final int SHOWN_DEPTH = 2;

    @Test
    void theSamplesOfTheDocumentAreWhatTheEncoderWrites() throws IOException {
        Map<String, String> samples = samples();
        String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
        String expected = SAMPLE.matcher(document)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "<!-- sample: " + match.group(1) + " -->\n" + samples.get(match.group(1)) + "<!-- end -->\n"));
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(DOCUMENT, expected, StandardCharsets.UTF_8);
        }
        assertThat(SAMPLE.matcher(document).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(samples.keySet());
        assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8)).isEqualTo(expected);
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

    /** The message with a line for each field of its outer objects. */
    private static String block(String text) {
        StringBuilder lines = new StringBuilder("```json\n");
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inString = !inString;
            }
            boolean opens = !inString && (c == '{' || c == '[');
            boolean closes = !inString && (c == '}' || c == ']');
            if (closes && depth-- <= SHOWN_DEPTH) {
                lines.append('\n').append("  ".repeat(depth));
            }
            lines.append(c);
            if (c == '\\') {
                lines.append(text.charAt(++i));
            } else if (opens) {
                depth++;
            }
            if ((opens || (c == ',' && !inString)) && depth <= SHOWN_DEPTH) {
                lines.append('\n').append("  ".repeat(depth));
            }
        }
        return lines.append("\n```\n").toString();
    }
}
