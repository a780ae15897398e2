package io.tidegate.cli.client;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file whose first line is a password or a token. */
public final class SecretFile {
    private SecretFile() {}

    /** @throws TidegateException INVALID_ARGUMENT if the file cannot be read or is empty */
    public static Secret read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || lines.get(0).isBlank()) {
                throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "the first line of " + file + " is empty");
            }
            return new Secret(lines.get(0).strip());
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "the file " + file + " cannot be read", e)
                    .withRemedy("Check the path and the permissions of the file.");
        }
    }
}
