package io.tidegate.encode.canaljson;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.canaljson.WrittenMessage.NOW;
import static io.tidegate.testkit.rows.ValueRow.values;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/** What becomes of rows whose message is too large, and compressed values. */
class LargeCanalJsonTest {
    private static final UUID NAME = UUID.fromString("3f0c6a0e-7d1b-4a52-9c55-0d2b8f6a1e77");
    private static final int LIMIT = 600;
    private static final String LARGE = "x".repeat(1000);
    private static final List<Column> COLUMNS = List.of(
            new Column("note", ColumnType.of(ColumnKind.TEXT), true),
            new Column("id", ColumnType.of(ColumnKind.BIGINT), false));
    private static final TableVersion ORDERS =
            new TableVersion(new TableName("shop", "orders"), COLUMNS, List.of(new Key(Key.PRIMARY, List.of(1), true)));
    private static final TableVersion KEYLESS = new TableVersion(new TableName("shop", "log"), COLUMNS, List.of());
    private static final ValueRow INSERT = ValueRow.insert(ORDERS, COMMIT_TS, LARGE, 7L);

    @TempDir
    private Path claims;

    @Test
    void aLargeInsertHasTheHandleKeyAlone() {
        assertThat(message(handleKeyOnly(), INSERT).text())
                .isEqualTo("{\"id\":0,\"database\":\"shop\",\"table\":\"orders\",\"pkNames\":[\"id\"],\"isDdl\":false,"
                        + "\"type\":\"INSERT\",\"es\":1714550400300,\"ts\":" + NOW + ",\"sql\":\"\","
                        + "\"sqlType\":{\"id\":-5},\"mysqlType\":{\"id\":\"bigint\"},\"old\":null,\"data\":[{\"id\":\"7\"}],"
                        + "\"_tidb\":{\"commitTs\":449459100136243201,\"onlyHandleKey\":true}}");
    }

    @Test
    void bothImagesOfALargeUpdateHaveTheHandleKeyAlone() {
        WrittenMessage update =
                message(handleKeyOnly(), ValueRow.update(ORDERS, COMMIT_TS, values(LARGE, 7L), values("y", 7L)));
        assertThat(update.json().get("old").toString()).isEqualTo("[{\"id\":\"7\"}]");
        assertThat(update.json().get("data").toString()).isEqualTo("[{\"id\":\"7\"}]");
        assertThat(update.json().get("type").textValue()).isEqualTo("UPDATE");
        assertThat(update.json().at("/_tidb/onlyHandleKey").booleanValue()).isTrue();
    }

    @Test
    void ofALargeUpdateWithChangedColumnsOnlyTheOldRowIsEmpty() {
        CanalJsonConfig config = new CanalJsonConfig(
                true,
                false,
                true,
                false,
                new LargeMessages(ValueCompression.NONE, LargeRowOption.HANDLE_KEY_ONLY, null));
        WrittenMessage update =
                message(config, ValueRow.update(ORDERS, COMMIT_TS, values(LARGE, 7L), values(LARGE + "y", 7L)));
        assertThat(update.json().get("old").toString()).isEqualTo("[{}]");
        assertThat(update.json().get("data").toString()).isEqualTo("[{\"id\":\"7\"}]");
    }

    @Test
    void aLargeDeleteHasTheHandleKeyOfItsOldRow() {
        WrittenMessage delete = message(handleKeyOnly(), ValueRow.delete(ORDERS, COMMIT_TS, LARGE, 7L));
        assertThat(delete.json().get("data").toString()).isEqualTo("[{\"id\":\"7\"}]");
        assertThat(delete.json().get("old").isNull()).isTrue();
    }

    @Test
    void aSmallRowHasNoMark() {
        ValueRow small = ValueRow.insert(ORDERS, COMMIT_TS, "y", 7L);
        assertThat(message(handleKeyOnly(), small).text())
                .isEqualTo(WrittenMessage.of(WrittenMessage.EXTENSION, small).text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableWithoutHandleKeyIsRefused(boolean claimCheck) throws Exception {
        CanalJsonConfig config = claimCheck ? claimCheck(false) : handleKeyOnly();
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> message(config, ValueRow.insert(KEYLESS, COMMIT_TS, LARGE, 7L)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("shop.log")
                .withMessageContaining("the table has no handle key");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 40, 10})
    void whatIsTooLargeEvenThenIsRefused(int limit) {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> records(encoder(handleKeyOnly(), limit), INSERT))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("although only its handle key is sent")
                .withMessageContaining("the limit of topic topic is " + limit);
    }

    @Test
    void aLargeHandleKeyIsRefused() {
        TableVersion named = new TableVersion(
                new TableName("shop", "t"),
                List.of(new Column("name", ColumnType.of(ColumnKind.VARCHAR, 2000), false)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> message(handleKeyOnly(), ValueRow.insert(named, COMMIT_TS, LARGE)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
    }

    @Test
    void aClaimCheckIsTheWholeMessageInAFile() throws Exception {
        WrittenMessage check = message(claimCheck(false), INSERT);
        assertThat(check.json().get("_tidb").toString())
                .isEqualTo("{\"commitTs\":449459100136243201,\"claimCheckLocation\":\"file://" + claims + "/" + NAME
                        + ".json\"}");
        assertThat(check.json().get("data").toString()).isEqualTo("[{\"id\":\"7\"}]");
        String whole = WrittenMessage.of(WrittenMessage.EXTENSION, INSERT).text();
        assertThat(claims.resolve(NAME + ".json"))
                .hasContent("{\"key\":null,\"value\":\"" + Base64.getEncoder().encodeToString(whole.getBytes(UTF_8))
                        + "\"}");
    }

    @Test
    void aRawClaimCheckIsTheValueAlone() {
        message(claimCheck(true), INSERT);
        assertThat(claims.resolve(NAME + ".json"))
                .hasContent(WrittenMessage.of(WrittenMessage.EXTENSION, INSERT).text());
    }

    @Test
    void aClaimCheckHoldsTheRecordKeyToo() throws Exception {
        RecordBatch records = records(
                new KeyedCanalJsonEncoder(
                        claimCheck(false), MessageLimits.of(LIMIT), policy(claimCheck(false)), () -> NOW),
                INSERT);
        assertThat(new String(records.key(0), UTF_8)).isEqualTo("{\"id\":\"7\"}");
        JsonNode file =
                new ObjectMapper().readTree(claims.resolve(NAME + ".json").toFile());
        assertThat(new String(Base64.getDecoder().decode(file.get("key").textValue()), UTF_8))
                .isEqualTo("{\"id\":\"7\"}");
    }

    @Test
    void aValueOfManyBlocksOfBase64ComesBack() throws Exception {
        ValueRow giant = ValueRow.insert(ORDERS, COMMIT_TS, "é<".repeat(1_000_000), 7L);
        message(claimCheck(false), giant);
        JsonNode file =
                new ObjectMapper().readTree(claims.resolve(NAME + ".json").toFile());
        assertThat(Base64.getDecoder().decode(file.get("value").textValue()))
                .isEqualTo(WrittenMessage.of(WrittenMessage.EXTENSION, giant)
                        .text()
                        .getBytes(UTF_8));
    }

    @Test
    void aMessageOfWhichTheCompressedValueFitsIsSentWhole() throws Exception {
        LargeMessages large = new LargeMessages(ValueCompression.LZ4, LargeRowOption.HANDLE_KEY_ONLY, null);
        CanalJsonConfig config = new CanalJsonConfig(true, false, false, false, large);
        byte[] value = records(encoder(config, LIMIT), INSERT).value(0);
        assertThat(new String(uncompressed(ValueCompression.LZ4, value), UTF_8))
                .isEqualTo(WrittenMessage.of(WrittenMessage.EXTENSION, INSERT).text());
    }

    @ParameterizedTest
    @EnumSource(value = ValueCompression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void rowsDdlsAndWatermarksAreCompressed(ValueCompression compression) throws Exception {
        CanalJsonConfig config = new CanalJsonConfig(
                true, false, false, false, new LargeMessages(compression, LargeRowOption.NONE, null));
        Encoder encoder = encoder(config, LIMIT);
        EncodedMessage ddl =
                encoder.encodeDdl(new Ddl(7, DdlKind.CREATE_TABLE, ORDERS.name(), null, "create table orders", ORDERS));
        assertThat(json(compression, ddl.value()).get("sql").textValue()).isEqualTo("create table orders");
        EncodedMessage watermark = encoder.encodeWatermark(9);
        assertThat(json(compression, watermark.value()).at("/_tidb/watermarkTs").longValue())
                .isEqualTo(9);
        byte[] row = records(encoder, INSERT).value(0);
        assertThat(json(compression, row).at("/data/0/note").textValue()).isEqualTo(LARGE);
    }

    @Test
    void aClaimCheckIsCompressedInTheFileAndInTheRecord() throws Exception {
        ClaimCheckStorage storage = new ClaimCheckStorage("file://" + claims, claims, true);
        CanalJsonConfig config = new CanalJsonConfig(
                true,
                false,
                false,
                false,
                new LargeMessages(ValueCompression.SNAPPY, LargeRowOption.CLAIM_CHECK, storage));
        byte[] noise = new byte[2000];
        new Random(1).nextBytes(noise);
        ValueRow row = ValueRow.insert(ORDERS, COMMIT_TS, Base64.getEncoder().encodeToString(noise), 7L);
        byte[] value = records(encoder(config, LIMIT), row).value(0);
        assertThat(json(ValueCompression.SNAPPY, value)
                        .at("/_tidb/claimCheckLocation")
                        .textValue())
                .endsWith("/" + NAME + ".json");
        byte[] file = Files.readAllBytes(claims.resolve(NAME + ".json"));
        assertThat(new String(uncompressed(ValueCompression.SNAPPY, file), UTF_8))
                .isEqualTo(WrittenMessage.of(WrittenMessage.EXTENSION, row).text());
    }

    /** From TiCDC's encoder tests. */
    @Test
    void aRowOfOneShortColumnFitsThreeHundredBytesButNotOneHundred() {
        TableVersion one = new TableVersion(
                new TableName("test", "t"),
                List.of(new Column("a", ColumnType.of(ColumnKind.VARCHAR, 255), false)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        ValueRow row = ValueRow.insert(one, COMMIT_TS, "aa");
        assertThat(WrittenMessage.of(WrittenMessage.PLAIN, 300, row)
                        .data()
                        .get("a")
                        .textValue())
                .isEqualTo("aa");
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> WrittenMessage.of(WrittenMessage.PLAIN, 100, row))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
    }

    private static CanalJsonConfig handleKeyOnly() {
        return new CanalJsonConfig(
                true,
                false,
                false,
                false,
                new LargeMessages(ValueCompression.NONE, LargeRowOption.HANDLE_KEY_ONLY, null));
    }

    private CanalJsonConfig claimCheck(boolean raw) {
        ClaimCheckStorage storage = new ClaimCheckStorage("file://" + claims, claims, raw);
        return new CanalJsonConfig(
                true,
                false,
                false,
                false,
                new LargeMessages(ValueCompression.NONE, LargeRowOption.CLAIM_CHECK, storage));
    }

    private static LargeRowPolicy policy(CanalJsonConfig config) {
        return LargeRowPolicy.open(config.large(), () -> NAME);
    }

    private static Encoder encoder(CanalJsonConfig config, int limit) {
        return new CanalJsonEncoder(config, MessageLimits.of(limit), policy(config), () -> NOW);
    }

    private static WrittenMessage message(CanalJsonConfig config, ValueRow row) {
        RecordBatch records = records(encoder(config, LIMIT), row);
        assertThat(records.bytes() + MessageLimits.RECORD_OVERHEAD).isLessThanOrEqualTo(LIMIT);
        return WrittenMessage.of(records.key(0), records.value(0));
    }

    private static RecordBatch records(Encoder encoder, ValueRow row) {
        RecordBatch out = new RecordBatch();
        encoder.newRowEncoder().encode(ValueCursor.on(row), row.kind(), "topic", 0, out);
        assertThat(out.size()).isEqualTo(1);
        return out;
    }

    private static JsonNode json(ValueCompression compression, byte[] value) throws IOException {
        return new ObjectMapper().readTree(uncompressed(compression, value));
    }

    private static byte[] uncompressed(ValueCompression compression, byte[] value) throws IOException {
        return switch (compression) {
            case NONE -> value;
            case LZ4 -> new LZ4FrameInputStream(new ByteArrayInputStream(value)).readAllBytes();
            case SNAPPY -> Snappy.uncompress(value);
        };
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(claims)) {
            return files.map(Path::toString).toList();
        }
    }
}
