package io.tidegate.kafka.login;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The krb5.conf of this process. Java knows only one at a time, by a system property, so the first changefeed that names
 * a file decides and a later one that names another is refused.
 */
final class KerberosConfiguration {
    static final String PROPERTY = "java.security.krb5.conf";

    private KerberosConfiguration() {}

    /**
     * Makes the process use a file.
     *
     * @param file null for whichever is in use
     * @throws TidegateException KAFKA_INVALID_CONFIG when the file cannot be read or another is in use
     */
    static synchronized void use(@Nullable Path file) {
        if (file == null) {
            return;
        }
        if (!Files.isReadable(file)) {
            throw new TidegateException(
                    ErrorCode.KAFKA_INVALID_CONFIG, "sasl-gssapi-kerberos-config-path: " + file + " cannot be read");
        }
        String wanted = file.toAbsolutePath().normalize().toString();
        String used = System.getProperty(PROPERTY);
        if (used != null && !used.equals(wanted)) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "sasl-gssapi-kerberos-config-path is " + wanted + ", but this process uses " + used
                                    + " and can only use one file")
                    .withRemedy("Put all realms into one krb5.conf.");
        }
        System.setProperty(PROPERTY, wanted);
    }
}
