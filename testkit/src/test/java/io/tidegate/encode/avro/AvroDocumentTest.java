package io.tidegate.encode.avro;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.OrdersTable.order;

import io.tidegate.encode.FormatDocument;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.registry.MemoryRegistry;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dtidegate.rewrite=true} to print the samples of the document anew. */
class AvroDocumentTest {
    private static final FormatDocument DOCUMENT = new FormatDocument("avro.md");
    private static final ValueRow INSERT = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));
    private static final ValueRow DELETE = new ValueRow(ORDERS, RowKind.DELETE, COMMIT_TS, order(200), List.of());

    private static final List<Typed> TYPES = List.of(
            new Typed("TINYINT, SMALLINT, MEDIUMINT", ColumnType.of(ColumnKind.SMALLINT)),
            new Typed("… UNSIGNED", ColumnType.of(ColumnKind.SMALLINT).asUnsigned()),
            new Typed("INT", ColumnType.of(ColumnKind.INT)),
            new Typed("INT UNSIGNED", ColumnType.of(ColumnKind.INT).asUnsigned()),
            new Typed("BIGINT", ColumnType.of(ColumnKind.BIGINT)),
            new Typed("BIGINT UNSIGNED", ColumnType.of(ColumnKind.BIGINT).asUnsigned()),
            new Typed("FLOAT", ColumnType.of(ColumnKind.FLOAT)),
            new Typed("DOUBLE", ColumnType.of(ColumnKind.DOUBLE)),
            new Typed("DECIMAL(10,2)", ColumnType.of(ColumnKind.DECIMAL, 10, 2)),
            new Typed("BIT(4)", ColumnType.of(ColumnKind.BIT, 4)),
            new Typed("CHAR, VARCHAR, TEXT family", ColumnType.of(ColumnKind.VARCHAR, 9)),
            new Typed("BINARY, VARBINARY, BLOB family", ColumnType.of(ColumnKind.VARBINARY, 9)),
            new Typed("ENUM('a','b')", ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b"))),
            new Typed("SET('a','b')", ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b"))),
            new Typed("JSON", ColumnType.of(ColumnKind.JSON)),
            new Typed("DATE", ColumnType.of(ColumnKind.DATE)),
            new Typed("DATETIME", ColumnType.of(ColumnKind.DATETIME)),
            new Typed("TIMESTAMP", ColumnType.of(ColumnKind.TIMESTAMP)),
            new Typed("TIME", ColumnType.of(ColumnKind.TIME)),
            new Typed("YEAR", ColumnType.of(ColumnKind.YEAR)),
            new Typed("VECTOR(3)", ColumnType.of(ColumnKind.VECTOR, 3)),
            new Typed("UUID, INET4, INET6 (MariaDB)", ColumnType.of(ColumnKind.UUID)),
            new Typed("GEOMETRY", ColumnType.of(ColumnKind.GEOMETRY)));

    /** A line of the table of types. */
    private record Typed(String sql, ColumnType type) {}

    @Test
    void theSamplesOfTheDocumentAreWhatTheEncoderWrites() throws IOException {
        DOCUMENT.requireSamples(samples());
    }

    private static Map<String, String> samples() {
        MemoryRegistry registry = MemoryRegistry.from(41);
        WrittenRecord insert = WrittenRecord.of(WrittenRecord.EXTENSION, INSERT, registry);
        Map<String, String> samples = new TreeMap<>();
        samples.put("keyschema", schema(registry.schema(41)));
        samples.put("valueschema", schema(registry.schema(42)));
        samples.put("insert", bytes("key", insert.key(), "value", insert.value()));
        samples.put(
                "delete",
                bytes(
                                "key",
                                WrittenRecord.of(WrittenRecord.EXTENSION, DELETE, registry)
                                        .key())
                        .replace("\n```\n", "\nvalue  null\n```\n"));
        samples.put("checksum", checksumFields());
        samples.put("types", types());
        return samples;
    }

    /** The schema with a line for each field. */
    private static String schema(String text) {
        return "```json\n" + text.replace("\"fields\":[", "\"fields\":[\n  ").replace("},{\"", "},\n  {\"") + "\n```\n";
    }

    private static String checksumFields() {
        String text = RecordSchema.ofValues(ORDERS, WrittenRecord.CHECKSUMS).text();
        int start = text.indexOf("{\"default\":\"\",\"name\":\"_tidb_row");
        return "```json\n" + text.substring(start, text.length() - 2).replace("},{", "},\n{") + "\n```\n";
    }

    private static String types() {
        StringBuilder table = new StringBuilder("| SQL type | Avro type, with `precise` and `long` |\n|---|---|\n");
        for (Typed typed : TYPES) {
            String json = Field.of(0, new Column("c", typed.type(), false), WrittenRecord.PLAIN)
                    .json();
            String type = json.substring(json.indexOf("\"type\":") + 7, json.length() - 1);
            table.append("| ").append(typed.sql()).append(" | `").append(type).append("` |\n");
        }
        return table.toString();
    }

    private static String bytes(Object... named) {
        StringBuilder lines = new StringBuilder("```\n");
        for (int i = 0; i < named.length; i += 2) {
            String hex = HexFormat.ofDelimiter(" ").formatHex((byte[]) named[i + 1]);
            String wrapped = hex.replaceAll("(.{71}) ", "$1\n       ");
            lines.append(String.format(Locale.ROOT, "%-6s ", named[i]))
                    .append(wrapped)
                    .append('\n');
        }
        return lines.append("```\n").toString();
    }
}
