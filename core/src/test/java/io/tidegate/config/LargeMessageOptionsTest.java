package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of the refusals are TiCDC's. */
class LargeMessageOptionsTest {
    private static final String CLAIM_CHECK = "large-message-handle-option = 'claim-check'\n";

    @Test
    void nothingIsCompressedAndLargeRowsAreRefusedByDefault() {
        assertThat(canalJson("")).isEqualTo(LargeMessages.NONE);
    }

    @Test
    void compressionNeedsNoOptionAndNoExtension() {
        LargeMessages large =
                resolve("kafka://h:9092/t?protocol=canal-json", "large-message-handle-compression = 'lz4'");
        assertThat(large).isEqualTo(new LargeMessages(ValueCompression.LZ4, LargeRowOption.NONE, null));
    }

    @Test
    void theMarkOfCanalJsonNeedsTheExtension() {
        String uri = "kafka://h:9092/t?protocol=canal-json";
        String option = "large-message-handle-option = 'handle-key-only'";
        TidegateException refusal = refusal(() -> resolve(uri, option));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("large message handle is set to handle-key-only, protocol is canal-json,"
                        + " but enable-tidb-extension is false");
        assertThat(resolve(uri, option + "\n[sink.kafka-config.codec-config]\nenable-tidb-extension = true")
                        .option())
                .isEqualTo(LargeRowOption.HANDLE_KEY_ONLY);
        assertThat(canalJson(option).option()).isEqualTo(LargeRowOption.HANDLE_KEY_ONLY);
    }

    @ParameterizedTest
    @CsvSource({"AVRO, avro", "DEBEZIUM, debezium"})
    void formatsWithoutMarksHaveNoOption(SinkProtocol protocol, String name) {
        SettingValues values = new SettingValues();
        values.put(CodecSettings.LARGE_OPTION, new Value.Text("claim-check"));
        TidegateException refusal =
                refusal(() -> LargeMessageOptions.resolve(protocol, values, true, new ArrayList<>()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("large message handle is set to claim-check, protocol is " + name + ", it's not supported");
    }

    @Test
    void claimCheckNeedsAStorage() {
        TidegateException refusal = refusal(() -> canalJson(CLAIM_CHECK));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(refusal.detail())
                .isEqualTo("large message handle is set to claim-check, but the claim-check-storage-uri is empty");
    }

    @Test
    void openProtocolHasNoRawValues() {
        SettingValues values = new SettingValues();
        values.put(CodecSettings.LARGE_OPTION, new Value.Text("claim-check"));
        values.put(CodecSettings.CLAIM_CHECK_STORAGE_URI, new Value.Text("/claims"));
        values.put(CodecSettings.CLAIM_CHECK_RAW_VALUE, new Value.Flag(true));
        TidegateException refusal = refusal(
                () -> LargeMessageOptions.resolve(SinkProtocol.OPEN_PROTOCOL, values, false, new ArrayList<>()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(refusal.detail())
                .isEqualTo(
                        "large message handle is set to claim-check, raw value is not supported for the open protocol");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///var/claims, file:///var/claims, /var/claims",
        "file:///var/claims//, file:///var/claims, /var/claims",
        "file://localhost/var/my%20claims, file://localhost/var/my%20claims, /var/my claims",
        "FILE:///var/claims, FILE:///var/claims, /var/claims",
        "/var/claims/, /var/claims, /var/claims",
    })
    void theStorageIsADirectory(String uri, String shown, String directory) {
        assertThat(canalJson(CLAIM_CHECK + "claim-check-storage-uri = '" + uri + "'\nclaim-check-raw-value = true")
                        .storage())
                .isEqualTo(new ClaimCheckStorage(shown, Path.of(directory), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/claims?access-key=AKIA&secret-access-key=hush", "gcs://b", "azblob://b/c"})
    void anObjectStoreIsNotSupportedYet(String uri) {
        TidegateException refusal = refusal(() -> canalJson(CLAIM_CHECK + "claim-check-storage-uri = '" + uri + "'"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_NOT_AVAILABLE);
        assertThat(refusal.detail())
                .startsWith("sink.kafka-config.large-message-handle.claim-check-storage-uri: storage of "
                        + uri.substring(0, uri.indexOf(':')) + ":// is not supported yet")
                .doesNotContain("hush");
        assertThat(refusal.remedy()).contains("file:///");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"claims", "./claims", "ftp://h/claims", "file://claims", "file://h/claims", "file:///c?x=1"})
    void whatIsNoDirectoryIsRefused(String uri) {
        assertThat(refusal(() -> canalJson(CLAIM_CHECK + "claim-check-storage-uri = '" + uri + "'"))
                        .code())
                .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
    }

    @Test
    void aStorageWithoutClaimCheckGivesAWarning() {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:9092/t?protocol=canal-json"),
                file("claim-check-storage-uri = '/claims'\nclaim-check-raw-value = true"));
        assertThat(config.warnings())
                .extracting(ConfigWarning::key)
                .containsExactly(
                        "sink.kafka-config.large-message-handle.claim-check-storage-uri",
                        "sink.kafka-config.large-message-handle.claim-check-raw-value");
    }

    private static LargeMessages canalJson(String keys) {
        return resolve("kafka://h:9092/t?protocol=canal-json&enable-tidb-extension=true", keys);
    }

    private static LargeMessages resolve(String uri, String keys) {
        FormatConfig format =
                ResolvedConfig.resolve(SinkUri.parse(uri), file(keys)).format();
        return ((CanalJsonConfig) format).large();
    }

    private static ChangefeedConfig file(String keys) {
        return ChangefeedConfig.parse("[sink.kafka-config.large-message-handle]\n" + keys);
    }
}
