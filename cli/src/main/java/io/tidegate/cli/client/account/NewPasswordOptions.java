package io.tidegate.cli.client.account;

import io.tidegate.cli.client.SecretPrompt;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A password that somebody thinks out now: from a file, the environment, or typed twice. */
final class NewPasswordOptions {
    private static final String VARIABLE = "TIDEGATE_NEW_PASSWORD";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the new password (default: " + VARIABLE + ", or asked for on a terminal).")
    private @Nullable Path file;

    private final SecretPrompt secrets;

    NewPasswordOptions(Surroundings surroundings) {
        this.secrets = new SecretPrompt(surroundings);
    }

    /** @throws TidegateException INVALID_ARGUMENT if there is none, or two that differ were typed */
    Secret read(PrintWriter err) {
        Secret given = secrets.find(file, VARIABLE, null, err);
        if (given != null) {
            return given;
        }
        Secret typed = secrets.find(null, VARIABLE, "New password (not shown):", err);
        if (typed == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "there is no new password")
                    .withRemedy("Put it into a file for --password-file or into " + VARIABLE + ".");
        }
        Secret again = secrets.find(null, VARIABLE, "The same again:", err);
        if (again == null || !again.equals(typed)) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "the passwords that were typed differ")
                    .withRemedy("Type the same one twice.");
        }
        return typed;
    }
}
