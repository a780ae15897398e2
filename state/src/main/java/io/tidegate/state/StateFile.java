package io.tidegate.state;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The SQLite file of a data directory, which all stores share: one connection in WAL mode with {@code synchronous=FULL},
 * used by one caller at a time, and the lock of the directory. What {@link #writing} returned from survives a power
 * failure. Thread safe.
 */
final class StateFile implements AutoCloseable {
    static final String NAME = "state.db";

    private final Path directory;
    private final DirectoryLock lock;
    private final Handle handle;

    private StateFile(Path directory, DirectoryLock lock, Handle handle) {
        this.directory = directory;
        this.lock = lock;
        this.handle = handle;
    }

    /**
     * Opens the file of a directory, creating both if they are not there and never were.
     *
     * @throws TidegateException with STATE_IN_USE, STATE_UNREADABLE or STATE_WRITE_FAILED
     */
    static StateFile open(Path directory) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return new StateFile(directory, lock, connect(directory.resolve(NAME), lock));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Handle connect(Path file, DirectoryLock lock) {
        try {
            if (lock.used() && (!Files.exists(file) || Files.size(file) == 0)) {
                throw gone(file);
            }
            if (!Files.exists(file)) {
                PrivateFile.create(file);
            }
            PrivateFile.seclude(file);
            Handle handle = Jdbi.create("jdbc:sqlite:" + file
                            + "?journal_mode=WAL&synchronous=FULL&foreign_keys=on&busy_timeout=5000")
                    .open();
            try {
                int version = StateSchema.requireKnown(handle, file, lock.used());
                settle(handle);
                requireWhole(handle, file);
                StateSchema.migrate(handle, version);
                settle(handle);
                lock.markUsed();
                return handle;
            } catch (RuntimeException e) {
                handle.close();
                throw e;
            }
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + ": " + rootMessage(e), e);
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, file + ": " + e.getMessage(), e);
        }
    }

    /** A page that was cut off reads as zeros, which SQLite does not notice if there is only text on it. */
    private static void requireWhole(Handle handle, Path file) throws IOException {
        long pages = number(handle, "page_count");
        if (Files.size(file) < pages * number(handle, "page_size")) {
            throw new TidegateException(
                    ErrorCode.STATE_UNREADABLE, file + " is damaged: it ends within its page " + pages);
        }
    }

    /** The error of a directory that has been used and whose state file is empty or not there. */
    static TidegateException gone(Path file) {
        return new TidegateException(
                        ErrorCode.STATE_UNREADABLE, file + " is empty or gone, though its directory has been used")
                .withRemedy("Restore the data directory from a backup. To begin anew, give an empty directory;"
                        + " changefeeds then start where you tell them to.");
    }

    /** The state file of a directory that has one. */
    static Path existing(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, "there is no " + file)
                    .withRemedy("Name the --data-dir of a server or of `tidegate run`.");
        }
        return file;
    }

    Path directory() {
        return directory;
    }

    /** Reads; damage that shows is STATE_UNREADABLE. */
    synchronized <T> T reading(Function<Handle, T> work) {
        try {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, rootMessage(e), e);
        }
    }

    /** Writes all or nothing, in one transaction; failure is STATE_WRITE_FAILED. */
    synchronized void writing(Consumer<Handle> work) {
        try {
            handle.useTransaction(work::accept);
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, rootMessage(e), e);
        }
    }

    /**
     * Brings what was written from the write-ahead log into the file itself. Done after what is rare and must not be
     * forgotten, so that a log that somebody deletes costs repetitions but never a changefeed.
     */
    synchronized void settle() {
        try {
            settle(handle);
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, rootMessage(e), e);
        }
    }

    private static long number(Handle handle, String pragma) {
        return handle.createQuery("PRAGMA " + pragma).mapTo(Long.class).one();
    }

    private static void settle(Handle handle) {
        handle.createQuery("PRAGMA wal_checkpoint(PASSIVE)").mapToMap().list();
    }

    /** Closes the file and lets another process have the directory. Idempotent. */
    @Override
    public synchronized void close() {
        handle.close();
        lock.close();
    }

    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
