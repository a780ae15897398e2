package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static io.tidegate.encode.openprotocol.WrittenRecord.HANDLE_KEY_DELETES;
import static io.tidegate.encode.openprotocol.WrittenRecord.LIMITS;
import static io.tidegate.encode.openprotocol.WrittenRecord.UPDATED_COLUMNS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.FormatDocument;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Column;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dtidegate.rewrite=true} to print the samples of the document anew. */
class OpenProtocolDocumentTest {
    private static final FormatDocument DOCUMENT = new FormatDocument("open-protocol.md");

    private static final String TYPES_HEAD = """
            | SQL type | sample `v` | `t` | `f` when nullable |
            |---|---|---|---|
            """;

    private static final ValueRow INSERT =
            new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
    private static final ValueRow DELETE =
            new ValueRow(ORDERS, RowKind.DELETE, LATER_COMMIT_TS, OrdersTable.order(200), List.of());

    @Test
    void theSamplesOfTheDocumentAreWhatTheEncoderWrites() throws IOException {
        DOCUMENT.requireSamples(samples());
    }

    private static Map<String, String> samples() {
        OpenProtocolEncoder encoder = new OpenProtocolEncoder(USUAL, LIMITS);
        Ddl ddl = new Ddl(
                LATER_COMMIT_TS,
                DdlKind.ADD_COLUMN,
                OrdersTable.NAME,
                null,
                "alter table orders add column memo varchar(20)",
                null);
        OpenProtocolConfig handleKeyOnly = new OpenProtocolConfig(
                16, true, false, false, new LargeMessages(ValueCompression.NONE, LargeRowOption.HANDLE_KEY_ONLY, null));
        OpenProtocolEncoder reducing = new OpenProtocolEncoder(
                handleKeyOnly, MessageLimits.of(400), LargeRowPolicy.open(handleKeyOnly.large(), UUID::randomUUID));
        Map<String, String> samples = new TreeMap<>();
        samples.put("insert", event(USUAL, INSERT));
        samples.put(
                "update",
                event(
                        UPDATED_COLUMNS,
                        ValueRow.update(ORDERS, LATER_COMMIT_TS, OrdersTable.order(200), OrdersTable.order(3))));
        samples.put("delete", event(HANDLE_KEY_DELETES, DELETE));
        samples.put(
                "record",
                frames(WrittenRecord.of(HANDLE_KEY_DELETES, LIMITS, INSERT, DELETE)
                        .get(0)));
        samples.put("ddl", event(WrittenRecord.of(encoder.encodeDdl(ddl))));
        samples.put("watermark", event(WrittenRecord.of(encoder.encodeWatermark(COMMIT_TS - 1))));
        samples.put("large", event(WrittenRecord.of(reducing, INSERT).get(0)));
        samples.put(
                "types",
                TypeSample.ALL.stream()
                        .map(OpenProtocolDocumentTest::typeRow)
                        .collect(Collectors.joining("", TYPES_HEAD, "")));
        return samples;
    }

    private static String typeRow(TypeSample sample) {
        TableVersion table =
                new TableVersion(new TableName("shop", "t"), List.of(new Column("c", sample.type(), true)), List.of());
        String text = WrittenRecord.event(USUAL, ValueRow.insert(table, COMMIT_TS, sample.value()))
                .valueText();
        Matcher column =
                Pattern.compile("\"t\":(\\d+),\"f\":(\\d+),\"v\":(.*)}}}").matcher(text);
        assertThat(column.find()).isTrue();
        return String.format(
                Locale.ROOT,
                "| %s | `%s` | %s | %s |\n",
                sample.sql(),
                column.group(3),
                column.group(1),
                column.group(2));
    }

    private static String event(OpenProtocolConfig config, ValueRow row) {
        return event(WrittenRecord.of(config, LIMITS, row).get(0));
    }

    /** Key and value of the only event, the value with a line for each column. */
    private static String event(WrittenRecord record) {
        WrittenRecord.Event event = record.events().get(0);
        String value = event.valueText()
                .replaceAll("\\{\"(u|d)\":\\{", "{\"$1\":{\n  ")
                .replace(",\"p\":{", ",\n\"p\":{\n  ")
                .replaceAll("\"v\":((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"{}])*)},\"", "\"v\":$1},\n  \"");
        return "```json\n" + event.keyText() + "\n" + (value.isEmpty() ? "" : value + "\n") + "```\n";
    }

    /** The numbers between the parts of a record, and the parts. */
    private static String frames(WrittenRecord record) {
        StringBuilder text = new StringBuilder("```\nkey\n");
        ByteBuffer key = ByteBuffer.wrap(record.key());
        text.append(frame(key.getLong())).append("  version\n");
        parts(key, text);
        text.append("value\n");
        parts(ByteBuffer.wrap(record.value()), text);
        return text.append("```\n").toString();
    }

    private static void parts(ByteBuffer bytes, StringBuilder text) {
        while (bytes.hasRemaining()) {
            byte[] part = new byte[(int) bytes.getLong(bytes.position())];
            text.append(frame(bytes.getLong())).append("  ");
            bytes.get(part);
            String json = new String(part, UTF_8);
            text.append(json.length() > 70 ? json.substring(0, 60) + " …" : json)
                    .append('\n');
        }
    }

    private static String frame(long number) {
        return String.format(Locale.ROOT, "%016x", number).replaceAll("(..)(?=.)", "$1 ");
    }
}
