package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file in the data directory with the first password of {@code admin}; only the owner of the process may read it. */
final class AdminPasswordFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    /** @param dataDirectory of the server */
    AdminPasswordFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("admin-password");
    }

    Path path() {
        return file;
    }

    /** Writes it anew, whatever is there. */
    void write(Secret password) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, OWNER_ONLY);
            password.<Path>reveal(text -> {
                try {
                    return Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw failed(e);
                }
            });
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Deletes it if it is there. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private TidegateException failed(IOException cause) {
        return new TidegateException(
                        ErrorCode.STATE_WRITE_FAILED,
                        file + " (" + cause.getClass().getSimpleName() + ")",
                        cause)
                .withRemedy("Check the permissions of the data directory; delete that file by hand if the password was"
                        + " changed.");
    }
}
