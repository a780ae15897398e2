package io.tidegate.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tls}, {@code ca}, {@code cert} and {@code key} of a source URI mean together. Without {@code tls} a
 * connection is encrypted if the server offers it; a {@code ca} asks for more than {@code required} does, so that it
 * stands for {@code verify_ca} there and when {@code tls} is not given. Nothing is accepted that would have no effect.
 */
final class SourceTlsOptions {
    private SourceTlsOptions() {}

    /** @throws io.tidegate.error.TidegateException SOURCE_URI_INVALID */
    static SourceTls resolve(String uri, Map<String, String> parameters) {
        Path ca = file(uri, parameters, "ca");
        Path certificate = file(uri, parameters, "cert");
        Path key = file(uri, parameters, "key");
        if ((certificate == null) != (key == null)) {
            throw SourceUri.invalid(uri, "cert and key go together, only one of them is given");
        }
        boolean files = ca != null || certificate != null;
        SourceTls.Mode asked = mode(uri, parameters.getOrDefault("tls", ""), files);
        if (files && (asked == SourceTls.Mode.DISABLED || asked == SourceTls.Mode.PREFERRED)) {
            throw SourceUri.invalid(
                    uri,
                    "ca, cert and key have no effect with tls=" + asked.name().toLowerCase(Locale.ROOT));
        }
        SourceTls.Mode mode = asked == SourceTls.Mode.REQUIRED && ca != null ? SourceTls.Mode.VERIFY_CA : asked;
        return new SourceTls(mode, ca, certificate, key);
    }

    private static SourceTls.Mode mode(String uri, String name, boolean files) {
        return switch (name.toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "" -> files ? SourceTls.Mode.REQUIRED : SourceTls.Mode.PREFERRED;
            case "disabled" -> SourceTls.Mode.DISABLED;
            case "preferred" -> SourceTls.Mode.PREFERRED;
            case "required" -> SourceTls.Mode.REQUIRED;
            case "verify_ca" -> SourceTls.Mode.VERIFY_CA;
            case "verify_identity" -> SourceTls.Mode.VERIFY_IDENTITY;
            default ->
                throw SourceUri.invalid(
                        uri,
                        "tls=" + name + " is not one of disabled, preferred, required, verify_ca, verify_identity");
        };
    }

    private static @Nullable Path file(String uri, Map<String, String> parameters, String name) {
        String text = parameters.getOrDefault(name, "");
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw SourceUri.invalid(uri, name + " is not a path");
        }
    }
}
