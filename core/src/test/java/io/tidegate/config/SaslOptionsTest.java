package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SaslConfig.KerberosProof;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kerberos and OAuth: what their settings mean together. */
class SaslOptionsTest {
    private static final String OAUTH =
            "sasl-mechanism='oauthbearer', sasl-oauth-client-id='cdc', sasl-oauth-client-secret='c8Ovc8OtIQ==',"
                    + " sasl-oauth-token-url='https://idp.example/token'";

    @Test
    void aTokenIsAskedForWithTheDecodedSecretAndTheUsualGrant() {
        assertThat(resolve("", OAUTH).kafka().sasl())
                .isEqualTo(new SaslConfig.OAuth(
                        "cdc",
                        new Secret("sïsí!"),
                        URI.create("https://idp.example/token"),
                        List.of(),
                        "client_credentials",
                        null,
                        null));
    }

    @Test
    void scopesAudienceGrantTypeAndAuthoritiesOfATokenCanBeNamed() {
        ResolvedConfig config = resolve(
                "",
                OAUTH + ", sasl-oauth-scopes=['a', 'b'], sasl-oauth-grant-type='custom', sasl-oauth-audience='kafka'",
                "tidegate.kafka.sasl-oauth-ca = '/ca.pem'");
        assertThat(config.kafka().sasl())
                .isEqualTo(new SaslConfig.OAuth(
                        "cdc",
                        new Secret("sïsí!"),
                        URI.create("https://idp.example/token"),
                        List.of("a", "b"),
                        "custom",
                        "kafka",
                        Path.of("/ca.pem")));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void aTokenUrlWithoutTlsGivesAWarning() {
        assertThat(resolve("", OAUTH.replace("https", "http")).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.text()).contains("unencrypted"));
    }

    @Test
    void aWrongClientSecretIsNeverQuoted() {
        TidegateException refusal = refusal(() -> resolve("", OAUTH.replace("c8Ovc8OtIQ==", "HIDE-HIDE"), ""));
        assertThat(refusal).hasNoCause().hasMessageContaining("not base64").hasMessageNotContaining("HIDE");
    }

    @Test
    void aClientSecretFromOutsideIsInBase64Too() {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=canal-json");
        ChangefeedConfig file = ChangefeedConfig.parse(
                "sink.kafka-config = {" + OAUTH.replace("sasl-oauth-client-secret='c8Ovc8OtIQ==',", "") + "}");
        assertThat(ResolvedConfig.resolve(uri, file, new Secret("c2VjcmV0"))
                        .kafka()
                        .sasl())
                .isInstanceOfSatisfying(SaslConfig.OAuth.class, oauth -> assertThat(oauth.clientSecret())
                        .isEqualTo(new Secret("secret")));
    }

    @Test
    void kerberosTakesAPassword() {
        assertThat(resolve(
                                "&sasl-mechanism=gssapi&sasl-gssapi-auth-type=user&sasl-gssapi-user=cdc&sasl-gssapi-password=p"
                                        + "&sasl-gssapi-realm=EXAMPLE.COM&sasl-gssapi-service-name=brokers"
                                        + "&sasl-gssapi-kerberos-config-path=/etc/k.conf&sasl-gssapi-disable-pafxfast=true",
                                "")
                        .kafka()
                        .sasl())
                .isEqualTo(new SaslConfig.Kerberos(
                        "cdc@EXAMPLE.COM",
                        new KerberosProof.Password(new Secret("p")),
                        "brokers",
                        Path.of("/etc/k.conf")));
    }

    @Test
    void kerberosTakesAKeytabAndHasDefaultsForTheRest() {
        ResolvedConfig config =
                resolve("&sasl-mechanism=gssapi&sasl-gssapi-user=cdc&sasl-gssapi-keytab-path=/k.keytab", "");
        assertThat(config.kafka().sasl())
                .isEqualTo(
                        new SaslConfig.Kerberos("cdc", new KerberosProof.Keytab(Path.of("/k.keytab")), "kafka", null));
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | sasl-mechanism=GSSAPI needs sasl-gssapi-user",
                "&sasl-gssapi-user=u                         | sasl-mechanism=GSSAPI needs sasl-gssapi-password or sasl-gssapi-keytab-path",
                "&sasl-gssapi-user=u&sasl-gssapi-auth-type=keytab&sasl-gssapi-password=p | sasl-mechanism=GSSAPI needs sasl-gssapi-keytab-path",
                "&sasl-gssapi-user=u&sasl-gssapi-keytab-path=k&sasl-gssapi-password=p | both a keytab and a password are given for Kerberos",
                "&sasl-gssapi-user=u@A&sasl-gssapi-realm=B&sasl-gssapi-password=p | sasl-gssapi-user u@A names another realm than sasl-gssapi-realm B",
            })
    void incompleteKerberosSettingsAreRefused(String parameters, String text) {
        TidegateException refusal = refusal(() -> resolve("&sasl-mechanism=gssapi" + parameters, ""));
        assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
        assertThat(refusal.detail()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&sasl-mechanism=plain&sasl-user=u&sasl-password=p&sasl-gssapi-user=x",
                "&sasl-gssapi-realm=X",
                "&sasl-mechanism=gssapi&sasl-gssapi-user=u&sasl-gssapi-password=p&sasl-user=x",
                "&sasl-mechanism=gssapi&sasl-gssapi-auth-type=user&sasl-gssapi-user=u&sasl-gssapi-password=p&sasl-gssapi-keytab-path=k",
            })
    void whatBelongsToAnotherMechanismGivesAWarning(String parameters) {
        assertThat(resolve(parameters, "").warnings()).singleElement().satisfies(warning -> assertThat(warning.text())
                .startsWith("it has no effect"));
    }

    @Test
    void theServerNameIsAHostName() {
        String setting = "tidegate.kafka.tls-server-name = ";
        assertThat(resolve("&enable-tls=true", "", setting + "'broker-1.kafka.internal'")
                        .kafka()
                        .tls()
                        .serverName())
                .isEqualTo("broker-1.kafka.internal");
        assertThat(resolve("", "", setting + "'a'").warnings()).hasSize(1);
        assertThat(refusal(() -> resolve("&enable-tls=true", "", setting + "'a:9093'"))
                        .code())
                .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
    }

    private static ResolvedConfig resolve(String parameters, String kafkaConfig) {
        return resolve(parameters, kafkaConfig, "");
    }

    private static ResolvedConfig resolve(String parameters, String kafkaConfig, String more) {
        return ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:1/t?protocol=canal-json" + parameters),
                ChangefeedConfig.parse("sink.kafka-config = {" + kafkaConfig + "}\n" + more));
    }
}
