package io.tidegate.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a schema registry with the REST interface of Confluent's.
 *
 * @param url {@code http} or {@code https}, without login and without a slash at its end
 * @param login for HTTP basic authentication, null for none
 * @param ca PEM file of the certificate authorities to trust, null for the system's
 * @param timeout for a connection and for an answer, each
 */
public record SchemaRegistryConfig(
        URI url, @Nullable Login login, @Nullable Path ca, Duration timeout) {
    /**
     * A user.
     *
     * @param user name
     * @param password may be empty
     */
    public record Login(String user, Secret password) {}

    /**
     * A registry by its address alone, {@code https://user:password@host:port}, with the authorities of the system.
     *
     * @throws io.tidegate.error.TidegateException CODEC_INVALID_CONFIG
     */
    public static SchemaRegistryConfig parse(String address) {
        return SchemaRegistryOptions.parse(address);
    }
}
