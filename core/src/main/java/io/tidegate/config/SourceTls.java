package io.tidegate.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS to a source.
 *
 * @param mode how much is asked for
 * @param ca PEM file of the certificate authorities to trust, null for the system's
 * @param certificate PEM file of the client certificate, null for none
 * @param key PEM file of its key, null for none
 */
public record SourceTls(
        Mode mode,
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key) {
    /** How much is asked for, as MySQL's own clients name it. */
    public enum Mode {
        /** No TLS. */
        DISABLED,
        /** TLS if the server offers it, whatever its certificate. */
        PREFERRED,
        /** TLS, whatever the certificate. */
        REQUIRED,
        /** TLS with a certificate that a trusted authority signed. */
        VERIFY_CA,
        /** The same, and the certificate is for this host name. */
        VERIFY_IDENTITY
    }
}
