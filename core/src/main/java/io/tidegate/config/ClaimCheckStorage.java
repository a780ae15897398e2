package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where claim-check puts messages: a directory that all consumers can read too.
 *
 * @param uri as the user wrote it, without slashes at its end; the locations in messages begin with it
 * @param directory the directory it names
 * @param rawValue whether a file has the bytes of the value alone and not an object of key and value
 */
public record ClaimCheckStorage(String uri, Path directory, boolean rawValue) {
    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "gcs", "gs", "azblob", "azure", "hdfs", "ks3", "oss", "cos", "obs", "minio");

    /**
     * Reads {@code file:///directory} or the absolute path of a directory.
     *
     * @param setting the name of the setting for messages
     * @throws TidegateException CONFIG_NOT_AVAILABLE for an object store, CONFIG_INVALID_VALUE for anything else that is no
     *     directory
     */
    static ClaimCheckStorage parse(String setting, String uri, boolean rawValue) {
        String trimmed = uri.replaceAll("(?<=.)/+$", "");
        int scheme = uri.indexOf("://");
        Path directory = scheme < 0
                ? path(setting, uri)
                : ofUri(setting, uri.substring(0, scheme).toLowerCase(Locale.ROOT), uri);
        return new ClaimCheckStorage(trimmed, directory, rawValue);
    }

    private static Path ofUri(String setting, String scheme, String uri) {
        if (OBJECT_STORES.contains(scheme)) {
            // The URI itself may carry keys of the store.
            throw new TidegateException(
                            ErrorCode.CONFIG_NOT_AVAILABLE,
                            setting + ": storage of " + scheme + ":// is not supported yet")
                    .withRemedy("Mount a storage that consumers can read as well, such as NFS, and give it as"
                            + " file:///directory; or use large-message-handle-option = \"handle-key-only\".");
        }
        if (!scheme.equals("file")) {
            throw invalid(setting, "there is no storage of " + scheme + "://, use file:///directory", null);
        }
        URI parsed;
        try {
            parsed = new URI(uri);
        } catch (URISyntaxException e) {
            throw invalid(setting, "this is no URI: " + e.getMessage(), e);
        }
        if (parsed.getRawAuthority() != null && !parsed.getRawAuthority().equals("localhost")) {
            throw invalid(setting, "file:// is followed by a host, write file:///directory with three slashes", null);
        }
        if (parsed.getRawQuery() != null || parsed.getRawFragment() != null) {
            throw invalid(setting, "a file URI has no parameters; write %3F for ? and %23 for # in a name", null);
        }
        return path(setting, parsed.getPath());
    }

    private static Path path(String setting, String text) {
        if (!text.startsWith("/")) {
            throw invalid(setting, "a path must begin with /, so that consumers find the same directory", null);
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw invalid(setting, "this is no path: " + e.getMessage(), e);
        }
    }

    private static TidegateException invalid(String setting, String found, @Nullable Exception cause) {
        return new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, setting + ": " + found, cause);
    }
}
