package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the {@code sasl-…} settings mean together. Without {@code sasl-mechanism} there is no login. */
final class SaslOptions {
    private SaslOptions() {}

    /**
     * The login, null for none.
     *
     * @param outside the password if the settings have none
     * @throws TidegateException KAFKA_INVALID_CONFIG, or CONFIG_NOT_AVAILABLE for Kerberos and OAuth
     */
    static @Nullable SaslConfig resolve(SettingValues values, @Nullable Secret outside, List<ConfigWarning> warnings) {
        String mechanism = values.text(KafkaSettings.SASL_MECHANISM);
        if (!mechanism.equals("oauthbearer")) {
            refuseOauthSettings(values, mechanism);
        }
        return switch (mechanism) {
            case "" -> {
                if (values.has(KafkaSettings.SASL_USER) || values.has(KafkaSettings.SASL_PASSWORD)) {
                    warnings.add(new ConfigWarning(
                            KafkaSettings.SASL_MECHANISM.name(),
                            "it is not given, the user and password are not used"));
                }
                yield null;
            }
            case "plain" -> login(SaslConfig.Mechanism.PLAIN, values, outside);
            case "scram-sha-256" -> login(SaslConfig.Mechanism.SCRAM_SHA_256, values, outside);
            case "scram-sha-512" -> login(SaslConfig.Mechanism.SCRAM_SHA_512, values, outside);
            case "gssapi" -> throw Availability.notAvailable("sasl-mechanism=gssapi");
            case "oauthbearer" -> {
                checkOauth(values);
                throw Availability.notAvailable("sasl-mechanism=oauthbearer");
            }
            default -> throw new IllegalStateException("unchecked SASL mechanism " + mechanism);
        };
    }

    private static SaslConfig login(SaslConfig.Mechanism mechanism, SettingValues values, @Nullable Secret outside) {
        String user = values.text(KafkaSettings.SASL_USER);
        String written = values.textOrNull(KafkaSettings.SASL_PASSWORD);
        Secret password = written == null ? outside : new Secret(written);
        if (user.isEmpty() || password == null) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "sasl-mechanism=" + mechanism.kafkaName() + " needs "
                                    + (user.isEmpty() ? "sasl-user" : "sasl-password"))
                    .withRemedy("Add sasl-user and sasl-password to the sink URI or to [sink.kafka-config].");
        }
        return new SaslConfig(mechanism, user, password);
    }

    private static void refuseOauthSettings(SettingValues values, String mechanism) {
        boolean any = Stream.of(
                        KafkaSettings.OAUTH_CLIENT_ID, KafkaSettings.OAUTH_CLIENT_SECRET, KafkaSettings.OAUTH_TOKEN_URL)
                .anyMatch(values::has);
        if (any) {
            throw invalid("OAuth2 is only supported with SASL mechanism type OAUTHBEARER, but got "
                    + (mechanism.isEmpty() ? "none" : mechanism));
        }
    }

    private static void checkOauth(SettingValues values) {
        boolean id = values.has(KafkaSettings.OAUTH_CLIENT_ID);
        String secret = values.textOrNull(KafkaSettings.OAUTH_CLIENT_SECRET);
        boolean url = values.has(KafkaSettings.OAUTH_TOKEN_URL);
        if (!id) {
            throw invalid(secret != null || url ? "OAuth2 client id is empty" : "OAuth2 client ID cannot be empty");
        }
        if (secret == null) {
            throw invalid("OAuth2 client secret is empty");
        }
        if (!isBase64(secret)) {
            throw invalid("OAuth2 client secret is not base64 encoded");
        }
        if (!url) {
            throw invalid("OAuth2 token url is empty");
        }
    }

    private static boolean isBase64(String text) {
        try {
            return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static TidegateException invalid(String detail) {
        return new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, detail);
    }
}
