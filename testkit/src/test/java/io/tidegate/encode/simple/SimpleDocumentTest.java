package io.tidegate.encode.simple;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.order;
import static io.tidegate.encode.simple.Sample.AVRO;
import static io.tidegate.encode.simple.Sample.JSON;
import static io.tidegate.encode.simple.Sample.ORDERS;
import static io.tidegate.encode.simple.Sample.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.FormatDocument;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.simple.SimpleAvro;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dtidegate.rewrite=true} to print the samples of the document anew. */
class SimpleDocumentTest {
    private static final FormatDocument DOCUMENT = new FormatDocument("simple.md");
    private static final int HEX_LINE = 100;

    private static final String TYPES_HEAD = """
            | SQL type | `mysqlType` | `length` | value in JSON | value in Avro |
            |---|---|---|---|---|
            """;

    private static final List<Typed> TYPES = List.of(
            new Typed("TINYINT", ColumnType.of(ColumnKind.TINYINT), -128L),
            new Typed("BOOLEAN", ColumnType.of(ColumnKind.TINYINT, 1), 1L),
            new Typed("INT UNSIGNED", ColumnType.of(ColumnKind.INT).asUnsigned(), 4294967295L),
            new Typed("BIGINT", ColumnType.of(ColumnKind.BIGINT), Long.MIN_VALUE),
            new Typed("BIGINT UNSIGNED", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), -1L),
            new Typed("FLOAT", ColumnType.of(ColumnKind.FLOAT), 0.1f),
            new Typed("DOUBLE", ColumnType.of(ColumnKind.DOUBLE), 1e20d),
            new Typed("DECIMAL(10,2)", ColumnType.of(ColumnKind.DECIMAL, 10, 2), "19.90"),
            new Typed("BIT(10)", ColumnType.of(ColumnKind.BIT, 10), 65L),
            new Typed("ENUM('a','b')", ColumnType.ofMembers(ColumnKind.ENUM, List.of("a", "b")), 2L),
            new Typed("SET('a','b')", ColumnType.ofMembers(ColumnKind.SET, List.of("a", "b")), 3L),
            new Typed("YEAR", ColumnType.of(ColumnKind.YEAR), 2020L),
            new Typed("DATE", ColumnType.of(ColumnKind.DATE), "2020-02-20"),
            new Typed("DATETIME(3)", ColumnType.ofFraction(ColumnKind.DATETIME, 3), "2020-02-20 02:20:20.100"),
            new Typed("TIMESTAMP", ColumnType.of(ColumnKind.TIMESTAMP), "2024-05-01 08:00:00"),
            new Typed("TIME", ColumnType.of(ColumnKind.TIME), "-838:59:58"),
            new Typed("CHAR(8)", ColumnType.of(ColumnKind.CHAR, 8), "Bob"),
            new Typed("VARCHAR(32)", ColumnType.of(ColumnKind.VARCHAR, 32), "測試"),
            new Typed("TEXT", ColumnType.of(ColumnKind.TEXT), "a<b"),
            new Typed("BINARY(2)", ColumnType.of(ColumnKind.BINARY, 2), new byte[] {0, (byte) 0xff}),
            new Typed("BLOB", ColumnType.of(ColumnKind.BLOB), new byte[] {0, (byte) 0xff}),
            new Typed("JSON", ColumnType.of(ColumnKind.JSON), "{\"k\": 1}"),
            new Typed("VECTOR(3)", ColumnType.of(ColumnKind.VECTOR, 3), "[1,2.5,-3]"),
            new Typed("GEOMETRY", ColumnType.of(ColumnKind.GEOMETRY), new byte[] {0, (byte) 0xff}),
            new Typed("UUID (MariaDB)", ColumnType.of(ColumnKind.UUID), "123e4567-e89b-12d3-a456-426655440000"),
            new Typed("INET4 (MariaDB)", ColumnType.of(ColumnKind.INET4), "192.0.2.1"),
            new Typed("INET6 (MariaDB)", ColumnType.of(ColumnKind.INET6), "2001:db8::1"));

    /** A line of the table of types. */
    private record Typed(String sql, ColumnType type, Object value) {}

    @Test
    void theSamplesOfTheDocumentAreWhatTheEncoderWrites() throws IOException {
        DOCUMENT.requireSamples(samples());
    }

    private static Map<String, String> samples() throws IOException {
        ValueRow insert = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), order(200));
        ValueRow delete = new ValueRow(ORDERS, RowKind.DELETE, LATER_COMMIT_TS, order(200), List.of());
        Map<String, String> samples = new TreeMap<>();
        samples.put("bootstrap", json(Sample.bootstrap(JSON, ORDERS)));
        samples.put("insert", json(Sample.written(JSON, insert)));
        samples.put("delete", json(Sample.written(JSON, delete)));
        samples.put("ddl", json(Sample.written(JSON, ddl())));
        samples.put(
                "watermark",
                json(Objects.requireNonNull(Sample.encoder(JSON, Sample.NOW)
                        .encodeWatermark(COMMIT_TS - 1)
                        .value())));
        samples.put("avroinsert", hex(Sample.written(AVRO, insert)));
        try (InputStream schema = SimpleEncoder.class.getResourceAsStream("simple.avsc")) {
            samples.put(
                    "avroschema", "```json\n" + new String(schema.readAllBytes(), StandardCharsets.UTF_8) + "```\n");
        }
        samples.put(
                "types",
                TYPES.stream().map(SimpleDocumentTest::typeRow).collect(Collectors.joining("", TYPES_HEAD, "")));
        return samples;
    }

    private static Ddl ddl() {
        TableName name = new TableName("shop", "tags");
        TableVersion before = tags(name, Sample.VERSION, column("id", ColumnType.of(ColumnKind.INT), false, null));
        TableVersion after = tags(
                name,
                LATER_COMMIT_TS,
                column("id", ColumnType.of(ColumnKind.INT), false, null),
                column("tag", ColumnType.of(ColumnKind.VARCHAR, 20), true, "none"));
        String sql = "ALTER TABLE tags ADD COLUMN tag VARCHAR(20) DEFAULT 'none'";
        return new Ddl(LATER_COMMIT_TS, DdlKind.ADD_COLUMN, name, null, sql, after, before);
    }

    private static TableVersion tags(TableName name, long version, Column... columns) {
        return new TableVersion(name, List.of(columns), List.of(), List.of(), 150, version);
    }

    private static String typeRow(Typed typed) {
        TableVersion table =
                new TableVersion(new TableName("shop", "t"), List.of(column("c", typed.type(), true, null)), List.of());
        ValueRow row = ValueRow.insert(table, COMMIT_TS, typed.value());
        Matcher value = Pattern.compile("\"data\":\\{\"c\":(.*)}}").matcher(Sample.text(Sample.written(JSON, row)));
        assertThat(value.find()).isTrue();
        DataType type = DataType.of(table.column(0));
        return String.format(
                Locale.ROOT,
                "| %s | `%s` | %s | `%s` | %s |\n",
                typed.sql(),
                type.mysqlType(),
                type.length() == 0 ? "" : type.length(),
                value.group(1),
                avroValue(Sample.written(AVRO, row)));
    }

    /** The branch and the value. */
    private static String avroValue(byte[] message) {
        GenericRecord row = (GenericRecord) SimpleAvro.record(message).get("payload");
        Object value = ((Map<?, ?>) row.get("data")).values().iterator().next();
        if (value instanceof GenericRecord record) {
            return record.getSchema().getName() + " `" + record + "`";
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return "bytes `" + HexFormat.of().formatHex(bytes) + "`";
        }
        String branch = value instanceof CharSequence
                ? "string"
                : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return branch + " `" + value + "`";
    }

    private static String json(byte[] message) {
        return FormatDocument.json(Sample.text(message), 1);
    }

    private static String hex(byte[] message) {
        String digits = HexFormat.of().formatHex(message);
        StringBuilder lines = new StringBuilder("```\n");
        for (int at = 0; at < digits.length(); at += HEX_LINE) {
            lines.append(digits, at, Math.min(at + HEX_LINE, digits.length())).append('\n');
        }
        return lines.append("```\n").toString();
    }
}
