package io.tidegate.state;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The sole right to a data directory, held by the operating system's lock on a file in it: a crash gives it up. The
 * file also remembers that the directory has been used, which is how a state file that vanished is told from one that
 * never was.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "lock";
    private static final String USED = "This directory is in use by Tidegate: the state is in state.db.\n";

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock, creating the directory if it is not there. */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new TidegateException(ErrorCode.STATE_IN_USE, directory.toString());
            }
            return new DirectoryLock(directory, channel);
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, directory + ": " + e.getMessage(), e);
        }
    }

    /** Whether a state file has been in this directory, in a life of this or another process. */
    boolean used() {
        try {
            return channel.size() > 0;
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, directory + ": " + e.getMessage(), e);
        }
    }

    /** Remembers, durably, that a state file is in this directory. */
    void markUsed() {
        if (used()) {
            return;
        }
        try {
            channel.write(ByteBuffer.wrap(USED.getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.STATE_WRITE_FAILED, directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new TidegateException(
                    ErrorCode.STATE_WRITE_FAILED, "the lock cannot be given back: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
