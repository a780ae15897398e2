package io.tidegate.state.vault;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file with a keyset that nobody but its owner may read. It is replaced whole, so that a crash leaves one or the other. */
record KeyFile(Path file) implements KeySource {
    @Override
    public Optional<Secret> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (!PrivateFile.isPrivate(file)) {
                throw new TidegateException(ErrorCode.SECRET_KEY_UNUSABLE, file + " may be read by others")
                        .withRemedy(
                                "Run: chmod 600 " + file + ". If somebody may have read it, rotate the key as well.");
            }
            return Optional.of(new Secret(Files.readString(file)));
        } catch (IOException e) {
            throw new TidegateException(
                    ErrorCode.SECRET_KEY_UNUSABLE, file + " cannot be read: " + PrivateFile.problem(e), e);
        }
    }

    @Override
    public void write(Secret keyset) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            PrivateFile.create(fresh);
            byte[] bytes = keyset.reveal(text -> text.getBytes(StandardCharsets.UTF_8));
            Files.write(fresh, bytes, StandardOpenOption.WRITE);
            PrivateFile.force(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            PrivateFile.force(target.resolveSibling("."));
        } catch (IOException e) {
            throw new TidegateException(
                    ErrorCode.SECRET_KEY_UNUSABLE, file + " cannot be written: " + PrivateFile.problem(e), e);
        }
    }

    @Override
    public String description() {
        return file.toString();
    }
}
