package io.tidegate.config;

import io.tidegate.config.SaslConfig.KerberosProof;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code sasl-gssapi-…} settings mean together. Unlike in TiCDC's client the service name, the realm and krb5.conf
 * have defaults, and the kind of proof follows from what is given.
 */
final class KerberosOptions {
    private KerberosOptions() {}

    /**
     * The login at a KDC.
     *
     * @param outside the password if the settings have none
     * @throws TidegateException KAFKA_INVALID_CONFIG
     */
    static SaslConfig.Kerberos resolve(SettingValues values, @Nullable Secret outside, List<ConfigWarning> warnings) {
        String user = values.text(SaslSettings.GSSAPI_USER);
        if (user.isEmpty()) {
            throw missing("sasl-gssapi-user");
        }
        return new SaslConfig.Kerberos(
                principal(user, values.text(SaslSettings.GSSAPI_REALM)),
                proof(values, outside, warnings),
                values.text(SaslSettings.GSSAPI_SERVICE_NAME),
                FilePaths.orNull(values, SaslSettings.GSSAPI_CONFIG_PATH));
    }

    private static String principal(String user, String realm) {
        if (realm.isEmpty()) {
            return user;
        }
        if (user.endsWith("@" + realm)) {
            return user;
        }
        if (user.contains("@")) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "sasl-gssapi-user " + user + " names another realm than sasl-gssapi-realm " + realm)
                    .withRemedy("Leave the realm out of sasl-gssapi-user.");
        }
        return user + "@" + realm;
    }

    private static KerberosProof proof(SettingValues values, @Nullable Secret outside, List<ConfigWarning> warnings) {
        boolean keytab = values.has(SaslSettings.GSSAPI_KEYTAB_PATH);
        boolean password = values.has(SaslSettings.GSSAPI_PASSWORD);
        String type = values.text(SaslSettings.GSSAPI_AUTH_TYPE);
        if (type.isEmpty()) {
            if (keytab && password) {
                throw new TidegateException(
                                ErrorCode.KAFKA_INVALID_CONFIG, "both a keytab and a password are given for Kerberos")
                        .withRemedy("Say which one counts: sasl-gssapi-auth-type=keytab or =user.");
            }
            type = keytab ? "keytab" : "user";
        }
        if (type.equals("keytab")) {
            if (password) {
                warnings.add(
                        new ConfigWarning(SaslSettings.GSSAPI_PASSWORD.name(), "it has no effect: the keytab is used"));
            }
            Path file = FilePaths.orNull(values, SaslSettings.GSSAPI_KEYTAB_PATH);
            if (file == null) {
                throw missing("sasl-gssapi-keytab-path");
            }
            return new KerberosProof.Keytab(file);
        }
        if (keytab) {
            warnings.add(new ConfigWarning(
                    SaslSettings.GSSAPI_KEYTAB_PATH.name(), "it has no effect: the password is used"));
        }
        String written = values.textOrNull(SaslSettings.GSSAPI_PASSWORD);
        Secret secret = written == null ? outside : new Secret(written);
        if (secret == null) {
            throw missing("sasl-gssapi-password or sasl-gssapi-keytab-path");
        }
        return new KerberosProof.Password(secret);
    }

    private static TidegateException missing(String setting) {
        return new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, "sasl-mechanism=GSSAPI needs " + setting)
                .withRemedy("Add it to the sink URI or to [sink.kafka-config].");
    }
}
