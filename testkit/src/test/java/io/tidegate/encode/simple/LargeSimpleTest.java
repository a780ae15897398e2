package io.tidegate.encode.simple;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.OrdersTable.LATER_COMMIT_TS;
import static io.tidegate.encode.OrdersTable.order;
import static io.tidegate.encode.simple.Sample.ORDERS;
import static io.tidegate.encode.simple.Sample.column;
import static io.tidegate.testkit.rows.ValueRow.values;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SimpleConfig.Encoding;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.simple.SimpleMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

/** What becomes of rows whose message is too large, and compressed values. */
class LargeSimpleTest {
    private static final UUID NAME = UUID.fromString("3f0c6a0e-7d1b-4a52-9c55-0d2b8f6a1e77");
    private static final long NOW = 1714550460600L;
    private static final ValueRow DELETE = new ValueRow(ORDERS, RowKind.DELETE, LATER_COMMIT_TS, order(200), List.of());

    @TempDir
    private Path claims;

    @Test
    void aLargeDeleteHasTheHandleKeyAlone() {
        SimpleEncoder encoder = encoder(Encoding.JSON, handleKeyOnly(), 300);
        assertThat(Sample.text(Sample.written(encoder, DELETE, RowKind.DELETE))).isEqualTo("""
                {"version":1,"database":"shop","table":"orders","tableID":148,"type":"DELETE","commitTs":449459115864883203,"buildTs":1714550460600,"schemaVersion":449459000136243200,\
                "handleKeyOnly":true,"old":{"id":"7"}}""");
    }

    @Test
    void aClaimCheckSaysWhereTheWholeMessageIsAndIsMarkedAsReducedToo() {
        SimpleEncoder encoder = encoder(Encoding.JSON, claimCheck(false, ValueCompression.NONE), 400);
        assertThat(Sample.text(Sample.written(encoder, DELETE, RowKind.DELETE))).isEqualTo("""
                {"version":1,"database":"shop","table":"orders","tableID":148,"type":"DELETE","commitTs":449459115864883203,"buildTs":1714550460600,"schemaVersion":449459000136243200,\
                "claimCheckLocation":"file://%s/3f0c6a0e-7d1b-4a52-9c55-0d2b8f6a1e77.json","handleKeyOnly":true,"old":{"id":"7"}}""".formatted(claims));
    }

    @ParameterizedTest
    @EnumSource
    void bothImagesOfALargeUpdateHaveTheHandleKeyAlone(Encoding encoding) {
        ValueRow update = ValueRow.update(ORDERS, COMMIT_TS, order(200), order(3));
        SimpleEncoder encoder = encoder(encoding, handleKeyOnly(), 280);
        SimpleMessage message = message(encoding, Sample.written(encoder, update, RowKind.UPDATE));
        assertThat(message.handleKeyOnly()).isTrue();
        assertThat(message.claimCheckLocation()).isNull();
        assertThat(message.data()).containsOnlyKeys("id");
        assertThat(message.old()).containsOnlyKeys("id");
    }

    @ParameterizedTest
    @EnumSource
    void aSmallRowHasNoMark(Encoding encoding) {
        SimpleEncoder encoder = encoder(encoding, handleKeyOnly(), 1000);
        SimpleMessage message = message(encoding, Sample.written(encoder, DELETE, RowKind.DELETE));
        assertThat(message.handleKeyOnly()).isFalse();
        assertThat(message.old()).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({"JSON, false", "JSON, true", "AVRO, false", "AVRO, true"})
    void theFileOfAClaimCheckRestoresTheRow(Encoding encoding, boolean raw) throws IOException {
        byte[] whole = Sample.written(encoder(encoding, LargeMessages.NONE, 2000), large(), RowKind.INSERT);
        SimpleEncoder encoder = encoder(encoding, claimCheck(raw, ValueCompression.NONE), 500);
        SimpleMessage check = message(encoding, Sample.written(encoder, large(), RowKind.INSERT));
        assertThat(check.claimCheckLocation()).isEqualTo("file://" + claims + "/" + NAME + ".json");
        assertThat(check.handleKeyOnly()).isTrue();
        assertThat(check.data()).containsOnlyKeys("id");
        byte[] file = Files.readAllBytes(claims.resolve(NAME + ".json"));
        assertThat(file)
                .isEqualTo(
                        raw
                                ? whole
                                : ("{\"key\":null,\"value\":\""
                                                + Base64.getEncoder().encodeToString(whole) + "\"}")
                                        .getBytes(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, NONE",
        "JSON, HANDLE_KEY_ONLY",
        "JSON, CLAIM_CHECK",
        "AVRO, NONE",
        "AVRO, HANDLE_KEY_ONLY",
        "AVRO, CLAIM_CHECK"
    })
    void whatIsTooLargeEvenThenIsRefused(Encoding encoding, LargeRowOption option) {
        LargeMessages large = option == LargeRowOption.CLAIM_CHECK
                ? claimCheck(true, ValueCompression.NONE)
                : new LargeMessages(ValueCompression.NONE, option, null);
        SimpleEncoder encoder = encoder(encoding, large, 50);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> Sample.written(encoder, DELETE, RowKind.DELETE))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutHandleKeyIsRefused(Encoding encoding) {
        TableVersion keyless = new TableVersion(
                new TableName("shop", "log"),
                List.of(column("note", ColumnType.of(ColumnKind.TEXT), true, null)),
                List.of());
        SimpleEncoder encoder = encoder(encoding, handleKeyOnly(), 500);
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() ->
                        Sample.written(encoder, ValueRow.insert(keyless, COMMIT_TS, "x".repeat(1000)), RowKind.INSERT))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("shop.log");
    }

    @ParameterizedTest
    @CsvSource({"JSON, LZ4", "JSON, SNAPPY", "AVRO, LZ4", "AVRO, SNAPPY"})
    void everyValueIsCompressed(Encoding encoding, ValueCompression compression) throws IOException {
        LargeMessages large = new LargeMessages(compression, LargeRowOption.NONE, null);
        SimpleEncoder encoder = encoder(encoding, large, 500);
        SimpleMessage row =
                message(encoding, uncompressed(compression, Sample.written(encoder, large(), RowKind.INSERT)));
        assertThat(row.data()).isEqualTo(Map.of("id", row.data().get("id"), "note", "x".repeat(1000)));
        Ddl ddl = new Ddl(COMMIT_TS, DdlKind.CREATE_TABLE, ORDERS.name(), null, "create table orders", ORDERS);
        assertThat(message(encoding, compression, encoder.encodeDdl(ddl)).sql()).isEqualTo("create table orders");
        assertThat(message(encoding, compression, encoder.encodeWatermark(9)).commitTs())
                .isEqualTo(9);
        assertThat(message(encoding, compression, encoder.announcement(ORDERS)).tableSchema())
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void aClaimCheckIsCompressedInTheFileAndInTheRecord(Encoding encoding) throws IOException {
        TableVersion table = new TableVersion(
                new TableName("shop", "t"),
                List.of(
                        column("id", ColumnType.of(ColumnKind.INT), false, null),
                        column("noise", ColumnType.of(ColumnKind.TEXT), true, null)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
        String noise = new Random(1)
                .ints(1000, 32, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        SimpleEncoder encoder = encoder(encoding, claimCheck(true, ValueCompression.SNAPPY), 500);
        byte[] record = Sample.written(encoder, ValueRow.insert(table, COMMIT_TS, 1L, noise), RowKind.INSERT);
        assertThat(message(encoding, Snappy.uncompress(record)).data()).containsOnlyKeys("id");
        byte[] file = Files.readAllBytes(claims.resolve(NAME + ".json"));
        assertThat(message(encoding, Snappy.uncompress(file)).data()).containsEntry("noise", noise);
    }

    private static ValueRow large() {
        TableVersion table = new TableVersion(
                new TableName("shop", "notes"),
                List.of(
                        column("note", ColumnType.of(ColumnKind.TEXT), true, null),
                        column("id", ColumnType.of(ColumnKind.BIGINT), false, null)),
                List.of(new Key(Key.PRIMARY, List.of(1), true)));
        return new ValueRow(table, RowKind.INSERT, COMMIT_TS, List.of(), values("x".repeat(1000), 7L));
    }

    private static LargeMessages handleKeyOnly() {
        return new LargeMessages(ValueCompression.NONE, LargeRowOption.HANDLE_KEY_ONLY, null);
    }

    private LargeMessages claimCheck(boolean raw, ValueCompression compression) {
        return new LargeMessages(
                compression, LargeRowOption.CLAIM_CHECK, new ClaimCheckStorage("file://" + claims, claims, raw));
    }

    private static SimpleEncoder encoder(Encoding encoding, LargeMessages large, int limit) {
        return new SimpleEncoder(
                new SimpleConfig(encoding, Sample.JSON.bootstrap(), large),
                MessageLimits.of(limit),
                LargeRowPolicy.open(large, () -> NAME),
                ZoneId.of("UTC"),
                () -> NOW);
    }

    private static SimpleMessage message(Encoding encoding, byte[] value) {
        return Sample.read(encoding == Encoding.JSON ? Sample.JSON : Sample.AVRO, value);
    }

    private static SimpleMessage message(Encoding encoding, ValueCompression compression, EncodedMessage message)
            throws IOException {
        return message(encoding, uncompressed(compression, Objects.requireNonNull(message.value())));
    }

    private static byte[] uncompressed(ValueCompression compression, byte[] value) throws IOException {
        return switch (compression) {
            case NONE -> value;
            case LZ4 -> new LZ4FrameInputStream(new ByteArrayInputStream(value)).readAllBytes();
            case SNAPPY -> Snappy.uncompress(value);
        };
    }
}
