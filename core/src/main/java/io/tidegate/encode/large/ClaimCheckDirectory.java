package io.tidegate.encode.large;

import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Claim checks as files {@code <random UUID>.json} of one directory. A file is written under a hidden name, flushed to the
 * disk and renamed, so that a reader finds a whole file or none; what a crash leaves behind is a hidden file or one that
 * no message refers to. It writes on the thread that encodes the row: a directory that is slow holds that worker up, and
 * so, in turn, the reading of the source.
 */
public final class ClaimCheckDirectory implements ClaimCheckStore {
    private final ClaimCheckStorage storage;
    private final Supplier<UUID> names;

    private ClaimCheckDirectory(ClaimCheckStorage storage, Supplier<UUID> names) {
        this.storage = storage;
        this.names = names;
    }

    /**
     * The directory, made if it is missing.
     *
     * @param names random UUIDs (version 4), from any thread
     * @throws TidegateException CLAIM_CHECK_STORAGE when it cannot be written
     */
    public static ClaimCheckDirectory open(ClaimCheckStorage storage, Supplier<UUID> names) {
        Path directory = storage.directory();
        try {
            Files.createDirectories(directory);
            tryToWrite(directory);
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.CLAIM_CHECK_STORAGE, directory + ": " + e, e);
        }
        return new ClaimCheckDirectory(storage, names);
    }

    /**
     * Whether the directory can be written or, if it is missing, could be made. Leaves nothing behind.
     *
     * @return whether it is there
     * @throws TidegateException CLAIM_CHECK_STORAGE when it could not
     */
    public static boolean requireWritable(ClaimCheckStorage storage) {
        Path directory = storage.directory();
        Path nearest = directory;
        while (Files.notExists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        try {
            tryToWrite(nearest);
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.CLAIM_CHECK_STORAGE, directory + ": " + e, e);
        }
        return nearest.equals(directory);
    }

    private static void tryToWrite(Path directory) throws IOException {
        Files.delete(Files.createTempFile(directory, ".writable", ".tmp"));
    }

    @Override
    public String put(Content content) {
        String name = names.get() + ".json";
        Path hidden = storage.directory().resolve("." + name + ".tmp");
        try {
            write(content, hidden);
            Files.move(hidden, storage.directory().resolve(name), StandardCopyOption.ATOMIC_MOVE);
            flushDirectory();
        } catch (IOException e) {
            TidegateException failure =
                    new TidegateException(ErrorCode.CLAIM_CHECK_WRITE, storage.directory() + ": " + e, e);
            try {
                Files.deleteIfExists(hidden);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        return storage.uri() + "/" + name;
    }

    private static void write(Content content, Path file) throws IOException {
        // Not a channel: the interrupt of a run that ends would close it in the middle of the file.
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            content.writeTo(out);
            out.getFD().sync();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The new name itself must be on the disk too. */
    private void flushDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(storage.directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
