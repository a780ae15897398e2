package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS and logins: what follows from their settings, and which contradict each other. */
class KafkaSecurityTest {
    private static final String URI = "kafka://h:9092/t?protocol=canal-json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka     | ''                                 | false | false | false",
                "kafka     | &enable-tls=true                   | true  | false | false",
                "kafka     | &enable-tls=false                  | false | false | false",
                "kafka     | &ca=a&cert=c&key=k                 | true  | true  | true",
                "kafka     | &enable-tls=true&ca=a&cert=c&key=k | true  | true  | true",
                "kafka     | &ca=a                              | true  | true  | false",
                "kafka     | &cert=c&key=k                      | true  | false | true",
                "kafka+ssl | ''                                 | true  | false | false",
                "kafka+ssl | &enable-tls=false                  | false | false | false",
            })
    void tlsFollowsFromSchemeSwitchAndFiles(
            String scheme, String parameters, boolean enabled, boolean ca, boolean certificate) {
        TlsConfig tls = ResolvedConfig.resolve(
                        SinkUri.parse(scheme + "://h:1/t?protocol=canal-json" + parameters), ChangefeedConfig.empty())
                .kafka()
                .tls();
        assertThat(tls)
                .isEqualTo(new TlsConfig(
                        enabled,
                        ca ? Path.of("a") : null,
                        certificate ? Path.of("c") : null,
                        certificate ? Path.of("k") : null,
                        false,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&cert=c                  | ca, cert and key files should all be supplied",
                "&key=k                   | ca, cert and key files should all be supplied",
                "&ca=a&key=k              | ca, cert and key files should all be supplied",
                "&enable-tls=false&ca=a   | credential files are supplied, but 'enable-tls' is set to false",
                "&enable-tls=false&ca=a&cert=c&key=k | credential files are supplied, but 'enable-tls' is set to false",
                "&sasl-mechanism=plain    | sasl-mechanism=PLAIN needs sasl-user",
                "&sasl-mechanism=scram-sha-256&sasl-user=u | sasl-mechanism=SCRAM-SHA-256 needs sasl-password",
            })
    void contradictingSecuritySettingsAreRefused(String parameters, String text) {
        TidegateException refusal = refusal(() -> resolve(parameters, ""));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"plain, PLAIN", "SCRAM-SHA-256, SCRAM_SHA_256", "scram-sha-512, SCRAM_SHA_512"})
    void loginsByPasswordAreRead(String name, SaslConfig.Mechanism mechanism) {
        assertThat(resolve("&sasl-mechanism=" + name + "&sasl-user=u&sasl-password=p%40", "")
                        .kafka()
                        .sasl())
                .isEqualTo(new SaslConfig.Password(mechanism, "u", new Secret("p@")));
    }

    @Test
    void aSaslPasswordFromOutsideCountsWhenThereIsNoOther() {
        SinkUri uri = SinkUri.parse(URI + "&sasl-mechanism=plain&sasl-user=u");
        ChangefeedConfig file = ChangefeedConfig.parse("sink.kafka-config.sasl-password = 'file'");
        Secret outside = new Secret("outside");
        assertThat(ResolvedConfig.resolve(uri, ChangefeedConfig.empty(), outside)
                        .kafka()
                        .sasl())
                .isEqualTo(new SaslConfig.Password(SaslConfig.Mechanism.PLAIN, "u", outside));
        assertThat(ResolvedConfig.resolve(uri, file, outside).kafka().sasl())
                .isEqualTo(new SaslConfig.Password(SaslConfig.Mechanism.PLAIN, "u", new Secret("file")));
    }

    @Test
    void aUserWithoutMechanismGivesAWarningAndNoLogin() {
        ResolvedConfig config = resolve("&sasl-user=u&sasl-password=p", "");
        assertThat(config.kafka().sasl()).isNull();
        assertThat(config.warnings())
                .extracting(ConfigWarning::key)
                .containsExactly("sink.kafka-config.sasl-mechanism");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl-mechanism='plain', sasl-oauth-client-id='x' | OAuth2 is only supported with SASL mechanism type OAUTHBEARER, but got plain",
                "sasl-oauth-token-url='x' | OAuth2 is only supported with SASL mechanism type OAUTHBEARER, but got none",
                "sasl-mechanism='oauthbearer' | OAuth2 client ID cannot be empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-token-url='x' | OAuth2 client id is empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x' | OAuth2 client secret is empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0' | OAuth2 token url is empty",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='§', sasl-oauth-token-url='x' | OAuth2 client secret is not base64 encoded",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0cw', sasl-oauth-token-url='x' | OAuth2 client secret is not base64 encoded",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0', sasl-oauth-token-url='ftp://x' | OAuth2 token url is not an http or https URL",
                "sasl-mechanism='oauthbearer', sasl-oauth-client-id='x', sasl-oauth-client-secret='c2VjcmV0', sasl-oauth-token-url='x y' | OAuth2 token url is not an http or https URL",
            })
    void oauthSettingsAreCheckedAsInTicdc(String keys, String text) {
        TidegateException refusal = refusal(() -> resolve("", "sink.kafka-config = {" + keys + "}"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).isEqualTo(text);
    }

    @Test
    void certificatesThatNobodyChecksGiveAWarning() {
        ResolvedConfig config = resolve("&enable-tls=true&insecure-skip-verify=true", "");
        assertThat(config.kafka().tls().insecureSkipVerify()).isTrue();
        assertThat(config.warnings()).hasSize(1);
        assertThat(resolve("&insecure-skip-verify=true", "").kafka().tls()).isEqualTo(TlsConfig.disabled());
    }

    private static ResolvedConfig resolve(String parameters, String toml) {
        return ResolvedConfig.resolve(SinkUri.parse(URI + parameters), ChangefeedConfig.parse(toml));
    }
}
