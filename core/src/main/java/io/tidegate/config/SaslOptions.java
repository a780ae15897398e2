package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the {@code sasl-…} settings mean together. Without {@code sasl-mechanism} there is no login. */
final class SaslOptions {
    private SaslOptions() {}

    /**
     * The login, null for none.
     *
     * @param outside the password or client secret if the settings have none
     * @throws TidegateException KAFKA_INVALID_CONFIG
     */
    static @Nullable SaslConfig resolve(SettingValues values, @Nullable Secret outside, List<ConfigWarning> warnings) {
        String mechanism = values.text(SaslSettings.MECHANISM);
        if (!mechanism.equals("oauthbearer")) {
            refuseOauthSettings(values, mechanism);
        }
        if (!mechanism.equals("gssapi")) {
            warnOf(SaslSettings.OF_GSSAPI, values, "it belongs to sasl-mechanism=gssapi", warnings);
        }
        return switch (mechanism) {
            case "" -> {
                if (values.has(SaslSettings.USER) || values.has(SaslSettings.PASSWORD)) {
                    warnings.add(new ConfigWarning(
                            SaslSettings.MECHANISM.name(), "it is not given, the user and password are not used"));
                }
                yield null;
            }
            case "plain" -> login(SaslConfig.Mechanism.PLAIN, values, outside);
            case "scram-sha-256" -> login(SaslConfig.Mechanism.SCRAM_SHA_256, values, outside);
            case "scram-sha-512" -> login(SaslConfig.Mechanism.SCRAM_SHA_512, values, outside);
            case "gssapi" -> {
                warnOfPassword(values, "sasl-gssapi-user and sasl-gssapi-password", warnings);
                yield KerberosOptions.resolve(values, outside, warnings);
            }
            case "oauthbearer" -> {
                warnOfPassword(values, "sasl-oauth-client-id and sasl-oauth-client-secret", warnings);
                yield OauthOptions.resolve(values, outside, warnings);
            }
            default -> throw new IllegalStateException("unchecked SASL mechanism " + mechanism);
        };
    }

    private static SaslConfig login(SaslConfig.Mechanism mechanism, SettingValues values, @Nullable Secret outside) {
        String user = values.text(SaslSettings.USER);
        String written = values.textOrNull(SaslSettings.PASSWORD);
        Secret password = written == null ? outside : new Secret(written);
        if (user.isEmpty() || password == null) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "sasl-mechanism=" + mechanism.kafkaName() + " needs "
                                    + (user.isEmpty() ? "sasl-user" : "sasl-password"))
                    .withRemedy("Add sasl-user and sasl-password to the sink URI or to [sink.kafka-config].");
        }
        return new SaslConfig.Password(mechanism, user, password);
    }

    private static void refuseOauthSettings(SettingValues values, String mechanism) {
        boolean any = Stream.of(
                        SaslSettings.OAUTH_CLIENT_ID, SaslSettings.OAUTH_CLIENT_SECRET, SaslSettings.OAUTH_TOKEN_URL)
                .anyMatch(values::has);
        if (any) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "OAuth2 is only supported with SASL mechanism type OAUTHBEARER, but got "
                                    + (mechanism.isEmpty() ? "none" : mechanism))
                    .withRemedy("Set sasl-mechanism=oauthbearer or remove the sasl-oauth- settings.");
        }
    }

    private static void warnOfPassword(SettingValues values, String instead, List<ConfigWarning> warnings) {
        warnOf(
                List.of(SaslSettings.USER, SaslSettings.PASSWORD),
                values,
                "this mechanism takes " + instead + " instead",
                warnings);
    }

    private static void warnOf(
            List<Setting> settings, SettingValues values, String because, List<ConfigWarning> warnings) {
        for (Setting setting : settings) {
            if (values.differsFromDefault(setting)) {
                warnings.add(new ConfigWarning(setting.name(), "it has no effect: " + because));
            }
        }
    }
}
