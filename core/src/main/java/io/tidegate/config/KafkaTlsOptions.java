package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code enable-tls}, {@code ca}, {@code cert}, {@code key}, {@code insecure-skip-verify} and our {@code tls-server-name} mean together. Not given,
 * {@code enable-tls} follows from the files and from the scheme {@code kafka+ssl}. Unlike TiCDC, {@code ca} may be given
 * without a client certificate and a client certificate without {@code ca}.
 */
final class KafkaTlsOptions {
    private KafkaTlsOptions() {}

    /** @throws TidegateException KAFKA_INVALID_CONFIG */
    static TlsConfig resolve(SettingValues values, boolean tlsByScheme, List<ConfigWarning> warnings) {
        Path ca = FilePaths.orNull(values, KafkaSettings.CA);
        Path certificate = FilePaths.orNull(values, KafkaSettings.CERT);
        Path key = FilePaths.orNull(values, KafkaSettings.KEY);
        if ((certificate == null) != (key == null)) {
            throw new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, "ca, cert and key files should all be supplied")
                    .withRemedy("Give cert and key together, or ca alone when the brokers want no client certificate.");
        }
        boolean files = ca != null || certificate != null;
        boolean enabled =
                values.has(KafkaSettings.ENABLE_TLS) ? values.flag(KafkaSettings.ENABLE_TLS) : files || tlsByScheme;
        if (files && !enabled) {
            throw new TidegateException(
                    ErrorCode.KAFKA_INVALID_CONFIG, "credential files are supplied, but 'enable-tls' is set to false");
        }
        if (tlsByScheme && !enabled) {
            warnings.add(new ConfigWarning(
                    KafkaSettings.ENABLE_TLS.name(), "the scheme is kafka+ssl, but false is given: no TLS is used"));
        }
        boolean skipVerify = values.flag(KafkaSettings.INSECURE_SKIP_VERIFY);
        if (skipVerify) {
            warnings.add(new ConfigWarning(
                    KafkaSettings.INSECURE_SKIP_VERIFY.name(),
                    enabled ? "whoever answers is taken for the brokers" : "it has no effect without TLS"));
        }
        String serverName = serverName(values, enabled, warnings);
        return enabled ? new TlsConfig(true, ca, certificate, key, skipVerify, serverName) : TlsConfig.disabled();
    }

    private static @Nullable String serverName(SettingValues values, boolean enabled, List<ConfigWarning> warnings) {
        String name = values.textOrNull(ClientSettings.TLS_SERVER_NAME);
        if (name != null && !enabled) {
            warnings.add(new ConfigWarning(ClientSettings.TLS_SERVER_NAME.name(), "it has no effect without TLS"));
        }
        return name;
    }
}
