package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import java.util.List;

/** Settings of the login at Kafka: {@code sasl-…} of the sink URI and {@code [sink.kafka-config]}. */
final class SaslSettings {
    private static final String SECTION = "sink.kafka-config.";

    static final Setting MECHANISM = kafka(
                    "sasl-mechanism",
                    ValueType.choice("plain", "scram-sha-256", "scram-sha-512", "gssapi", "oauthbearer"),
                    "How to log in.")
            .fallbackShown("no login")
            .refused(ErrorCode.KAFKA_INVALID_CONFIG, "unknown %s SASL mechanism")
            .done();
    static final Setting USER = kafka("sasl-user", ValueType.text(), "User name for plain and scram.")
            .done();
    static final Setting PASSWORD = kafka("sasl-password", ValueType.text(), "Password for plain and scram.")
            .secret()
            .done();

    static final Setting GSSAPI_AUTH_TYPE = kafka(
                    "sasl-gssapi-auth-type",
                    ValueType.choice("user", "keytab"),
                    "Whether Kerberos is told a password or a keytab.")
            .fallbackShown("whichever of the two is given")
            .refused(ErrorCode.KAFKA_INVALID_CONFIG, "unknown %s auth type")
            .done();
    static final Setting GSSAPI_KEYTAB_PATH = kafka(
                    "sasl-gssapi-keytab-path", ValueType.text(), "Keytab file, on the server.")
            .done();
    static final Setting GSSAPI_CONFIG_PATH = kafka(
                    "sasl-gssapi-kerberos-config-path", ValueType.text(), "Kerberos' krb5.conf, on the server.")
            .fallbackShown("the system's")
            .remark("one file per process: changefeeds cannot have different ones")
            .done();
    static final Setting GSSAPI_SERVICE_NAME = kafka(
                    "sasl-gssapi-service-name", ValueType.text(), "Service name of the brokers.")
            .fallback("kafka")
            .done();
    static final Setting GSSAPI_USER =
            kafka("sasl-gssapi-user", ValueType.text(), "Principal.").done();
    static final Setting GSSAPI_PASSWORD = kafka("sasl-gssapi-password", ValueType.text(), "Its password.")
            .secret()
            .done();
    static final Setting GSSAPI_REALM = kafka("sasl-gssapi-realm", ValueType.text(), "Its realm.")
            .fallbackShown("the default realm of krb5.conf")
            .done();
    static final Setting GSSAPI_DISABLE_PAFXFAST = kafka(
                    "sasl-gssapi-disable-pafxfast", ValueType.flag(), "Whether PA-FX-FAST is left out.")
            .fallback(false)
            .remark("it is always left out")
            .done();

    static final Setting OAUTH_CLIENT_ID =
            oauth("sasl-oauth-client-id", ValueType.text(), "Client id.").done();
    static final Setting OAUTH_CLIENT_SECRET = oauth(
                    "sasl-oauth-client-secret", ValueType.text(), "Client secret in Base64.")
            .secret()
            .done();
    static final Setting OAUTH_TOKEN_URL = oauth("sasl-oauth-token-url", ValueType.text(), "Where tokens are fetched.")
            .uriWithLogin()
            .done();
    static final Setting OAUTH_SCOPES =
            oauth("sasl-oauth-scopes", ValueType.texts(), "Scopes to ask for.").done();
    static final Setting OAUTH_GRANT_TYPE = oauth("sasl-oauth-grant-type", ValueType.text(), "Grant type.")
            .fallback("client_credentials")
            .done();
    static final Setting OAUTH_AUDIENCE = oauth("sasl-oauth-audience", ValueType.text(), "Audience to ask for.")
            .done();

    static final List<Setting> OF_GSSAPI = List.of(
            GSSAPI_AUTH_TYPE,
            GSSAPI_KEYTAB_PATH,
            GSSAPI_CONFIG_PATH,
            GSSAPI_SERVICE_NAME,
            GSSAPI_USER,
            GSSAPI_PASSWORD,
            GSSAPI_REALM,
            GSSAPI_DISABLE_PAFXFAST);

    static final List<Setting> ALL = List.of(
            MECHANISM,
            USER,
            PASSWORD,
            GSSAPI_AUTH_TYPE,
            GSSAPI_KEYTAB_PATH,
            GSSAPI_CONFIG_PATH,
            GSSAPI_SERVICE_NAME,
            GSSAPI_USER,
            GSSAPI_PASSWORD,
            GSSAPI_REALM,
            GSSAPI_DISABLE_PAFXFAST,
            OAUTH_CLIENT_ID,
            OAUTH_CLIENT_SECRET,
            OAUTH_TOKEN_URL,
            OAUTH_SCOPES,
            OAUTH_GRANT_TYPE,
            OAUTH_AUDIENCE);

    private SaslSettings() {}

    private static Setting.Draft kafka(String name, ValueType type, String description) {
        return oauth(name, type, description).inUri();
    }

    // As in TiCDC they exist in the file alone.
    private static Setting.Draft oauth(String name, ValueType type, String description) {
        return file(SECTION + name, type, description);
    }
}
