package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.SecretPrompt;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.config.Secret;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a source is and how one logs in there. */
final class SourceOptions {
    private static final Pattern LOGIN_WITH_PASSWORD = Pattern.compile("[^/]*//[^/@:]*:.*@.*");

    @Option(
            names = "--source",
            paramLabel = "URI",
            description =
                    "mysql://user@host:port/ or mariadb://user@host:port/, with ?tls=... as tidegate run takes it.")
    private @Nullable String source;

    @Option(
            names = "--source-password-file",
            paramLabel = "FILE",
            description = "File with the password (default: TIDEGATE_SOURCE_PASSWORD, or asked for on a terminal).")
    private @Nullable Path passwordFile;

    private final SecretPrompt secrets;

    SourceOptions(Surroundings surroundings) {
        this.secrets = new SecretPrompt(surroundings);
    }

    boolean given() {
        return source != null || passwordFile != null;
    }

    @Nullable
    String source() {
        return source;
    }

    /** Puts {@code uri} and {@code password} into a request, as far as they are given; asks for the password of a new source. */
    void addTo(ObjectNode request, PrintWriter err) {
        if (source != null) {
            request.put("uri", source);
        }
        boolean isComplete =
                source == null || LOGIN_WITH_PASSWORD.matcher(source).matches();
        if (isComplete && passwordFile == null) {
            return;
        }
        Secret password =
                secrets.find(passwordFile, "TIDEGATE_SOURCE_PASSWORD", "Password of the source (not shown):", err);
        if (password != null) {
            password.reveal(text -> request.put("password", text));
        }
    }
}
