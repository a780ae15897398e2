package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code enable-tls}, {@code ca}, {@code cert}, {@code key} and {@code insecure-skip-verify} mean together. Not given,
 * {@code enable-tls} follows from the files and from the scheme {@code kafka+ssl}. Unlike TiCDC, {@code ca} may be given
 * without a client certificate and a client certificate without {@code ca}.
 */
final class KafkaTlsOptions {
    private KafkaTlsOptions() {}

    /** @throws TidegateException KAFKA_INVALID_CONFIG */
    static TlsConfig resolve(SettingValues values, boolean tlsByScheme, List<ConfigWarning> warnings) {
        Path ca = file(values, KafkaSettings.CA);
        Path certificate = file(values, KafkaSettings.CERT);
        Path key = file(values, KafkaSettings.KEY);
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
        return enabled ? new TlsConfig(true, ca, certificate, key, skipVerify) : TlsConfig.disabled();
    }

    private static @Nullable Path file(SettingValues values, Setting setting) {
        String text = values.textOrNull(setting);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, setting.name() + " is not a path", e);
        }
    }
}
