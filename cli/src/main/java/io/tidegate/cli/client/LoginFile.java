package io.tidegate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The tokens of {@code tidegate login}, one for each server, in a file that only its owner can read. */
public final class LoginFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    private LoginFile(Path file) {
        this.file = file;
    }

    public static LoginFile of(Surroundings surroundings) {
        return new LoginFile(surroundings.configDirectory().resolve("tokens.json"));
    }

    /** The token for a server, null if nobody logged in there. */
    @Nullable
    Secret token(String server) {
        JsonNode token = read().path(server).path("token");
        return token.isTextual() ? new Secret(token.textValue()) : null;
    }

    /** The number of the token for a server, by which it is revoked; null if nobody logged in there. */
    public @Nullable String tokenId(String server) {
        JsonNode id = read().path(server).path("id");
        return id.isTextual() ? id.textValue() : null;
    }

    /** Keeps a token in place of an earlier one. */
    public void keep(String server, String id, Secret token) {
        ObjectNode all = read();
        ObjectNode entry = all.putObject(server).put("id", id);
        token.reveal(text -> entry.put("token", text));
        write(all);
    }

    /** Forgets the token for a server. */
    public void forget(String server) {
        ObjectNode all = read();
        all.remove(server);
        write(all);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private ObjectNode read() {
        if (!Files.exists(file)) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(file.toFile()) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (IOException e) {
            // The parser's words may quote a token.
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "the file of tokens " + file + " cannot be read")
                    .withRemedy("Remove the file and log in again.");
        }
    }

    /** The new file takes the place of the old one whole, and nobody else may read it from its first byte on. */
    private void write(ObjectNode all) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(
                    directory,
                    "tokens",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, all.toString());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TidegateException(
                            ErrorCode.INVALID_ARGUMENT, "the file of tokens " + file + " cannot be written", e)
                    .withRemedy("Check the permissions of its directory.");
        }
    }
}
