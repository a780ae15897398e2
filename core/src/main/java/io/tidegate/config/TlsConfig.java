package io.tidegate.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS to a broker.
 *
 * @param enabled whether to use TLS
 * @param ca PEM file of the certificate authorities to trust, null for the system's
 * @param certificate PEM file of the client certificate, null for none
 * @param key PEM file of its key, null for none
 * @param insecureSkipVerify whether to accept any certificate
 * @param serverName the name that the brokers' certificates must have and that is sent to them (SNI), null for the host
 *     name that is connected to
 */
public record TlsConfig(
        boolean enabled,
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean insecureSkipVerify,
        @Nullable String serverName) {
    /** No TLS. */
    public static TlsConfig disabled() {
        return new TlsConfig(false, null, null, null, false, null);
    }
}
