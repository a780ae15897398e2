package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroOptionsTest {
    private static final String REGISTRY = "&schema-registry=http%3A%2F%2Fsr%3A8081";

    @Test
    void withARegistryAloneEverythingElseHasItsDefault() {
        assertThat(avro(REGISTRY, ""))
                .isEqualTo(new AvroConfig(
                        false,
                        Decimals.PRECISE,
                        UnsignedBigints.LONG,
                        false,
                        false,
                        new SchemaRegistryConfig(URI.create("http://sr:8081"), null, null, Duration.ofSeconds(10))));
    }

    @Test
    void theExampleOfTheReferenceHasALogin() {
        SchemaRegistryConfig registry = avro("&schema-registry=https%3A%2F%2Fuser%3Apw%40sr.example", "")
                .registry();
        assertThat(registry.url()).hasToString("https://sr.example");
        assertThat(registry.login()).isEqualTo(new Login("user", new Secret("pw")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://sr:8081/, http://sr:8081",
        "http://sr:8081/apis/ccompat/v7//, http://sr:8081/apis/ccompat/v7",
        "HTTPS://SR, https://SR",
        "'http://[::1]:8081', 'http://[::1]:8081'"
    })
    void theAddressKeepsItsPathWithoutTheLastSlash(String written, String url) {
        assertThat(SchemaRegistryConfig.parse(written).url()).hasToString(url);
    }

    @Test
    void userAndPasswordArePercentEncoded() {
        assertThat(SchemaRegistryConfig.parse("http://a%40b:p%3Aq%2F%25:r+s@h").login())
                .isEqualTo(new Login("a@b", new Secret("p:q/%:r+s")));
        assertThat(SchemaRegistryConfig.parse("http://user@h").login()).isEqualTo(new Login("user", new Secret("")));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://u:HIDE@h, the scheme is ftp",
        "u:HIDE@h, does not begin with a scheme",
        "http://u:HIDE@a:1/?x=HIDE, one host without a query",
        "'http://u:HIDE@a:1,b:1', one host without a query",
        "http://u:HIDE%2@h, the password has a %",
        "http://u:HIDE@a_b:1, cannot be a host",
        "http://u:HIDE@h:70000, not a port",
        "http://, a host is missing"
    })
    void anAddressThatCannotBeOneIsRefusedWithoutItsSecrets(String address, String why) {
        TidegateException refusal = refusal(() -> SchemaRegistryConfig.parse(address));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CODEC_INVALID_CONFIG);
        assertThat(refusal.detail()).contains("schema-registry").contains(why).doesNotContain("HIDE");
        assertThat(refusal.remedy()).contains("https://user:password@host:port");
    }

    @Test
    void everyOptionIsFollowed() {
        AvroConfig config = avro(REGISTRY, """
                [integrity]
                integrity-check-level = "correctness"
                [sink.kafka-config.codec-config]
                enable-tidb-extension = true
                avro-enable-watermark = true
                avro-decimal-handling-mode = "string"
                avro-bigint-unsigned-handling-mode = "string"
                [tidegate.schema-registry]
                ca = "/etc/ca.pem"
                timeout = "1500ms"
                """);
        assertThat(config)
                .isEqualTo(new AvroConfig(
                        true,
                        Decimals.STRING,
                        UnsignedBigints.STRING,
                        true,
                        true,
                        new SchemaRegistryConfig(
                                URI.create("http://sr:8081"), null, Path.of("/etc/ca.pem"), Duration.ofMillis(1500))));
    }

    @Test
    void theRegistryMayStandInTheFileAndTheUriCountsFirst() {
        String file = "sink.schema-registry = 'http://other'";
        assertThat(avro("", file).registry().url()).hasToString("http://other");
        assertThat(avro(REGISTRY, file).registry().url()).hasToString("http://sr:8081");
    }

    @Test
    void withoutARegistryThereIsNoAvro() {
        TidegateException refusal = refusal(() -> avro("", ""));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CODEC_INVALID_CONFIG);
        assertThat(refusal.detail()).startsWith("Avro protocol requires parameter \"schema-registry\"");
    }

    @Test
    void awsGlueIsRefusedClearly() {
        TidegateException refusal =
                refusal(() -> avro("", "sink.kafka-config.glue-schema-registry-config.region = 'eu-west-1'"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_NOT_AVAILABLE);
        assertThat(refusal.detail()).isEqualTo("the AWS Glue Schema Registry is not supported");
    }

    @Test
    void forceReplicateIsRefused() {
        TidegateException refusal = refusal(() -> avro(REGISTRY, "force-replicate = true"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CODEC_INVALID_CONFIG);
        assertThat(refusal.detail()).isEqualTo("force-replicate must be disabled, when using avro protocol");
    }

    @ParameterizedTest
    @CsvSource({
        "&avro-decimal-handling-mode=string&avro-bigint-unsigned-handling-mode=string",
        "&enable-tidb-extension=true&avro-bigint-unsigned-handling-mode=string",
        "&enable-tidb-extension=true&avro-decimal-handling-mode=string"
    })
    void checksumsNeedTheExtensionAndTexts(String parameters) {
        TidegateException refusal =
                refusal(() -> avro(REGISTRY + parameters, "integrity.integrity-check-level = 'correctness'"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CODEC_INVALID_CONFIG);
        assertThat(refusal.detail()).startsWith("integrity-check-level=correctness needs");
    }

    @Test
    void watermarksWithoutTheExtensionHaveNoEffectAndAWarning() {
        ResolvedConfig config = resolve(REGISTRY + "&avro-enable-watermark=true", "");
        assertThat(config.format()).isInstanceOfSatisfying(AvroConfig.class, avro -> assertThat(avro.watermarks())
                .isFalse());
        assertThat(config.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .isEqualTo("avro-enable-watermark: it has no effect without enable-tidb-extension=true"));
    }

    @Test
    void authoritiesForARegistryWithoutTlsGiveAWarning() {
        assertThat(resolve(REGISTRY, "tidegate.schema-registry.ca = '/ca.pem'").warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString()).contains("the registry is not https"));
    }

    @Test
    void aTimeoutIsLongerThanNothing() {
        assertThat(refusal(() -> avro(REGISTRY, "tidegate.schema-registry.timeout = '0s'"))
                        .detail())
                .contains("tidegate.schema-registry.timeout");
    }

    @Test
    void nothingPrintsTheLoginOfTheRegistry() {
        String parameters = "&schema-registry=http%3A%2F%2Fuser%3AHIDE%40sr";
        assertThat(resolve(parameters, "").toString()).doesNotContain("HIDE").contains("***");
        assertThat(SinkUri.parse("kafka://h:9092/t?protocol=avro" + parameters).toString())
                .doesNotContain("HIDE")
                .contains("schema-registry=******");
    }

    private static AvroConfig avro(String parameters, String toml) {
        return (AvroConfig) resolve(parameters, toml).format();
    }

    private static ResolvedConfig resolve(String parameters, String toml) {
        return ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:9092/t?protocol=avro" + parameters), ChangefeedConfig.parse(toml));
    }
}
