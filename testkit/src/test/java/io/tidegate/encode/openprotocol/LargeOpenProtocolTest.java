package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.openprotocol.SampleTables.TWO_NUMBERS;
import static io.tidegate.encode.openprotocol.SampleTables.WITHOUT_KEY;
import static io.tidegate.encode.openprotocol.WrittenRecord.LIMITS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static io.tidegate.testkit.rows.ValueRow.values;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

/** What becomes of rows that are too large for a record, and compressed values. */
class LargeOpenProtocolTest {
    private static final UUID NAME = UUID.fromString("3f0c6a0e-7d1b-4a52-9c55-0d2b8f6a1e77");
    private static final OpenProtocolConfig HANDLE_KEY_ONLY = config(LargeRowOption.HANDLE_KEY_ONLY, null);
    private static final ValueRow SMALL = ValueRow.insert(TWO_NUMBERS, COMMIT_TS, 1L, 123L);

    @TempDir
    private Path claims;

    @Test
    void aLargeRowHasTheHandleKeyAloneAndItsKeySaysSo() {
        WrittenRecord record = only(HANDLE_KEY_ONLY, 168, SMALL);
        assertThat(record.events())
                .containsExactly(new WrittenRecord.Event(
                        "{\"ts\":449459100136243201,\"scm\":\"test\",\"tbl\":\"t\",\"t\":1,\"ohk\":true}",
                        "{\"u\":{\"a\":{\"t\":1,\"h\":true,\"f\":11,\"v\":1}}}"));
        assertThat(record.length()).isEqualTo(166);
    }

    @Test
    void updatesAndDeletesAreReducedToo() {
        String a = "{\"a\":{\"t\":1,\"h\":true,\"f\":11,\"v\":1}}";
        ValueRow update = ValueRow.update(TWO_NUMBERS, COMMIT_TS, values(1L, 5L), values(1L, 123L));
        assertThat(only(HANDLE_KEY_ONLY, 210, update).events().get(0).valueText())
                .isEqualTo("{\"u\":" + a + ",\"p\":" + a + "}");
        ValueRow delete = ValueRow.delete(TWO_NUMBERS, COMMIT_TS, 1L, 123L);
        assertThat(only(HANDLE_KEY_ONLY, 168, delete).events().get(0).valueText())
                .isEqualTo("{\"d\":" + a + "}");
    }

    @Test
    void aRowWithoutHandleKeyCannotBeReduced() {
        ValueRow keyless = ValueRow.insert(WITHOUT_KEY, COMMIT_TS, 1L, 123L);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> only(HANDLE_KEY_ONLY, 150, keyless))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.OPEN_PROTOCOL_INVALID_DATA));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> only(USUAL, 150, keyless))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
    }

    @Test
    void aRowThatIsTooLargeEvenThenIsRefused() {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> only(HANDLE_KEY_ONLY, 165, SMALL))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("takes 166 bytes, the limit of topic topic is 165 although only its handle key");
    }

    @Test
    void reducedRowsShareRecordsWithOthers() {
        TableVersion table = new TableVersion(
                new TableName("test", "n"),
                List.of(
                        new Column("id", ColumnType.of(ColumnKind.INT), false),
                        new Column("note", ColumnType.of(ColumnKind.VARCHAR, 2000), true)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        List<WrittenRecord> records = WrittenRecord.of(
                new OpenProtocolEncoder(HANDLE_KEY_ONLY, MessageLimits.of(600), policy(HANDLE_KEY_ONLY)),
                ValueRow.insert(table, COMMIT_TS, 1L, "a"),
                ValueRow.insert(table, COMMIT_TS, 2L, "x".repeat(1000)),
                ValueRow.insert(table, COMMIT_TS, 3L, "c"));
        assertThat(records).hasSize(1);
        assertThat(records.get(0).events())
                .extracting(event -> event.key().path("ohk").asBoolean() + " "
                        + event.value().at("/u/id/v"))
                .containsExactly("false 1", "true 2", "false 3");
    }

    @Test
    void aClaimCheckIsTheWholeRecordInAFile() throws Exception {
        ValueRow order = new ValueRow(OrdersTable.ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        WrittenRecord check = only(claimCheck(), 400, order);
        assertThat(check.events())
                .containsExactly(new WrittenRecord.Event(
                        "{\"ts\":449459100136243201,\"scm\":\"shop\",\"tbl\":\"orders\",\"t\":1,\"ccl\":\"file://"
                                + claims + "/" + NAME + ".json\"}",
                        "{\"u\":{\"id\":{\"t\":8,\"h\":true,\"f\":139,\"v\":7}}}"));
        WrittenRecord whole = WrittenRecord.of(USUAL, LIMITS, order).get(0);
        assertThat(claims.resolve(NAME + ".json"))
                .hasContent("{\"key\":\"AAAAAAAAAAEAAAAAAAAAO3sidHMiOjQ0OTQ1OTEwMDEzNjI0MzIwMSwic2NtIjoic2hvcCIsInRibCI"
                        + "6Im9yZGVycyIsInQiOjF9\",\"value\":\""
                        + Base64.getEncoder().encodeToString(whole.value()) + "\"}");
    }

    @ParameterizedTest
    @EnumSource(value = ValueCompression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void eachValueIsCompressedByItselfAndTheValueOfAWatermarkIsNot(ValueCompression compression) throws Exception {
        OpenProtocolConfig config = new OpenProtocolConfig(
                16, true, false, false, new LargeMessages(compression, LargeRowOption.NONE, null));
        OpenProtocolEncoder encoder = new OpenProtocolEncoder(config, LIMITS, policy(config));
        EncodedMessage ddl = encoder.encodeDdl(
                new Ddl(7, DdlKind.CREATE_TABLE, TWO_NUMBERS.name(), null, "create table t(a int)", TWO_NUMBERS));
        assertThat(parts(compression, ddl.value())).containsExactly("{\"q\":\"create table t(a int)\",\"t\":3}");
        assertThat(encoder.encodeWatermark(9).value()).isEqualTo(new byte[8]);
        RecordBatch out = new RecordBatch();
        RowEncoder rows = encoder.newRowEncoder();
        rows.encode(ValueCursor.on(SMALL), RowKind.INSERT, "topic", 0, out);
        rows.encode(ValueCursor.on(SMALL), RowKind.INSERT, "topic", 0, out);
        rows.finish(out);
        String row = WrittenRecord.event(USUAL, SMALL).valueText();
        assertThat(parts(compression, out.value(0))).containsExactly(row, row);
    }

    @Test
    void aRowOfWhichTheCompressedValueFitsIsSentWhole() throws Exception {
        OpenProtocolConfig config = new OpenProtocolConfig(
                16, true, false, false, new LargeMessages(ValueCompression.LZ4, LargeRowOption.HANDLE_KEY_ONLY, null));
        ValueRow row = ValueRow.insert(SampleTables.TWO_TEXTS, COMMIT_TS, "a", "x".repeat(1000));
        RecordBatch out = new RecordBatch();
        RowEncoder rows = new OpenProtocolEncoder(config, MessageLimits.of(300), policy(config)).newRowEncoder();
        rows.encode(ValueCursor.on(row), RowKind.INSERT, "topic", 0, out);
        rows.finish(out);
        assertThat(new String(out.key(0), UTF_8)).doesNotContain("ohk");
        assertThat(parts(ValueCompression.LZ4, out.value(0)))
                .containsExactly(WrittenRecord.event(USUAL, row).valueText());
    }

    @Test
    void aCompressedClaimCheckIsCompressedInsideItsFrame() throws Exception {
        ClaimCheckStorage storage = new ClaimCheckStorage("file://" + claims, claims, false);
        OpenProtocolConfig config = new OpenProtocolConfig(
                16,
                true,
                false,
                false,
                new LargeMessages(ValueCompression.SNAPPY, LargeRowOption.CLAIM_CHECK, storage));
        ValueRow order = new ValueRow(OrdersTable.ORDERS, RowKind.INSERT, COMMIT_TS, List.of(), OrdersTable.order(200));
        RecordBatch out = new RecordBatch();
        RowEncoder rows = new OpenProtocolEncoder(config, MessageLimits.of(280), policy(config)).newRowEncoder();
        rows.encode(ValueCursor.on(order), RowKind.INSERT, "topic", 0, out);
        rows.finish(out);
        assertThat(new String(out.key(0), UTF_8)).contains("\"ccl\":\"file://");
        JsonNode file =
                new ObjectMapper().readTree(claims.resolve(NAME + ".json").toFile());
        byte[] value = Base64.getDecoder().decode(file.get("value").textValue());
        assertThat(parts(ValueCompression.SNAPPY, value))
                .containsExactly(WrittenRecord.event(USUAL, order).valueText());
    }

    private static OpenProtocolConfig config(LargeRowOption option, ClaimCheckStorage storage) {
        return new OpenProtocolConfig(
                16, true, false, false, new LargeMessages(ValueCompression.NONE, option, storage));
    }

    private OpenProtocolConfig claimCheck() {
        return config(LargeRowOption.CLAIM_CHECK, new ClaimCheckStorage("file://" + claims, claims, false));
    }

    private static LargeRowPolicy policy(OpenProtocolConfig config) {
        return LargeRowPolicy.open(config.large(), () -> NAME);
    }

    private static WrittenRecord only(OpenProtocolConfig config, int limit, ValueRow row) {
        List<WrittenRecord> records =
                WrittenRecord.of(new OpenProtocolEncoder(config, MessageLimits.of(limit), policy(config)), row);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).length()).isLessThanOrEqualTo(limit);
        return records.get(0);
    }

    /** The parts of a record value as the texts they were. */
    private static List<String> parts(ValueCompression compression, byte[] value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        List<String> parts = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] part = new byte[Math.toIntExact(bytes.getLong())];
            bytes.get(part);
            parts.add(new String(uncompressed(compression, part), UTF_8));
        }
        return parts;
    }

    private static byte[] uncompressed(ValueCompression compression, byte[] value) throws IOException {
        return switch (compression) {
            case NONE -> value;
            case LZ4 -> new LZ4FrameInputStream(new ByteArrayInputStream(value)).readAllBytes();
            case SNAPPY -> Snappy.uncompress(value);
        };
    }
}
