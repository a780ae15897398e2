package io.tidegate.config;

import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From settings to a schema registry. Nothing of its address that may be secret is part of an error. */
final class SchemaRegistryOptions {
    private static final String EXAMPLE = "Write it as https://user:password@host:port, special characters of user and"
            + " password percent-encoded; inside a sink URI the whole address is percent-encoded once more.";

    private SchemaRegistryOptions() {}

    /** @throws TidegateException CODEC_INVALID_CONFIG, or CONFIG_NOT_AVAILABLE for AWS Glue */
    static SchemaRegistryConfig resolve(SettingValues values, List<ConfigWarning> warnings) {
        if (AvroSettings.GLUE.stream().anyMatch(values::has)) {
            throw new TidegateException(ErrorCode.CONFIG_NOT_AVAILABLE, "the AWS Glue Schema Registry is not supported")
                    .withRemedy(
                            "Remove the section glue-schema-registry-config and give a registry with the interface of"
                                    + " Confluent's in schema-registry.");
        }
        String address = values.textOrNull(AvroSettings.SCHEMA_REGISTRY);
        if (address == null) {
            throw new TidegateException(
                            ErrorCode.CODEC_INVALID_CONFIG,
                            "Avro protocol requires parameter \"schema-registry\" or \"glue-schema-registry\" to specify"
                                    + " the schema registry")
                    .withRemedy("Add schema-registry=http%3A%2F%2Fhost%3A8081 to the sink URI, or schema-registry to"
                            + " [sink] of the configuration file.");
        }
        UriParts parts = parts(address);
        Path ca = ca(values);
        if (!parts.scheme().equals("https") && ca != null) {
            warnings.add(
                    new ConfigWarning(AvroSettings.REGISTRY_CA.name(), "it has no effect: the registry is not https"));
        }
        return new SchemaRegistryConfig(
                url(parts), login(parts.login()), ca, values.span(AvroSettings.REGISTRY_TIMEOUT));
    }

    /** A registry by its address alone. */
    static SchemaRegistryConfig parse(String address) {
        SettingValues values = new SettingValues();
        values.put(AvroSettings.SCHEMA_REGISTRY, new Value.Text(address));
        return resolve(values, List.of());
    }

    private static UriParts parts(String address) {
        UriParts parts;
        try {
            parts = UriParts.parse(address.strip());
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        if (!parts.scheme().equals("http") && !parts.scheme().equals("https")) {
            throw invalid("the scheme is " + parts.scheme() + ", only http and https are available");
        }
        if (parts.hosts().size() > 1 || !parts.parameters().isEmpty()) {
            throw invalid("it must be one host without a query");
        }
        return parts;
    }

    private static URI url(UriParts parts) {
        UriParts.HostAndPort host = parts.hosts().get(0);
        String path = parts.path().replaceAll("/+$", "");
        try {
            return new URI(parts.scheme(), null, host.host(), host.port() == 0 ? -1 : host.port(), path, null, null);
        } catch (URISyntaxException e) {
            throw invalid("\"" + host + "\" cannot be a host: " + e.getReason());
        }
    }

    private static @Nullable Login login(@Nullable String encoded) {
        if (encoded == null) {
            return null;
        }
        int colon = encoded.indexOf(':');
        try {
            String user = UriParts.decode(colon < 0 ? encoded : encoded.substring(0, colon), "the user");
            String password = colon < 0 ? "" : UriParts.decode(encoded.substring(colon + 1), "the password");
            return new Login(user, new Secret(password));
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Path ca(SettingValues values) {
        String text = values.textOrNull(AvroSettings.REGISTRY_CA);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new TidegateException(
                    ErrorCode.CODEC_INVALID_CONFIG, AvroSettings.REGISTRY_CA.name() + " is not a path", e);
        }
    }

    private static TidegateException invalid(String why) {
        return new TidegateException(ErrorCode.CODEC_INVALID_CONFIG, "schema-registry: " + why).withRemedy(EXAMPLE);
    }
}
