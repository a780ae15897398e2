package io.tidegate.encode.canaljson;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.FormatDocument;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Column;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run with {@code -Dtidegate.rewrite=true} to print the samples of the document anew. */
class CanalJsonDocumentTest {
    private static final FormatDocument DOCUMENT = new FormatDocument("canal-json.md");

    private static final String TYPES_HEAD = """
            | SQL type | sample value | `mysqlType` | with `content-compatible=true` | `sqlType` |
            |---|---|---|---|---|
            """;

    private static final CanalJsonConfig UPDATED_COLUMNS_WITH_EXTENSION = new CanalJsonConfig(true, false, true, false);

    private static final LargeMessages HANDLE_KEY_ONLY =
            new LargeMessages(ValueCompression.NONE, LargeRowOption.HANDLE_KEY_ONLY, null);

    private static final UUID CLAIM = UUID.fromString("3f0c6a0e-7d1b-4a52-9c55-0d2b8f6a1e77");

    @TempDir
    private Path claims;

    @Test
    void theSamplesOfTheDocumentAreWhatTheEncoderWrites() throws IOException {
        DOCUMENT.requireSamples(samples());
    }

    private Map<String, String> samples() {
        Map<String, String> samples = new TreeMap<>();
        ValueRow insert = new ValueRow(ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        samples.put("insert", block(WrittenMessage.of(WrittenMessage.EXTENSION, insert)));
        ValueRow update = ValueRow.update(ORDERS, LATER_COMMIT_TS, OrdersTable.order(200), OrdersTable.order(3));
        samples.put(
                "update",
                block(WrittenMessage.of(UPDATED_COLUMNS_WITH_EXTENSION, update, RowKind.UPDATE, 1714550460555L)));
        ValueRow delete = new ValueRow(ORDERS, RowKind.DELETE, LATER_COMMIT_TS, OrdersTable.order(3), List.of());
        samples.put(
                "delete",
                block(WrittenMessage.of(WrittenMessage.HANDLE_KEY_DELETES, delete, RowKind.DELETE, 1714550460600L)));
        Ddl ddl = new Ddl(
                LATER_COMMIT_TS,
                DdlKind.ADD_COLUMN,
                OrdersTable.NAME,
                null,
                "alter table orders add column memo varchar(20)",
                null);
        samples.put("ddl", block(WrittenMessage.of(WrittenMessage.EXTENSION, ddl, 1714550460700L)));
        samples.put(
                "watermark",
                block(WrittenMessage.ofWatermark(WrittenMessage.EXTENSION, COMMIT_TS - 1, 1714550400999L)));
        ValueRow large = ValueRow.update(ORDERS, LATER_COMMIT_TS, OrdersTable.order(200), OrdersTable.order(3));
        samples.put("handlekey", block(reduced(large, LargeRowPolicy.open(HANDLE_KEY_ONLY, UUID::randomUUID))));
        ClaimCheckStorage storage = new ClaimCheckStorage("file:///mnt/claims", claims, false);
        LargeMessages claimCheck = new LargeMessages(ValueCompression.NONE, LargeRowOption.CLAIM_CHECK, storage);
        samples.put("claimcheck", block(reduced(large, LargeRowPolicy.open(claimCheck, () -> CLAIM))));
        samples.put(
                "types",
                TypeSample.ALL.stream()
                        .map(CanalJsonDocumentTest::typeRow)
                        .collect(Collectors.joining("", TYPES_HEAD, "")));
        return samples;
    }

    /** The message of a row under a limit that the whole one exceeds. */
    private static WrittenMessage reduced(ValueRow row, LargeRowPolicy policy) {
        RecordBatch out = new RecordBatch();
        new CanalJsonEncoder(WrittenMessage.EXTENSION, MessageLimits.of(700), policy, () -> 1714550460555L)
                .newRowEncoder()
                .encode(ValueCursor.on(row), row.kind(), "topic", 0, out);
        return WrittenMessage.of(out.key(0), out.value(0));
    }

    private static String typeRow(TypeSample sample) {
        TableVersion table =
                new TableVersion(new TableName("shop", "t"), List.of(new Column("c", sample.type(), true)), List.of());
        ValueRow row = ValueRow.insert(table, COMMIT_TS, sample.value());
        WrittenMessage message = WrittenMessage.of(WrittenMessage.PLAIN, row);
        Matcher value = Pattern.compile("\"data\":\\[\\{\"c\":(.*)}]}").matcher(message.text());
        assertThat(value.find()).isTrue();
        String full = WrittenMessage.of(WrittenMessage.CONTENT_COMPATIBLE, row)
                .mysqlType()
                .get("c")
                .textValue();
        return String.format(
                Locale.ROOT,
                "| %s | `%s` | `%s` | `%s` | %d |\n",
                sample.sql(),
                value.group(1),
                message.mysqlType().get("c").textValue(),
                full,
                message.sqlType().get("c").intValue());
    }

    private static String block(WrittenMessage message) {
        return FormatDocument.json(message.text(), 1);
    }
}
