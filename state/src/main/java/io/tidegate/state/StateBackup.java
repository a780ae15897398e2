package io.tidegate.state;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A copy of a state file as it was at one moment. SQLite lets a second connection read while the first one writes, in
 * this process or another, so nobody needs to stop. The copy is written beside its place, read once more, made durable
 * and only then given its name: a file of that name is a whole backup.
 */
final class StateBackup {
    private StateBackup() {}

    /**
     * Copies the state file of a directory to a file that is not there yet, with mode 0600.
     *
     * @throws TidegateException with STATE_UNREADABLE if there is no state or it is damaged, BACKUP_FAILED if the copy
     *     cannot be written
     */
    static void write(Path directory, Path to) {
        Path source = StateFile.existing(directory);
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new TidegateException(ErrorCode.BACKUP_FAILED, to + " is there already");
        }
        Path partial = to.resolveSibling(to.getFileName() + ".partial");
        reserve(partial);
        try {
            copy(source, partial);
            PrivateFile.force(partial);
            Files.move(partial, to);
            PrivateFile.force(to.resolveSibling("."));
        } catch (IOException e) {
            throw failure(e);
        } finally {
            discard(partial);
        }
    }

    private static void reserve(Path partial) {
        try {
            PrivateFile.create(partial);
        } catch (FileAlreadyExistsException e) {
            throw failure(e)
                    .withRemedy("Another backup is under way, or one was cut short: remove the file if it was.");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static void copy(Path source, Path partial) {
        reading(source, from -> {
            StateSchema.requireKnown(from, source, true);
            try {
                from.createUpdate("VACUUM INTO :partial")
                        .bind("partial", partial.toString())
                        .execute();
            } catch (JdbiException e) {
                throw new TidegateException(ErrorCode.BACKUP_FAILED, partial + ": " + StateFile.rootMessage(e), e);
            }
        });
        reading(partial, copy -> StateSchema.requireKnown(copy, partial, true));
    }

    private static void reading(Path file, Consumer<Handle> work) {
        // Mode 1 is SQLITE_OPEN_READONLY.
        try (Handle handle = Jdbi.open("jdbc:sqlite:" + file + "?open_mode=1&busy_timeout=5000")) {
            work.accept(handle);
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + ": " + StateFile.rootMessage(e), e);
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static TidegateException failure(IOException error) {
        return new TidegateException(ErrorCode.BACKUP_FAILED, PrivateFile.problem(error), error);
    }
}
