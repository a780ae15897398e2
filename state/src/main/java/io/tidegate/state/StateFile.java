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
 * The SQLite file of a data directory, which all stores share, in WAL mode with {@code synchronous=FULL}, and the lock of the
 * directory. One connection writes and one reads, each used by one caller at a time: whoever reads sees all that was
 * written before, and does not wait for the disk of whoever writes. What {@link #writing} returned from survives a power
 * failure. Thread safe.
 */
final class StateFile implements AutoCloseable {
    static final String NAME = "state.db";

    private final Path directory;
    private final DirectoryLock lock;
    private final Handle writer;
    private final Handle reader;

    private StateFile(Path directory, DirectoryLock lock, Handle writer, Handle reader) {
        this.directory = directory;
        this.lock = lock;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens the file of a directory, creating both if they are not there and never were.
     *
     * @throws TidegateException with STATE_IN_USE, STATE_UNREADABLE or STATE_WRITE_FAILED
     */
    static StateFile open(Path directory) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Path file = directory.resolve(NAME);
            Handle writer = connect(file, lock);
            try {
                return new StateFile(directory, lock, writer, connectToRead(file));
            } catch (RuntimeException e) {
                writer.close();
                throw e;
            }
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
            Handle handle = open(file, "journal_mode=WAL&synchronous=FULL&foreign_keys=on");
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

    private static Handle connectToRead(Path file) {
        try {
            Handle handle = open(file, "journal_mode=WAL");
            handle.execute("PRAGMA query_only = 1");
            return handle;
        } catch (JdbiException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + ": " + rootMessage(e), e);
        }
    }

    private static Handle open(Path file, String pragmas) {
        return Jdbi.create("jdbc:sqlite:" + file + "?busy_timeout=5000&" + pragmas)
                .open();
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
    <T> T reading(Function<Handle, T> work) {
        synchronized (reader) {
            try {
                return work.apply(reader);
            } catch (JdbiException e) {
                throw new TidegateException(ErrorCode.STATE_UNREADABLE, rootMessage(e), e);
            }
        }
    }

    /** Writes all or nothing, in one transaction; failure is STATE_WRITE_FAILED. */
    synchronized void writing(Consumer<Handle> work) {
        try {
            writer.useTransaction(work::accept);
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
            settle(writer);
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
        synchronized (reader) {
            reader.close();
        }
        writer.close();
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
